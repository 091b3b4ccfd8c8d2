import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import styles from './action-menu.module.css';
import { CheckSign } from './icons.tsx';
import { placeBelow } from './place-below.ts';

export interface ActionMenuItem {
  readonly label: string;
  readonly run: () => void;
  /** For menus of choices: whether this one is in force; marked by a tick and told as chosen. */
  readonly chosen?: boolean;
  /** The language of the label, where it is not the page's. */
  readonly lang?: string;
  readonly icon?: ReactNode;
}

export interface ActionMenuProps {
  /** The full name of the menu: "Actions for …". */
  readonly name: string;
  /** What the button shows. */
  readonly children: ReactNode;
  readonly items: readonly ActionMenuItem[];
  /** Above the items: who is signed in. */
  readonly heading?: ReactNode;
  readonly large?: boolean;
}

/**
 * A button that opens a list of actions (WAI-ARIA menu button): arrows, Home and End move, Escape and
 * a press elsewhere close, the focus returns to the button.
 */
export function ActionMenu(props: ActionMenuProps) {
  const { name, children, large = false } = props;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.target}
        data-large={large || undefined}
        aria-label={name}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {open ? <OpenMenu {...props} id={id} button={button} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

interface OpenMenuProps extends ActionMenuProps {
  readonly id: string;
  readonly button: { readonly current: HTMLButtonElement | null };
  readonly onClose: () => void;
}

function OpenMenu({ id, name, items, heading, button, onClose }: OpenMenuProps) {
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const element = box.current;
    const opener = button.current;
    if (!element || !opener) return;
    element.showPopover();
    placeBelow(element, opener);
    itemsOf(element)[0]?.focus();
    // Pressing elsewhere, Escape and scrolling away end the popover; the state follows.
    const follow = (event: ToggleEvent) => {
      if (event.newState === 'closed') close.current();
    };
    const leave = () => close.current();
    element.addEventListener('toggle', follow as EventListener);
    window.addEventListener('resize', leave);
    return () => {
      element.removeEventListener('toggle', follow as EventListener);
      window.removeEventListener('resize', leave);
    };
  }, [button]);
  const choose = (run: () => void) => {
    onClose();
    button.current?.focus();
    run();
  };
  return (
    <div ref={box} popover="auto" className={styles.dropdown}>
      {heading ? <p className={styles.heading}>{heading}</p> : null}
      <div
        id={id}
        role="menu"
        tabIndex={-1}
        aria-label={name}
        onKeyDown={(event) => move(event, onClose)}
      >
        {items.map(({ label, run, chosen, lang, icon }) => (
          <button
            key={label}
            type="button"
            tabIndex={-1}
            className={styles.item}
            lang={lang}
            onClick={() => choose(run)}
            {...(chosen === undefined
              ? { role: 'menuitem' }
              : { role: 'menuitemradio', 'aria-checked': chosen })}
          >
            <span className={styles.sign}>{chosen ? <CheckSign size={16} /> : icon}</span>
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}

function itemsOf(menu: Element): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
}

function move(event: KeyboardEvent<HTMLElement>, onClose: () => void): void {
  if (event.key === 'Tab') {
    onClose();
    return;
  }
  const items = itemsOf(event.currentTarget);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length)?.focus();
}

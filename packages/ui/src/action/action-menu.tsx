import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './action-menu.module.css';
import { CheckSign } from './icons.tsx';

export interface ActionMenuItem {
  readonly label: string;
  readonly run: () => void;
  /** The choice in force, for menus of choices: marked by a tick and told as chosen. */
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
  /** A heading inside the menu: who is signed in. */
  readonly heading?: ReactNode;
  readonly large?: boolean;
}

/** A button that opens a list of actions: arrows move, Escape closes and returns the focus. */
export function ActionMenu({ name, children, items, heading, large = false }: ActionMenuProps) {
  return (
    <Menu
      position="bottom-end"
      withinPortal
      shadow="none"
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: styles.dropdown ?? '', item: styles.item ?? '' }}
    >
      <Menu.Target>
        <button
          type="button"
          className={styles.target}
          data-large={large || undefined}
          aria-label={name}
        >
          {children}
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={name}>
        {heading ? <Menu.Label className={styles.heading ?? ''}>{heading}</Menu.Label> : null}
        {items.map(({ label, run, chosen, lang, icon }) => (
          <Menu.Item
            key={label}
            onClick={run}
            lang={lang}
            leftSection={icon ?? (chosen === undefined ? undefined : <Tick shown={chosen} />)}
            {...(chosen === undefined ? {} : { role: 'menuitemradio', 'aria-checked': chosen })}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Tick({ shown }: { readonly shown: boolean }) {
  return <span className={styles.tick}>{shown ? <CheckSign size={16} /> : null}</span>;
}

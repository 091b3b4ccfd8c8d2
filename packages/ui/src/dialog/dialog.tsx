import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from '../action/button.tsx';
import { CrossSign } from '../action/icons.tsx';
import { useMessages } from '../language/messages-context.tsx';
import { WithoutPageSlots } from '../page/page-context.tsx';
import styles from './dialog.module.css';

export interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  /** Called by Escape, the cross and the browser's own closing. */
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly width?: 'narrow' | 'wide';
  /** The dialog must be answered: Escape and the cross are away. */
  readonly mustAnswer?: boolean;
  /** From the side over the full height, for the menu on a phone. */
  readonly side?: boolean;
}

/**
 * A window over the page. The browser's own `<dialog>` keeps the focus inside, gives it back
 * afterwards and closes with Escape; the page behind is inert.
 */
export function Dialog(props: DialogProps) {
  if (!props.open) return null;
  return <OpenDialog {...props} />;
}

function OpenDialog(props: DialogProps) {
  const { title, onClose, children, width = 'narrow', mustAnswer = false, side = false } = props;
  const t = useMessages();
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useModal(element, heading);
  return (
    <dialog
      ref={element}
      className={styles.dialog}
      data-width={width}
      data-side={side || undefined}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (!mustAnswer) onClose();
      }}
    >
      <div className={styles.head}>
        <h2 id={id} ref={heading} tabIndex={-1} data-focus-target>
          {title}
        </h2>
        {mustAnswer ? null : (
          <Button small look="quiet" name={t('common.close')} onClick={onClose}>
            <CrossSign />
          </Button>
        )}
      </div>
      <div className={styles.body}>
        <WithoutPageSlots>{children}</WithoutPageSlots>
      </div>
    </dialog>
  );
}

/** Opens the element as a modal for as long as it is there, and returns the focus where it was. */
function useModal(
  element: React.RefObject<HTMLDialogElement | null>,
  heading: React.RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const before = document.activeElement;
    const dialog = element.current;
    if (!dialog?.open) dialog?.showModal();
    if (!dialog?.querySelector('[autofocus]')) heading.current?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [element, heading]);
}

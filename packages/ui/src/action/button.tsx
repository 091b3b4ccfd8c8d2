import { Button as MantineButton } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import styles from './button.module.css';

export interface ButtonProps {
  readonly children: ReactNode;
  /**
   * `primary` for the one main action of a page, `danger` for what destroys, `quiet` for actions in
   * rows and corners; `plain` otherwise.
   */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly small?: boolean;
  readonly icon?: ReactNode;
  /** The action runs: the button stays reachable, says so, and does not start it twice. */
  readonly busy?: boolean;
  readonly submit?: boolean;
  readonly wide?: boolean;
  readonly onClick?: () => void;
  /** The full name for screen readers where the visible text needs its row to be understood. */
  readonly name?: string;
  readonly expanded?: boolean;
  readonly controls?: string;
  readonly id?: string;
  readonly describedBy?: string;
  /** The button stands for a field with an error. */
  readonly failed?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

const looks = {
  primary: { variant: 'filled', color: 'accent' },
  danger: { variant: 'filled', color: 'danger' },
  plain: { variant: 'default' },
  quiet: { variant: 'subtle', color: 'accent' },
} as const;

/**
 * A button with a verb on it. It is never disabled to say that something is missing (UX-7); while its
 * action runs a second press does nothing.
 *
 * @example <Button look="primary" onClick={send}>{t('consents.send')}</Button>
 */
export function Button(props: ButtonProps) {
  const { children, look = 'plain', busy = false, onClick } = props;
  const press = busy ? undefined : onClick;
  return (
    <MantineButton
      {...looks[look]}
      className={styles.button}
      classNames={{ label: styles.label ?? '', inner: styles.inner ?? '' }}
      data-small={props.small || undefined}
      data-busy={busy || undefined}
      fullWidth={props.wide ?? false}
      leftSection={busy ? <span className={styles.spinner} aria-hidden /> : props.icon}
      type={props.submit && !busy ? 'submit' : 'button'}
      aria-disabled={busy || undefined}
      aria-label={props.name}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      aria-describedby={props.describedBy}
      data-failed={props.failed || undefined}
      {...(props.id ? { id: props.id } : {})}
      {...(press ? { onClick: press } : {})}
      {...(props.ref ? { ref: props.ref } : {})}
    >
      {children}
    </MantineButton>
  );
}

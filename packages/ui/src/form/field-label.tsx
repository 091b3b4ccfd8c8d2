import { useMessages } from '../language/messages-context.tsx';
import styles from './form.module.css';

export interface FieldProps {
  /** The name under which the form keeps the value and the server reports errors. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Marked with words, not with a star (UX-7). */
  readonly optional?: boolean;
}

/** The label of a field with its "(optional)". */
export function FieldLabel({ label, optional = false }: Pick<FieldProps, 'label' | 'optional'>) {
  const t = useMessages();
  return (
    <>
      {label} {optional ? <span className={styles.optional}>{t('common.optional')}</span> : null}
    </>
  );
}

/** What every Mantine input of the kit is given: looks, and errors between label and input. */
export const inputLook = {
  classNames: {
    label: styles.label ?? '',
    description: styles.hint ?? '',
    error: styles.error ?? '',
    input: styles.input ?? '',
  },
  inputWrapperOrder: ['label', 'description', 'error', 'input'] as (
    | 'label'
    | 'description'
    | 'error'
    | 'input'
  )[],
} as const;

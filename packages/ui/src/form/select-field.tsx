import { NativeSelect } from '@mantine/core';
import { useMessages } from '../language/messages-context.tsx';
import { FieldLabel, type FieldProps, inputLook } from './field-label.tsx';
import { useField } from './form-context.tsx';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

export interface SelectFieldProps extends FieldProps {
  readonly options: readonly SelectOption[];
  /** Start with nothing chosen and say so; default true. */
  readonly withEmpty?: boolean;
  /** What the empty choice says, where it means something: "All kinds". */
  readonly emptyLabel?: string;
}

/** One of a few values, with the list of the browser: every keyboard and phone knows it. */
export function SelectField(props: SelectFieldProps) {
  const { name, label, hint, optional, options, withEmpty = true, emptyLabel } = props;
  const t = useMessages();
  const field = useField(name, '');
  const empty = withEmpty ? [{ value: '', label: emptyLabel ?? t('form.chooseOption') }] : [];
  return (
    <NativeSelect
      {...inputLook}
      id={field.id}
      name={name}
      label={<FieldLabel label={label} optional={optional ?? false} />}
      description={hint}
      error={field.error}
      value={field.value}
      data={[...empty, ...options]}
      onChange={(event) => field.set(event.currentTarget.value)}
    />
  );
}

import { createContext, useContext, useEffect } from 'react';

/** What a field knows of its form. */
export interface FormFields {
  readonly id: string;
  readonly get: (name: string) => unknown;
  readonly set: (name: string, value: unknown) => void;
  readonly error: (name: string) => string | undefined;
  /** Tells the form the label under which the summary may name the field. */
  readonly register: (name: string) => () => void;
}

const FormContext = createContext<FormFields | undefined>(undefined);
export const FormProvider = FormContext.Provider;

export interface FieldBinding<Value> {
  readonly id: string;
  readonly value: Value;
  readonly error: string | undefined;
  readonly set: (value: Value) => void;
}

/** Binds one field to the form around it. */
export function useField<Value>(name: string, empty: Value): FieldBinding<Value> {
  const form = useContext(FormContext);
  if (!form) throw new Error(`the field ${name} has to stand in a Form`);
  const { register } = form;
  useEffect(() => register(name), [register, name]);
  return {
    id: fieldId(form.id, name),
    value: (form.get(name) as Value | undefined) ?? empty,
    error: form.error(name),
    set: (value) => form.set(name, value),
  };
}

/** The element id of a field; the error summary links to it. */
export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}

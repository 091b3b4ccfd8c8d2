import type { FormHandle } from '@kartoteka/ui';
import { useState } from 'react';

/** Rows of fields that are added and removed, such as representatives or units. */
export interface FieldRows {
  readonly count: number;
  readonly add: () => void;
  readonly remove: (index: number) => void;
}

/**
 * How many rows a form holds. The fields of a row are called `<list>.<index>.<part>`, as the server
 * calls them; removing a row moves those after it up.
 *
 * @param fresh the empty fields of a new row, by their full names
 */
export function useFieldRows(
  list: string,
  initial: number,
  fresh: (index: number) => Readonly<Record<string, string>>,
) {
  const [count, setCount] = useState(initial);
  return {
    count,
    setCount,
    bind: (form: FormHandle<Readonly<Record<string, string>>>): FieldRows => ({
      count,
      add: () => {
        for (const [name, value] of Object.entries(fresh(count))) form.set(name, value);
        setCount(count + 1);
      },
      remove: (index) => {
        for (let at = index; at < count - 1; at += 1) {
          for (const name of Object.keys(fresh(at))) {
            const next = name.replace(`${list}.${at}.`, `${list}.${at + 1}.`);
            form.set(name, form.values[next] ?? '');
          }
        }
        setCount(count - 1);
      },
    }),
  };
}

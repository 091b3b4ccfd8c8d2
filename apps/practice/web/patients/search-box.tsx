import { type KeyBinding, useKeys } from '@kartoteka/ui';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import styles from './search-box.module.css';

export interface SearchBoxProps {
  readonly label: string;
  readonly hint: string;
  readonly initial?: string;
  /** Told when the typing rests; what was typed never comes into an address (UX-19). */
  readonly onText: (text: string) => void;
  /** `/` brings the focus here; one box of a page has it. */
  readonly withKey?: boolean;
}

const restMs = 250;

/** One box to search by whatever is at hand. */
export function SearchBox(props: SearchBoxProps) {
  const { label, hint, initial = '', onText, withKey = false } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(initial);
  const told = useRef(initial);
  useEffect(() => {
    if (told.current === text) return;
    const timer = setTimeout(() => {
      told.current = text;
      onText(text);
    }, restMs);
    return () => clearTimeout(timer);
  }, [text, onText]);
  const keys = useMemo<readonly KeyBinding[]>(
    () =>
      withKey ? [{ key: '/', meaning: 'frame.keySearch', run: () => input.current?.focus() }] : [],
    [withKey],
  );
  useKeys(keys);
  return (
    <search className={styles.box}>
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-hint`}>{hint}</p>
      <input
        ref={input}
        id={id}
        type="search"
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </search>
  );
}

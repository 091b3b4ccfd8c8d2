import type { MessageKey } from '@kartoteka/messages';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { Dialog } from '../dialog/dialog.tsx';
import { useMessages } from '../language/messages-context.tsx';
import styles from './app-frame.module.css';

export interface KeyBinding {
  /** As `KeyboardEvent.key` tells it: `/`, `j`, `?`. */
  readonly key: string;
  readonly meaning: MessageKey;
  readonly run: () => void;
}

type Register = (bindings: readonly KeyBinding[]) => () => void;

const KeyContext = createContext<Register>(() => () => undefined);

/** Listens for the keys of the pages below and shows them all at `?` (UX-48). */
export function KeySheetProvider({ children }: { readonly children: ReactNode }) {
  const [sets, setSets] = useState<readonly (readonly KeyBinding[])[]>([]);
  const [open, setOpen] = useState(false);
  const register = useCallback<Register>((bindings) => {
    setSets((before) => [...before, bindings]);
    return () => setSets((before) => before.filter((other) => other !== bindings));
  }, []);
  const bindings = useMemo<readonly KeyBinding[]>(
    () => [
      ...sets.flat(),
      { key: '?', meaning: 'frame.keyHelp' as const, run: () => setOpen(true) },
    ],
    [sets],
  );
  useKeyListener(bindings);
  return (
    <KeyContext value={register}>
      {children}
      <KeySheet open={open} bindings={bindings} onClose={() => setOpen(false)} />
    </KeyContext>
  );
}

/**
 * Binds keys for as long as the component is there. The array has to stay the same between renders.
 *
 * @example useKeys(useMemo(() => [{ key: '/', meaning: 'frame.keySearch', run: focusSearch }], []));
 */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const register = useContext(KeyContext);
  useEffect(() => register(bindings), [register, bindings]);
}

export interface KeySheetProps {
  readonly open: boolean;
  readonly bindings: readonly KeyBinding[];
  readonly onClose: () => void;
}

/** The list of keys. */
export function KeySheet({ open, bindings, onClose }: KeySheetProps) {
  const t = useMessages();
  const rows = [
    ...bindings.map(({ key, meaning }) => ({ key, text: t(meaning) })),
    { key: 'Esc', text: t('frame.keyEscape') },
  ];
  return (
    <Dialog open={open} title={t('frame.keysHeading')} onClose={onClose}>
      <p>{t('frame.keysIntro')}</p>
      <table className={styles.keys}>
        <thead>
          <tr>
            <th scope="col">{t('frame.keysColumnKey')}</th>
            <th scope="col">{t('frame.keysColumnMeaning')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, text }) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

/** Single keys work only where nobody is typing and no window is open (WCAG 2.1.4). */
function useKeyListener(bindings: readonly KeyBinding[]): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
      const binding = bindings.find(({ key }) => key === event.key);
      if (!binding) return;
      event.preventDefault();
      binding.run();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [bindings]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('textarea, select, input:not([type="checkbox"])'))
  );
}

import { WarningSign } from '../action/icons.tsx';
import { useMessages } from '../language/messages-context.tsx';
import styles from './app-frame.module.css';

/** Where the application runs when it is not the real thing. */
export type TestWorld = 'sandbox' | 'demo';

/** The bar that says in words and colour that nothing here is real (UX-35). */
export function SandboxBar({ world }: { readonly world: TestWorld }) {
  const t = useMessages();
  return (
    <aside className={styles.world} data-world={world} aria-label={t(`frame.${world}Title`)}>
      <WarningSign size={16} />
      <p>{t(`frame.${world}Bar`)}</p>
    </aside>
  );
}

import { type ReactNode, useState } from 'react';
import { Button } from '../action/button.tsx';
import { MenuSign } from '../action/icons.tsx';
import { Dialog } from '../dialog/dialog.tsx';
import { useMessages } from '../language/messages-context.tsx';
import { ArrivalProvider, PageSurroundingsProvider } from '../page/page-context.tsx';
import styles from './app-frame.module.css';
import { BrandMark } from './brand-mark.tsx';
import { type ConnectionState, ConnectionStates } from './connection-states.tsx';
import { KeySheetProvider } from './key-sheet.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { MainMenu } from './main-menu.tsx';
import type { MenuNode } from './menu-node.ts';
import { SandboxBar, type TestWorld } from './sandbox-bar.tsx';
import { useTestWorld } from './test-world-context.tsx';
import { useNarrow } from './use-narrow.ts';
import { type FrameUser, UserMenu } from './user-menu.tsx';

export interface AppFrameProps {
  /** The product's name; titles of windows end with it. */
  readonly appName: string;
  /** Whose application this is: the practice, the account. */
  readonly owner?: string | undefined;
  readonly user: FrameUser;
  readonly menu: readonly MenuNode[];
  readonly connections?: readonly ConnectionState[];
  /** What the page was served as when left out. */
  readonly world?: TestWorld | undefined;
  /** The page of the own account. */
  readonly accountTo?: string;
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}

/**
 * The frame that is the same everywhere (UX-44): menu by task on the left, a bar on top with practice,
 * connections, language and user, the page in the middle. On a phone the menu is a drawer.
 */
export function AppFrame(props: AppFrameProps) {
  const { appName, menu, children } = props;
  const served = useTestWorld();
  const world = props.world ?? served;
  const t = useMessages();
  const narrow = useNarrow();
  const titlePrefix = world ? t(`frame.${world}Title`) : undefined;
  return (
    <PageSurroundingsProvider
      value={{ appTitle: appName, ...(titlePrefix ? { titlePrefix } : {}) }}
    >
      <ArrivalProvider>
        <KeySheetProvider>
          {/* biome-ignore lint/a11y/useValidAnchor: a skip link is a link; only the router is kept out of it. */}
          <a className={styles.skip} href="#content" onClick={skipToContent}>
            {t('frame.skipToContent')}
          </a>
          {world ? <SandboxBar world={world} /> : null}
          <TopBar {...props} narrow={narrow} />
          <div className={styles.columns}>
            {narrow ? null : (
              <div className={styles.side}>
                <MainMenu menu={menu} />
              </div>
            )}
            <main id="content" tabIndex={-1} className={styles.main} data-focus-target>
              {children}
            </main>
          </div>
        </KeySheetProvider>
      </ArrivalProvider>
    </PageSurroundingsProvider>
  );
}

/** The address stays as it is: a fragment would be a page of its own to the router. */
function skipToContent(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

function TopBar(props: AppFrameProps & { readonly narrow: boolean }) {
  const { appName, owner, menu, connections = [], narrow } = props;
  const t = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <header className={styles.bar}>
      {narrow ? (
        <Button
          look="quiet"
          name={t('frame.openMenu')}
          expanded={open}
          onClick={() => setOpen(true)}
        >
          <MenuSign size={20} />
        </Button>
      ) : null}
      <div className={styles.brand}>
        <span className={styles.mark} aria-hidden>
          <BrandMark />
        </span>
        <span className={styles.names}>
          <span className={styles.appName}>{appName}</span>
          {owner ? <span className={styles.owner}>{owner}</span> : null}
        </span>
      </div>
      {narrow ? null : <ConnectionStates states={connections} />}
      <div className={styles.corner}>
        <LanguageSwitch />
        <UserMenu user={props.user} accountTo={props.accountTo} onSignOut={props.onSignOut} />
      </div>
      <Dialog side open={narrow && open} title={owner ?? appName} onClose={() => setOpen(false)}>
        <MainMenu menu={menu} onChosen={() => setOpen(false)} />
        <ConnectionStates states={connections} />
      </Dialog>
    </header>
  );
}

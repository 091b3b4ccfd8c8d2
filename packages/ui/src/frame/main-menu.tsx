import { useId, useState } from 'react';
import { DownSign, RightSign } from '../action/icons.tsx';
import { useMessages } from '../language/messages-context.tsx';
import { TextLink, useNavigation } from '../page/navigation-context.tsx';
import styles from './main-menu.module.css';
import { currentNode, type MenuNode } from './menu-node.ts';

export interface MainMenuProps {
  readonly menu: readonly MenuNode[];
  /** After a page was chosen: the drawer of a phone closes. */
  readonly onChosen?: () => void;
}

/** The main menu by task: pages, and groups that fold. The current page is marked and told. */
export function MainMenu({ menu, onChosen }: MainMenuProps) {
  const t = useMessages();
  const { path } = useNavigation();
  const current = currentNode(menu, path)?.id;
  return (
    <nav aria-label={t('frame.mainMenu')} className={styles.menu}>
      <MenuList nodes={menu} level={0} current={current} onChosen={onChosen} />
    </nav>
  );
}

interface MenuListProps {
  readonly nodes: readonly MenuNode[];
  readonly level: number;
  readonly current: string | undefined;
  readonly onChosen: (() => void) | undefined;
}

function MenuList({ nodes, level, current, onChosen }: MenuListProps) {
  return (
    <ul data-level={level}>
      {nodes.map((node) => (
        <li key={node.id}>
          {node.children ? (
            <MenuGroup node={node} level={level} current={current} onChosen={onChosen} />
          ) : (
            <MenuLink node={node} current={current} onChosen={onChosen} />
          )}
        </li>
      ))}
    </ul>
  );
}

type EntryProps = Omit<MenuListProps, 'nodes' | 'level'> & { readonly node: MenuNode };

function MenuLink({ node, current, onChosen }: EntryProps) {
  const t = useMessages();
  return (
    <TextLink
      to={node.to ?? '/'}
      className={styles.link ?? ''}
      {...(node.id === current ? { 'aria-current': 'page' as const } : {})}
      {...(onChosen ? { onClick: onChosen } : {})}
    >
      {node.icon}
      <span>{t(node.label)}</span>
    </TextLink>
  );
}

function MenuGroup({ node, level, current, onChosen }: EntryProps & { readonly level: number }) {
  const t = useMessages();
  const id = useId();
  const [open, setOpen] = useState(true);
  const list = (
    <MenuList nodes={node.children ?? []} level={level + 1} current={current} onChosen={onChosen} />
  );
  if (level > 0) {
    return (
      <>
        <span className={styles.heading}>{t(node.label)}</span>
        {list}
      </>
    );
  }
  return (
    <>
      <button
        type="button"
        className={styles.group}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {node.icon}
        <span>{t(node.label)}</span>
        {open ? <DownSign size={14} /> : <RightSign size={14} />}
      </button>
      <div id={id} hidden={!open}>
        {list}
      </div>
    </>
  );
}

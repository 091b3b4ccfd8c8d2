import type { MessageKey } from '@kartoteka/messages';
import type { ReactNode } from 'react';

/** One entry of the main menu: a page, or a group of entries under a heading. */
export interface MenuNode {
  readonly id: string;
  readonly label: MessageKey;
  /** The address of the page; groups have none. */
  readonly to?: string;
  readonly icon?: ReactNode;
  readonly children?: readonly MenuNode[];
}

/**
 * The menu without pages that do not exist here: a leaf stays where it has an address, a group where
 * something of it stays.
 *
 * @example menuWithPages(practiceMenu, { patients: '/patients' })
 */
export function menuWithPages(
  nodes: readonly MenuNode[],
  pages: Readonly<Record<string, string | undefined>>,
): MenuNode[] {
  return nodes.flatMap((node) => {
    const to = node.to ?? pages[node.id];
    const children = menuWithPages(node.children ?? [], pages);
    if (!to && children.length === 0) return [];
    const { children: _, ...own } = node;
    return [{ ...own, ...(to ? { to } : {}), ...(children.length > 0 ? { children } : {}) }];
  });
}

/** The entry whose address is the longest start of the path: the page that the reader is on. */
export function currentNode(nodes: readonly MenuNode[], path: string): MenuNode | undefined {
  const all = nodes.flatMap(function flatten(node: MenuNode): MenuNode[] {
    return [node, ...(node.children ?? []).flatMap(flatten)];
  });
  return all
    .filter(({ to }) => to !== undefined && isAtOrBelow(path, to))
    .sort((one, other) => (other.to?.length ?? 0) - (one.to?.length ?? 0))[0];
}

function isAtOrBelow(path: string, to: string): boolean {
  return path === to || (to !== '/' && path.startsWith(`${to}/`));
}

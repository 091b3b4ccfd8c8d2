/*
 * The order in which the archive was looked through last, so that the page of a document can go on to
 * the next. Opaque ids only, for the tab alone; a reload keeps it.
 */
const storageKey = 'kartoteka.document-order';

export function rememberOrder(ids: readonly string[]): void {
  sessionStorage.setItem(storageKey, JSON.stringify(ids));
}

export interface Neighbours {
  readonly previous: string | undefined;
  readonly next: string | undefined;
  /** False where the document was reached another way than by the list. */
  readonly inOrder: boolean;
}

/** The documents before and after this one in the list that was looked at. */
export function neighboursOf(id: string): Neighbours {
  const order = readOrder();
  const at = order.indexOf(id);
  if (at === -1) return { previous: undefined, next: undefined, inOrder: false };
  return { previous: order[at - 1], next: order[at + 1], inOrder: true };
}

function readOrder(): string[] {
  const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]');
  return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
}

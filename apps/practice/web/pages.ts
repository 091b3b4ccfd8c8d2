import type { PracticeMenuId } from './menu.tsx';

/** A page's entry in the main menu. */
export interface PracticePage {
  readonly id: PracticeMenuId;
  /** Its address, such as `/patients`. */
  readonly to: string;
  /** The roles that see it; everybody when left out. The server decides what they may do. */
  readonly roles?: readonly string[];
}

/**
 * The pages of the menu that exist. A page of the folder `<page>/` adds its line here and its route in
 * `router.tsx`.
 */
export const pages: readonly PracticePage[] = [
  { id: 'dashboard', to: '/' },
  { id: 'patients', to: '/patients' },
  { id: 'kinds', to: '/kinds' },
  { id: 'removals', to: '/removals' },
  { id: 'cloud-account', to: '/cloud' },
  { id: 'consents', to: '/consents' },
  { id: 'archive', to: '/archive' },
];

/** The addresses of the menu's entries for somebody with these roles. */
export function menuAddresses(
  roles: readonly string[],
): Readonly<Partial<Record<PracticeMenuId, string>>> {
  const seen = pages.filter((page) => page.roles?.some((role) => roles.includes(role)) ?? true);
  return Object.fromEntries(seen.map(({ id, to }) => [id, to]));
}

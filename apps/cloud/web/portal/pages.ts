import type { PortalMenuId } from './menu.tsx';

/** The addresses of the pages of the menu that exist; a page adds its line here. */
export const menuAddresses: Readonly<Partial<Record<PortalMenuId, string>>> = {
  documents: '/documents',
  access: '/access',
};

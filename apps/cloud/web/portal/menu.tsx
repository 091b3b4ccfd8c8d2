import { DocumentSign, LinkSign, type MenuNode, UploadSign } from '@kartoteka/ui';

/** The portal's menu: few entries, each a page of its own. Shown when registered in `pages.ts`. */
export const portalMenu = [
  { id: 'documents', label: 'menu.portalDocuments', icon: <DocumentSign /> },
  { id: 'access', label: 'menu.portalAccess', icon: <LinkSign /> },
  { id: 'upload', label: 'menu.portalUpload', icon: <UploadSign /> },
] as const satisfies readonly MenuNode[];

export type PortalMenuId = (typeof portalMenu)[number]['id'];

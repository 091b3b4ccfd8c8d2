import {
  ArchiveSign,
  BoardSign,
  DocumentSign,
  LinkSign,
  type MenuNode,
  PeopleSign,
  PersonSign,
  SettingsSign,
} from '@kartoteka/ui';

/**
 * The main menu as users know it, in its order and depth. An entry is shown when a page with the same
 * id is registered in `pages.ts`, a group when one of its entries is.
 */
export const practiceMenu = [
  { id: 'dashboard', label: 'menu.dashboard', icon: <BoardSign /> },
  { id: 'patients', label: 'menu.patients', icon: <PeopleSign /> },
  {
    id: 'extra-modules',
    label: 'menu.extraModules',
    icon: <ArchiveSign />,
    children: [
      {
        id: 'document-archive',
        label: 'menu.documentArchive',
        children: [
          { id: 'archive', label: 'menu.archiveOverview' },
          { id: 'kinds', label: 'menu.documentKinds' },
          { id: 'outbox', label: 'menu.outbox' },
          { id: 'removals', label: 'menu.removals' },
        ],
      },
    ],
  },
  {
    id: 'edm',
    label: 'menu.edm',
    icon: <DocumentSign />,
    children: [
      {
        id: 'sharing',
        label: 'menu.sharing',
        children: [{ id: 'save-as-cda', label: 'menu.saveAsCda' }],
      },
    ],
  },
  {
    id: 'management',
    label: 'menu.management',
    icon: <SettingsSign />,
    children: [
      {
        id: 'configuration',
        label: 'menu.configuration',
        children: [
          {
            id: 'configurator',
            label: 'menu.configurator',
            children: [
              {
                id: 'extra-functions',
                label: 'menu.extraFunctions',
                children: [{ id: 'cloud-account', label: 'menu.cloudAccount' }],
              },
            ],
          },
        ],
      },
      {
        id: 'data-protection',
        label: 'menu.dataProtection',
        children: [{ id: 'consents', label: 'menu.consentRegister' }],
      },
    ],
  },
  {
    id: 'staff',
    label: 'menu.staff',
    icon: <PersonSign />,
    children: [{ id: 'staff-edit', label: 'menu.staffEdit' }],
  },
  { id: 'connection-test', label: 'menu.connectionTest', icon: <LinkSign /> },
] as const satisfies readonly MenuNode[];

/** The ids of the entries that lead to a page. */
export type PracticeMenuId = LeafId<(typeof practiceMenu)[number]>;

type LeafId<Node> = Node extends { readonly children: readonly (infer Child)[] }
  ? LeafId<Child>
  : Node extends { readonly id: infer Id extends string }
    ? Id
    : never;

import { describe, expect, it } from 'vitest';
import { currentNode, type MenuNode, menuWithPages } from '../src/frame/menu-node.ts';

const menu: readonly MenuNode[] = [
  { id: 'dashboard', label: 'menu.dashboard' },
  { id: 'patients', label: 'menu.patients' },
  {
    id: 'modules',
    label: 'menu.extraModules',
    children: [
      {
        id: 'documents',
        label: 'menu.documentArchive',
        children: [
          { id: 'archive', label: 'menu.archiveOverview' },
          { id: 'kinds', label: 'menu.documentKinds' },
        ],
      },
    ],
  },
];

describe('the menu as data', () => {
  it('shows entries that have a page, in the order of the menu', () => {
    const shown = menuWithPages(menu, { patients: '/patients', dashboard: '/' });
    expect(shown.map(({ id, to }) => [id, to])).toEqual([
      ['dashboard', '/'],
      ['patients', '/patients'],
    ]);
  });

  it('keeps a group while one page below it exists', () => {
    const [group, ...others] = menuWithPages(menu, { kinds: '/kinds' });
    expect(others).toEqual([]);
    expect(group?.children?.[0]?.children?.map(({ id }) => id)).toEqual(['kinds']);
  });

  it('is empty where no page exists', () => {
    expect(menuWithPages(menu, {})).toEqual([]);
  });

  it.each([
    ['/', 'dashboard'],
    ['/patients', 'patients'],
    ['/patients/p1/documents', 'patients'],
    ['/patients-archive', undefined],
    ['/kinds', 'kinds'],
    ['/elsewhere', undefined],
  ])('knows where %s belongs', (path, id) => {
    const shown = menuWithPages(menu, {
      dashboard: '/',
      patients: '/patients',
      archive: '/archive',
      kinds: '/kinds',
    });
    expect(currentNode(shown, path)?.id).toBe(id);
  });
});

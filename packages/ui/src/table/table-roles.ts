/**
 * The roles that table elements have by themselves, spelled out: the cards of a phone are drawn with
 * `display: block`, and browsers take the roles away with it.
 */
export const tableRoles = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

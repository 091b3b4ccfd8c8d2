/** A table whose rows are part of a world, as the catalog of the database describes it. */
export interface WorldTable {
  /** Schema and name, quoted where needed. */
  readonly name: string;
  /** Columns that an INSERT may give, quoted where needed. */
  readonly columns: readonly string[];
  /** Names of the tables that its foreign keys point to. */
  readonly refersTo: readonly string[];
}

/**
 * Puts tables into an order in which rows can be inserted: what is referred to comes first. Deleting
 * goes the other way round.
 *
 * @throws Error when tables refer to each other in a circle
 */
export function inOrderOfReference(tables: readonly WorldTable[]): WorldTable[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const ordered: WorldTable[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (table: WorldTable): void => {
    if (state.get(table.name) === 'done') return;
    if (state.get(table.name) === 'open')
      throw new Error(`${table.name} refers to itself in a circle`);
    state.set(table.name, 'open');
    for (const name of table.refersTo) {
      const target = byName.get(name);
      if (target && target !== table) visit(target);
    }
    state.set(table.name, 'done');
    ordered.push(table);
  };
  for (const table of tables) visit(table);
  return ordered;
}

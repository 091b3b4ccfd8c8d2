import type { Fields } from './query-fields.ts';
import type { QueryParameters } from './query-parameters.ts';
import type { QuerySlots } from './query-slots.ts';

/** How one stored query stands on the wire. */
export interface QueryForm<Q extends { readonly name: string }> {
  readonly name: Q['name'];
  /** Of `rim:AdhocQuery`, `urn:uuid:…`. */
  readonly id: string;
  /** Every parameter that it knows, in the order in which they are written. */
  readonly parameters: readonly { readonly name: string; readonly required: boolean }[];
  read(parameters: QueryParameters): Q;
  write(query: Q, slots: QuerySlots): void;
}

/**
 * A query whose members each have parameters of their own.
 *
 * @param options.oneOf parameters of which at least one must be there
 */
export function queryForm<Q extends { readonly name: string }>(
  name: Q['name'],
  id: string,
  fields: Fields<Omit<Q, 'name'>>,
  { oneOf = [] }: { readonly oneOf?: readonly string[] } = {},
): QueryForm<Q> {
  return {
    name,
    id,
    parameters: parametersOf(fields),
    read: (parameters) => {
      requireOneOf(oneOf, parameters);
      return { name, ...readFields(fields, parameters) } as unknown as Q;
    },
    write: (query, slots) => writeFields(fields, query, slots),
  };
}

/** The id of what is asked for comes in exactly one of several parameters. */
export interface Choice<Kind extends string> {
  /** Parameter of each kind of id. */
  readonly slots: Readonly<Record<Kind, string>>;
  /** Whether several ids may be given. */
  readonly many: boolean;
}

/** A query for objects that are named by one kind of id. */
export interface ByIds<Kind extends string> {
  readonly name: string;
  readonly by: Kind;
  readonly ids: readonly string[];
}

/** A query that names what it asks for by one of several kinds of id. */
export function queryFormByIds<Kind extends string, Q extends ByIds<Kind>>(
  name: Q['name'],
  id: string,
  choice: Choice<Kind>,
  fields: Fields<Omit<Q, keyof ByIds<Kind>>>,
): QueryForm<Q> {
  const slots = Object.values<string>(choice.slots);
  return {
    name,
    id,
    parameters: [
      ...slots.map((slot) => ({ name: slot, required: false })),
      ...parametersOf(fields),
    ],
    read: (parameters) => {
      const chosen = readChoice(choice, parameters);
      return { name, ...chosen, ...readFields(fields, parameters) } as unknown as Q;
    },
    write: (query, out) => {
      const slot = choice.slots[query.by];
      if (choice.many) out.texts(slot, query.ids);
      else for (const one of query.ids) out.text(slot, one);
      writeFields(fields, query, out);
    },
  };
}

function readChoice<Kind extends string>(
  { slots, many }: Choice<Kind>,
  parameters: QueryParameters,
): { by: Kind; ids: string[] } {
  const kinds = Object.keys(slots) as Kind[];
  const given = kinds.filter((kind) => parameters.has(slots[kind]));
  const by = given[0] ?? (kinds[0] as Kind);
  requireOneOf(
    kinds.map((kind) => slots[kind]),
    parameters,
  );
  if (given.length > 1) {
    const choice = kinds.map((kind) => slots[kind]).join(', ');
    const context = `The query takes only one of the parameters ${choice}.`;
    parameters.report('XDSStoredQueryParamNumber', slots[by], context);
  }
  const ids = many ? parameters.texts(slots[by]) : parameters.oneText(slots[by]);
  // UUIDs are compared in lower case.
  return { by, ids: by === 'uniqueId' ? ids : ids.map((id) => id.toLowerCase()) };
}

function requireOneOf(names: readonly string[], parameters: QueryParameters): void {
  const [first] = names;
  if (first === undefined || names.some((name) => parameters.has(name))) return;
  const context = `The query needs one of the parameters ${names.join(', ')}.`;
  parameters.report('XDSStoredQueryMissingParam', first, context);
}

function parametersOf<T>(fields: Fields<T>): QueryForm<{ name: string }>['parameters'] {
  return listOf(fields).flatMap(([, { slots, required }]) =>
    slots.map((name) => ({ name, required })),
  );
}

function readFields<T>(fields: Fields<T>, parameters: QueryParameters): object {
  const list = listOf(fields);
  for (const [, { slots, required }] of list) {
    for (const slot of slots) if (required) parameters.requireOne(slot);
  }
  return Object.fromEntries(list.map(([member, field]) => [member, field.read(parameters)]));
}

function writeFields<T>(fields: Fields<T>, query: object, slots: QuerySlots): void {
  for (const [member, field] of listOf(fields)) {
    field.write((query as Record<string, unknown>)[member], slots);
  }
}

/** The pairs of member and field; what type each member has is forgotten here, not before. */
function listOf<T>(fields: Fields<T>): [member: string, field: Fields<{ any: unknown }>['any']][] {
  return Object.entries(fields);
}

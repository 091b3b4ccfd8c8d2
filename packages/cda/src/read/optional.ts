/**
 * A property that is there only with a value, for `exactOptionalPropertyTypes`.
 *
 * @example return { ids, ...optional('name', name) };
 */
export function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { [key in Name]?: Value };
}

import { parseArgs } from 'node:util';

/** Options of a command as `--name value`; `--json` and `--headless` have no value. */
export interface CommandOptions {
  readonly words: readonly string[];
  readonly json: boolean;
  readonly headless: boolean;
  /** The value of an option. Throws a sentence that names it when it is missing. */
  need(name: string): string;
  find(name: string): string | undefined;
}

const names = [
  'account',
  'organisation',
  'from',
  'to',
  'size-mb',
  'documents',
  'tls-csr',
  'wss-csr',
  'out',
  'sha256',
  'state',
  'url',
  'login',
  'heads',
  'world',
] as const;

export function readOptions(args: readonly string[]): CommandOptions {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...options, json: { type: 'boolean' }, headless: { type: 'boolean' } },
  });
  const given = values as Record<string, string | boolean | undefined>;
  const find = (name: string): string | undefined => {
    const value = given[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    words: positionals,
    json: given.json === true,
    headless: given.headless === true,
    find,
    need: (name) => {
      const value = find(name);
      if (value === undefined) throw new Error(`--${name} is missing`);
      return value;
    },
  };
}

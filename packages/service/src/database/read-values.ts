import pg from 'pg';

/** How values of the database become values of the program; for `types` of a pg connection. */
export function getTypeParser(oid: number, format?: 'text' | 'binary') {
  const own = format === 'binary' ? undefined : ownParsers.get(oid);
  return own ?? pg.types.getTypeParser(oid, format as 'text');
}

const { INT8, NUMERIC, DATE, TIMESTAMP } = pg.types.builtins;
const ownParsers = new Map<number, (text: string) => unknown>([
  [INT8, readInteger],
  [NUMERIC, readNumeric],
  // A day is a day: as a Date it would move with the time zone.
  [DATE, (text) => text],
  // Without a zone the driver would read it in the machine's own.
  [TIMESTAMP, (text) => new Date(`${text.replace(' ', 'T')}Z`)],
]);

/** Sizes, counts and numbers of rows: exact, or an error; never a rounded value. */
function readInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('bigint beyond what a number can hold');
  return value;
}

/** Fifteen digits survive the way through a double; what has more is cast or summed in SQL. */
function readNumeric(text: string): number {
  const [, whole = '', fraction = ''] = /^-?(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const digits = (whole + fraction.replace(/0+$/, '')).replace(/^0+/, '');
  if (whole === '' || digits.length > 15) {
    throw new RangeError('numeric beyond what a number can hold');
  }
  return Number(text);
}

type Find = (value: unknown) => string | undefined;

function text(pattern: RegExp, form: string): Find {
  return (value) =>
    typeof value === 'string' && pattern.test(value) ? undefined : `The value is not ${form}.`;
}

function whole(min: number): Find {
  return (value) =>
    Number.isInteger(value) && Number(value) >= min && Number(value) <= 2_147_483_647
      ? undefined
      : `The value is not a whole number from ${min} on.`;
}

const year = '\\d{4}';
const month = '(0[1-9]|1[0-2])';
const day = '(0[1-9]|[12]\\d|3[01])';
const zone = '(Z|[+-]((0\\d|1[0-3]):[0-5]\\d|14:00))';
const clockTime = '([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)(\\.\\d{1,9})?';
/** XML and PostgreSQL carry no control characters, and neither carries half a surrogate pair. */
const readable = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]+$/u;

const anyText = text(readable, 'a text with at least one character and no control characters');
const address = text(/^[^\s\p{Cc}]+$/u, 'an address without blanks');

/** FHIR R4: 2.24.0.1, where the form matters to what reads the value afterwards. */
const finders: Readonly<Record<string, Find>> = {
  boolean: (value) => (typeof value === 'boolean' ? undefined : 'The value is not true or false.'),
  integer: (value) =>
    Number.isInteger(value) && Math.abs(Number(value)) <= 2_147_483_648
      ? undefined
      : 'The value is not a whole number.',
  unsignedInt: whole(0),
  positiveInt: whole(1),
  decimal: (value) =>
    typeof value === 'number' && Number.isFinite(value) ? undefined : 'The value is not a number.',
  id: text(/^[A-Za-z0-9\-.]{1,64}$/, 'an id of at most 64 letters, digits, - and .'),
  code: text(
    /^[^\s\p{Cc}]+( [^\s\p{Cc}]+)*$/u,
    'a code without leading, trailing or double blanks',
  ),
  uri: address,
  url: address,
  canonical: address,
  oid: text(/^urn:oid:[0-2](\.(0|[1-9]\d*))+$/, 'urn:oid: and an OID'),
  uuid: text(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'urn:uuid: and a UUID'),
  date: text(new RegExp(`^${year}(-${month}(-${day})?)?$`), 'a date YYYY, YYYY-MM or YYYY-MM-DD'),
  dateTime: text(
    new RegExp(`^${year}(-${month}(-${day}(T${clockTime}${zone})?)?)?$`),
    'a date, or a time with seconds and time zone',
  ),
  instant: text(
    new RegExp(`^${year}-${month}-${day}T${clockTime}${zone}$`),
    'a time with seconds and time zone',
  ),
  time: text(new RegExp(`^${clockTime}$`), 'a time hh:mm:ss'),
  base64Binary: (value) =>
    typeof value === 'string' && /^[A-Za-z0-9+/=\s]*$/.test(value)
      ? undefined
      : 'The value is not base64.',
};

/**
 * What is wrong with the value of a primitive, in English, or undefined.
 *
 * @example findPrimitiveFault('boolean', 'yes') // 'The value is not true or false.'
 */
export function findPrimitiveFault(type: string, value: unknown): string | undefined {
  return (finders[type] ?? anyText)(value);
}

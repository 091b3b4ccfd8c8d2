import { parseOid } from '@kartoteka/kernel';
import { schemesOf } from '../map/code.ts';
import { readCx, readOidUrn, readUniqueId } from '../map/identifier.ts';
import type {
  CodeMatch,
  DateMatch,
  DatePrefix,
  IdentifierMatch,
  ReferenceMatch,
  TextMatch,
} from './search.ts';

/** Values of one parameter: commas separate, `\` takes a sign's meaning away (FHIR R4: 3.1.1.3.1). */
export function splitValues(text: string): string[] {
  return splitBy(text, ',').map((part) => part.trim());
}

function splitBy(text: string, separator: string): string[] {
  const parts = [''];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    const last = parts.length - 1;
    if (sign === '\\' && at + 1 < text.length) {
      at += 1;
      parts[last] += sign + text[at];
    } else if (sign === separator) parts.push('');
    else parts[last] += sign;
  }
  return parts;
}

function unescaped(text: string): string {
  return text.replace(/\\([\\,$|])/g, '$1');
}

interface Token {
  /** Absent where there is no `|`. */
  readonly system?: string;
  readonly value: string;
}

function readToken(text: string): Token | undefined {
  const parts = splitBy(text, '|').map(unescaped);
  const [first = '', second, ...more] = parts;
  if (more.length > 0) return undefined;
  return second === undefined ? { value: first } : { system: first, value: second };
}

/** `system|code`, `code`, `|code`, `system|`. */
export function readCodeMatch(text: string): CodeMatch | undefined {
  const token = readToken(text);
  if (!token) return undefined;
  const { system, value } = token;
  if (system === undefined) return value === '' ? undefined : { code: value };
  if (system === '') return value === '' ? undefined : { code: value, schemes: [''] };
  const schemes = [...schemesOf(system)];
  return value === '' ? { schemes } : { code: value, schemes };
}

/** The patient as CX; the system is that of an OID. */
export function readPatientMatch(text: string): string | undefined {
  const token = readToken(text);
  return token?.system === undefined ? undefined : readCx({ ...token, system: token.system });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids of resources; what is no UUID is nobody's id and finds nothing. */
export function readIdMatch(text: string): string {
  return uuid.test(text) ? text.toLowerCase() : '00000000-0000-0000-0000-000000000000';
}

/** A uniqueId or an entryUUID, with its system or without. */
export function readIdentifierMatch(text: string): IdentifierMatch | undefined {
  const token = readToken(text);
  if (!token || token.value === '') return undefined;
  const { system, value } = token;
  const named = readUniqueId(system ? { system, value } : { value });
  const uniqueIds = [...new Set([named, system ? undefined : value])].filter(
    (one) => one !== undefined,
  );
  const entry = /^urn:uuid:(.+)$/i.exec(value)?.[1] ?? '';
  return uuid.test(entry) ? { uniqueIds, entryId: entry.toLowerCase() } : { uniqueIds };
}

/** An id of a reference in the domain of an OID, or in any. */
export function readReferenceMatch(text: string): ReferenceMatch | undefined {
  const token = readToken(text);
  if (!token || token.value === '') return undefined;
  if (!token.system) return { id: token.value };
  const domain = readOidUrn(token.system);
  return domain && { id: token.value, domain };
}

/** An OID, as a URI or bare. */
export function readOidMatch(text: string): string | undefined {
  const { value = '' } = readToken(text) ?? {};
  return readOidUrn(value) ?? parseOid(value);
}

/** A text with its modifier. */
export function readTextMatch(text: string, modifier: string | undefined): TextMatch {
  const how = modifier === 'exact' || modifier === 'contains' ? modifier : 'starts';
  return { how, text: unescaped(text) };
}

const prefixes: readonly string[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'sa', 'eb'];
const datePattern =
  /^([a-z]{2})?(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/**
 * A time with its prefix as the span that its precision covers; without a zone UTC is meant.
 *
 * @example readDateMatch('ge2026-03') // from 1 March, to 1 April
 */
export function readDateMatch(text: string): DateMatch | undefined {
  // A plus that was not encoded arrives as a blank.
  const match = datePattern.exec(text.replace(' ', '+'));
  if (!match) return undefined;
  const [, prefix = 'eq', year, month, day, hour, minute, second, fraction, zone = 'Z'] = match;
  if (!prefixes.includes(prefix)) return undefined;
  const start = `${year}-${month ?? '01'}-${day ?? '01'}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}`;
  const millis = (fraction ?? '').slice(0, 3).padEnd(3, '0');
  const from = new Date(`${start}.${millis}${zone}`);
  // Date would take 30 February for a day in March.
  const asked = new Date(`${start}Z`);
  if (Number.isNaN(from.getTime()) || asked.toISOString().slice(0, 19) !== start) return undefined;
  const to = new Date(from);
  if (fraction !== undefined) to.setTime(from.getTime() + 1);
  else if (second !== undefined) to.setTime(from.getTime() + 1_000);
  else if (minute !== undefined) to.setTime(from.getTime() + 60_000);
  else if (day !== undefined) to.setUTCDate(to.getUTCDate() + 1);
  else if (month !== undefined) to.setUTCMonth(to.getUTCMonth() + 1);
  else to.setUTCFullYear(to.getUTCFullYear() + 1);
  return { prefix: prefix as DatePrefix, from, to };
}

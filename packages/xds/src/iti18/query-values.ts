import type { CodeValue } from '../model/code.ts';

/**
 * How stored query parameters spell their values (ITI TF-2: 3.18.4.1.2.3.4): a text in single quotes
 * with quotes inside doubled, a list of such texts in parentheses, a bare number.
 */
const quoted = "'([^']*(?:''[^']*)*)'";
const textPattern = new RegExp(`^${quoted}$`);
const listPattern = new RegExp(`^\\(\\s*${quoted}(?:\\s*,\\s*${quoted})*\\s*\\)$`);
const listMemberPattern = new RegExp(quoted, 'g');

/** @example readQuotedText("'O''Hara'") // "O'Hara"; undefined where it is no quoted text */
export function readQuotedText(text: string): string | undefined {
  return textPattern.exec(text.trim())?.[1]?.replaceAll("''", "'");
}

/** @example readQuotedList("('a', 'b')") // ['a', 'b']; undefined where it is no list */
export function readQuotedList(text: string): string[] | undefined {
  const trimmed = text.trim();
  if (!listPattern.test(trimmed)) return undefined;
  return [...trimmed.matchAll(listMemberPattern)].map((match) =>
    (match[1] ?? '').replaceAll("''", "'"),
  );
}

/** Digits, bare as the specification has them or in quotes as many senders write them. */
export function readDigits(text: string): string | undefined {
  const bare = readQuotedText(text) ?? text.trim();
  return /^\d+$/.test(bare) ? bare : undefined;
}

/** @example readCodeText('18842-5^^LOINC') // { code: '18842-5', codingScheme: 'LOINC' } */
export function readCodeText(text: string): CodeValue | undefined {
  const [code, middle, codingScheme, ...more] = text.split('^');
  if (!code || middle !== '' || !codingScheme || more.length > 0) return undefined;
  return { code, codingScheme };
}

/** @example writeQuotedText("O'Hara") // "'O''Hara'" */
export function writeQuotedText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * One or more lists, each no longer than ebRIM lets a value be; several values of one slot mean the
 * same as one longer list.
 */
export function writeQuotedLists(texts: readonly string[], lengthMax: number): string[] {
  const lists: string[] = [];
  let members: string[] = [];
  let length = 2;
  for (const member of texts.map(writeQuotedText)) {
    if (members.length > 0 && length + member.length + 1 > lengthMax) {
      lists.push(`(${members.join(',')})`);
      members = [];
      length = 2;
    }
    members.push(member);
    length += member.length + 1;
  }
  if (members.length > 0) lists.push(`(${members.join(',')})`);
  return lists;
}

export function writeCodeText({ code, codingScheme }: CodeValue): string {
  return `${code}^^${codingScheme}`;
}

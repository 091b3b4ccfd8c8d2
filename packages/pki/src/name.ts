import { Problem } from '@kartoteka/kernel';
import type { JsonName } from './x509.ts';

/** A subject or issuer. A field is set only when it occurs exactly once. */
export interface Name {
  readonly cn?: string;
  readonly o?: string;
  readonly ou?: string;
  readonly c?: string;
  /** Every attribute in the order of the certificate, named `CN`, `O`, `serialNumber`, … or by OID. */
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  /** On one line, most specific first: `CN=…, O=…, OU=…, C=…`. */
  readonly text: string;
}

/** A name to be written into a CSR or certificate. */
export interface NameInput {
  readonly cn: string;
  readonly o?: string | undefined;
  readonly ou?: string | undefined;
  /** Two letters, ISO 3166-1. */
  readonly c?: string | undefined;
}

/** What `X509Certificate.toLegacyObject().subject` holds: repeated attributes come as arrays. */
export type RawName = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Shapes the name that Node read out of a certificate; two CNs give no `cn`, so neither is believed. */
export function nameFrom(raw: RawName): Name {
  const attributes = Object.entries(raw).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : (value ?? [])).map((one) => ({ name, value: one })),
  );
  const single = (name: string): string | undefined => {
    const values = attributes.filter((attribute) => attribute.name === name);
    return values.length === 1 ? values[0]?.value : undefined;
  };
  const cn = single('CN');
  const o = single('O');
  const ou = single('OU');
  const c = single('C');
  return {
    ...(cn === undefined ? {} : { cn }),
    ...(o === undefined ? {} : { o }),
    ...(ou === undefined ? {} : { ou }),
    ...(c === undefined ? {} : { c }),
    attributes,
    text: [...attributes]
      .reverse()
      .map(({ name, value }) => `${name}=${value}`)
      .join(', '),
  };
}

// X.520 upper bounds: ub-common-name, ub-organization-name and ub-organizational-unit-name are 64.
const nameCharactersMax = 64;

/**
 * The name as the certificate library takes it, most general attribute first as X.500 has it.
 * Names of Polish hospitals are longer than 64 characters; O and OU are checked by nobody and are
 * cut at the bound, CN never is.
 *
 * @throws Problem pki.subject
 */
export function writableName(input: NameInput): JsonName {
  const cn = input.cn.trim();
  if (cn.length === 0 || cn.length > nameCharactersMax || hasControlCharacter(cn)) {
    throw new Problem('pki.subject', { params: { field: 'CN' }, place: 'cn' });
  }
  const country = input.c?.trim();
  if (country && !/^[A-Z]{2}$/.test(country)) {
    throw new Problem('pki.subject', { params: { field: 'C' }, place: 'c' });
  }
  const parts: unknown[] = [];
  if (country) parts.push({ C: [{ printableString: country }] });
  if (input.o?.trim()) parts.push({ O: [{ utf8String: shortened(input.o) }] });
  if (input.ou?.trim()) parts.push({ OU: [{ utf8String: shortened(input.ou) }] });
  parts.push({ CN: [{ utf8String: cn }] });
  return parts as JsonName;
}

function shortened(text: string): string {
  const plain = [...text.trim()].filter((character) => !hasControlCharacter(character));
  return plain.slice(0, nameCharactersMax).join('').trim();
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

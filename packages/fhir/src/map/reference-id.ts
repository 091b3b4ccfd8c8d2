import { given, type Identifier, type Reference } from '../model.ts';
import { verbatim, verbatimOf } from './extensions.ts';
import { readOidUrn } from './identifier.ts';
import { uriSystem } from './vocabulary.ts';

/** References of this type stand in `context.encounter`, all others in `context.related`. */
export const encounterType = 'urn:ihe:iti:xds:2015:encounterId';
/** What a related identifier is where it does not say. */
const unspecifiedType = 'urn:ihe:iti:xds:2013:uniqueId';

const cxi = /^([^^&|~\\]+)\^\^\^(?:&([0-9.]+)&ISO)?\^([^^&|~\\\s]+)$/;

/** The type of a CXi (ITI TF-3: Table 4.2.3.1.7-2). */
export function referenceTypeOf(text: string): string | undefined {
  return text.split('^')[4];
}

/** `id^^^&OID&ISO^type` as a logical reference. */
export function writeReferenceId(text: string): Reference {
  const [, id, oid, type] = cxi.exec(text) ?? [];
  const identifier = given<Identifier>({
    type: type === undefined ? undefined : { coding: [{ system: uriSystem, code: type }] },
    system: oid === undefined ? undefined : `urn:oid:${oid}`,
    value: id ?? text,
  });
  return given<Reference>({
    extension: verbatim(text, compose(identifier, unspecifiedType)),
    identifier,
  });
}

/** Reads it again; undefined for a reference without an identifier that XDS could carry. */
export function readReferenceId(reference: Reference, type = unspecifiedType): string | undefined {
  const kept = verbatimOf(reference);
  if (kept !== undefined) return kept;
  return reference.identifier && compose(reference.identifier, type);
}

function compose(identifier: Identifier, otherwise: string): string | undefined {
  const { value, system, type } = identifier;
  if (value === undefined || /[\^&|~\\]/.test(value)) return undefined;
  const oid = readOidUrn(system);
  if (system !== undefined && oid === undefined) return undefined;
  const named = type?.coding?.find((one) => one.system === uriSystem)?.code ?? otherwise;
  return `${value}^^^${oid === undefined ? '' : `&${oid}&ISO`}^${named}`;
}

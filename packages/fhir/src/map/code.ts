import { parseOid } from '@kartoteka/kernel';
import type { Code } from '@kartoteka/xds';
import { type CodeableConcept, type Coding, given } from '../model.ts';
import { extensionOf } from './extensions.ts';
import { ownExtensions } from './vocabulary.ts';

/** Code systems that FHIR names by an address of their own; the first scheme is what reading gives. */
const namedSystems: readonly (readonly [system: string, ...schemes: string[]])[] = [
  ['http://loinc.org', '2.16.840.1.113883.6.1', 'LOINC'],
  ['http://snomed.info/sct', '2.16.840.1.113883.6.96', 'SNOMED CT', 'SNOMED-CT'],
  ['http://hl7.org/fhir/sid/icd-10', '2.16.840.1.113883.6.3', 'ICD-10'],
  ['http://terminology.hl7.org/CodeSystem/v3-Confidentiality', '2.16.840.1.113883.5.25'],
  ['http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode', '1.3.6.1.4.1.19376.1.2.3'],
];
const systemByScheme = new Map(
  namedSystems.flatMap(([system, ...schemes]) =>
    schemes.map((scheme) => [scheme, system] as const),
  ),
);
const schemesBySystem = new Map(namedSystems.map(([system, ...schemes]) => [system, schemes]));

/** P1 and other domains name schemes by plain words; a system is a URI. */
const plainScheme = 'urn:kartoteka:scheme:';
const oidUrn = 'urn:oid:';

/**
 * The system of FHIR for a coding scheme of XDS: an address where FHIR has one, `urn:oid:…` for other
 * OIDs, a URI as it is, `urn:kartoteka:scheme:…` for a plain name.
 *
 * @example systemOf('2.16.840.1.113883.6.1') // 'http://loinc.org'
 */
export function systemOf(scheme: string): string {
  const named = systemByScheme.get(scheme);
  if (named) return named;
  if (parseOid(scheme) === scheme) return `${oidUrn}${scheme}`;
  const isUri = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/.test(scheme);
  return isUri ? scheme : `${plainScheme}${encodeURIComponent(scheme.toWellFormed())}`;
}

/**
 * The schemes that a system may stand for; the first is what a new document gets.
 *
 * @example schemesOf('http://loinc.org') // ['2.16.840.1.113883.6.1', 'LOINC']
 */
export function schemesOf(system: string): readonly [string, ...string[]] {
  const [first, ...others] = schemesBySystem.get(system) ?? [];
  if (first !== undefined) return [first, ...others];
  if (system.startsWith(oidUrn)) {
    const oid = parseOid(system.slice(oidUrn.length));
    if (oid) return [oid];
  }
  if (system.startsWith(plainScheme)) {
    const name = decoded(system.slice(plainScheme.length));
    if (name !== undefined) return [name];
  }
  return [system];
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not written by us: the system is then taken as it stands.
    return undefined;
  }
}

/** @example writeCoding(code('18842-5', 'LOINC', 'Discharge summary')).system // 'http://loinc.org' */
export function writeCoding({ code, codingScheme, display }: Code): Coding {
  const system = systemOf(codingScheme);
  const isPlain = schemesOf(system)[0] === codingScheme;
  return given<Coding>({
    extension: isPlain
      ? undefined
      : [{ url: ownExtensions.codingScheme, valueString: codingScheme }],
    system,
    code,
    display: display[0]?.value || undefined,
  });
}

/** A code needs a name in XDS; where FHIR gives none, the code itself is its name. */
export function readCoding(coding: Coding, text?: string): Code {
  const kept = extensionOf(coding, ownExtensions.codingScheme)?.valueString;
  const display = coding.display ?? text ?? coding.code ?? '';
  return {
    code: coding.code ?? '',
    codingScheme: kept ?? (coding.system === undefined ? '' : schemesOf(coding.system)[0]),
    display: [{ value: display }],
    extraSlots: [],
  };
}

export function writeConcept(code: Code | undefined): CodeableConcept | undefined {
  return code && { coding: [writeCoding(code)] };
}

/** XDS takes one code: the first; a concept of mere words has none. */
export function readConcept(concept: CodeableConcept | undefined): Code | undefined {
  const [first] = concept?.coding ?? [];
  return first && readCoding(first, concept?.text);
}

/** Concepts of a list; those of mere words have no code and are left out. */
export function readConcepts(concepts: readonly CodeableConcept[] | undefined): Code[] {
  return (concepts ?? []).flatMap((concept) => readConcept(concept) ?? []);
}

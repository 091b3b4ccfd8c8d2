/// <reference types="fhir" />
// The FHIR R4 types in use. Their shapes come from the kept package @types/fhir; what arrives is held
// to them by the table of `format/type-table.ts`.

export type Attachment = fhir4.Attachment;
export type Binary = fhir4.Binary;
export type Bundle = fhir4.Bundle;
export type BundleEntry = fhir4.BundleEntry;
export type CapabilityStatement = fhir4.CapabilityStatement;
export type CodeableConcept = fhir4.CodeableConcept;
export type Coding = fhir4.Coding;
export type ContactPoint = fhir4.ContactPoint;
export type DocumentReference = fhir4.DocumentReference;
export type DocumentReferenceRelatesTo = fhir4.DocumentReferenceRelatesTo;
export type Extension = fhir4.Extension;
export type FhirResource = fhir4.FhirResource;
export type HumanName = fhir4.HumanName;
export type Identifier = fhir4.Identifier;
export type List = fhir4.List;
export type OperationOutcome = fhir4.OperationOutcome;
export type OperationOutcomeIssue = fhir4.OperationOutcomeIssue;
export type Organization = fhir4.Organization;
export type Parameters = fhir4.Parameters;
export type Patient = fhir4.Patient;
export type Practitioner = fhir4.Practitioner;
export type PractitionerRole = fhir4.PractitionerRole;
export type Reference = fhir4.Reference;
/** What may stand in `contained` of the resources in use. */
export type Contained = Patient | Practitioner | PractitionerRole | Organization;

/**
 * Leaves out what is undefined or an empty list: FHIR knows neither (R4: 2.6.2).
 *
 * @example given<Coding>({ system, code, display: undefined })
 */
export function given<T extends object>(members: { [K in keyof T]: T[K] | undefined }): T {
  const kept = Object.entries(members).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as T;
}

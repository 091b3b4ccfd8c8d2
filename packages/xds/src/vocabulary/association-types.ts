/** Every association type that we read and write, by the name used in code. */
export const associationTypes = {
  HasMember: 'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember',
  APND: 'urn:ihe:iti:2007:AssociationType:APND',
  RPLC: 'urn:ihe:iti:2007:AssociationType:RPLC',
  XFRM: 'urn:ihe:iti:2007:AssociationType:XFRM',
  XFRM_RPLC: 'urn:ihe:iti:2007:AssociationType:XFRM_RPLC',
  signs: 'urn:ihe:iti:2007:AssociationType:signs',
  IsSnapshotOf: 'urn:ihe:iti:2010:AssociationType:IsSnapshotOf',
  UpdateAvailabilityStatus: 'urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus',
  SubmitAssociation: 'urn:ihe:iti:2010:AssociationType:SubmitAssociation',
  // P1's own types. Their meaning is not public: they are kept and returned, nothing more.
  NonVersioningUpdate: 'urn:extpl:AssociationType:NonVersioningUpdate',
  ConditionalRegister: 'urn:extpl:AssociationType:ConditionalRegister',
} as const;
export type AssociationType = keyof typeof associationTypes;

const namesByUrn = new Map<string, AssociationType>(
  Object.entries(associationTypes).map(([name, urn]) => [urn, name as AssociationType]),
);

/** @example readAssociationType('urn:ihe:iti:2007:AssociationType:RPLC') // 'RPLC' */
export function readAssociationType(urn: string): AssociationType | undefined {
  return namesByUrn.get(urn);
}

/** Types whose source is a new document and whose target an older one (ITI TF-3: 4.2.2.2). */
export const relationshipTypes: ReadonlySet<AssociationType> = new Set<AssociationType>([
  'APND',
  'RPLC',
  'XFRM',
  'XFRM_RPLC',
  'signs',
  'IsSnapshotOf',
]);

/** Types that make their target Deprecated. */
export const replacingTypes: ReadonlySet<AssociationType> = new Set<AssociationType>([
  'RPLC',
  'XFRM_RPLC',
]);

/** Types that a Deprecated target refuses with XDSRegistryDeprecatedDocumentError. */
export const needsApprovedTarget: ReadonlySet<AssociationType> = new Set<AssociationType>([
  'APND',
  'RPLC',
  'XFRM',
  'XFRM_RPLC',
]);

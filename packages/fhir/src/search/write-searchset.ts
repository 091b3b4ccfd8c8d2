import type { Bundle, BundleEntry, FhirResource, OperationOutcome } from '../model.ts';
import { given } from '../model.ts';

export interface Searchset {
  readonly resources: readonly FhirResource[];
  /** What the search was taken for, and where the next page is. */
  readonly self: string;
  readonly next?: string | undefined;
  /** Of all pages; absent where it was not counted. */
  readonly total?: number | undefined;
  /** What the caller should know of how the search was understood. */
  readonly outcome?: OperationOutcome | undefined;
  /** Address of the service, without a slash at the end. */
  readonly base: string;
}

/** One page of results (FHIR R4: 3.1.1.1.2). */
export function writeSearchset(found: Searchset): Bundle {
  const { base, resources, self, next, total, outcome } = found;
  const entries = resources.map(
    (resource): BundleEntry => ({
      fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
      resource,
      search: { mode: 'match' },
    }),
  );
  const told: BundleEntry[] = outcome ? [{ resource: outcome, search: { mode: 'outcome' } }] : [];
  return given<Bundle>({
    resourceType: 'Bundle',
    type: 'searchset',
    total,
    link: [
      { relation: 'self', url: self },
      ...(next === undefined ? [] : [{ relation: 'next', url: next }]),
    ],
    entry: [...entries, ...told],
  });
}

const statusPrefix = 'urn:oasis:names:tc:ebxml-regrep:StatusType:';

/** availabilityStatus of a registry object, without its URN prefix (ITI TF-3: 4.2.3.2.2). */
export const availabilityStatuses = ['Approved', 'Deprecated', 'Submitted'] as const;
export type AvailabilityStatus = (typeof availabilityStatuses)[number];

/** @example readStatus('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved') // 'Approved' */
export function readStatus(urn: string): AvailabilityStatus | undefined {
  if (!urn.startsWith(statusPrefix)) return undefined;
  const name = urn.slice(statusPrefix.length);
  return availabilityStatuses.find((status) => status === name);
}

/** @example statusUrn('Approved') // 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved' */
export function statusUrn(status: AvailabilityStatus): string {
  return `${statusPrefix}${status}`;
}

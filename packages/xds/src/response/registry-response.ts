import type { RegistryError } from './registry-error.ts';

/** ITI TF-3: 4.2.4 */
export const responseStatuses = ['Success', 'PartialSuccess', 'Failure'] as const;
export type ResponseStatus = (typeof responseStatuses)[number];

/** `rs:RegistryResponse`, and the head of the other answers. */
export interface RegistryResponse {
  readonly status: ResponseStatus;
  readonly errors: readonly RegistryError[];
}

export const statusPrefix = 'urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:';
export const severityPrefix = 'urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:';

/** The answer to what was done wholly. */
export const success: RegistryResponse = { status: 'Success', errors: [] };

/**
 * The answer to what was not done at all.
 *
 * @example writeRegistryResponse(failure(reading.errors))
 */
export function failure(errors: readonly RegistryError[]): RegistryResponse {
  return { status: 'Failure', errors };
}

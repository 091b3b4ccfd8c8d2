import { type ObjectId, problemOfErrors, type RegistryError } from '@kartoteka/xds';
import type { Fault } from '../outcome/fault.ts';
import { expressionOf } from './expression-of.ts';

/**
 * What the registry refuses, in the words of FHIR: the XDS code, our problem, and the place in the
 * resource that was sent.
 *
 * @example writeOutcome(xdsFaults(response.errors, reading.paths), context)
 */
export function xdsFaults(
  errors: readonly RegistryError[],
  paths: ReadonlyMap<ObjectId, string> = new Map(),
): Fault[] {
  return errors.map((error) => {
    const { code, params } = problemOfErrors([error]);
    const expression = expressionOf(error.location, paths);
    return {
      code,
      params,
      xds: error.code,
      context: error.context,
      ...(expression !== undefined && { expression }),
    };
  });
}

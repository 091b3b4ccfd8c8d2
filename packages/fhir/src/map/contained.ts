import type { Contained, FhirResource, Reference } from '../model.ts';

/** Collects the contained resources of one resource while it is written. */
export class ContainedList {
  readonly list: FhirResource[] = [];

  /** Takes a resource in and gives the reference to it. */
  add(resource: Contained): Reference {
    const id = `r${this.list.length + 1}`;
    const { resourceType, ...members } = resource;
    this.list.push({ resourceType, id, ...members } as FhirResource);
    return { reference: `#${id}` };
  }
}

/** Finds what a reference means: contained in the same resource, or beside it in the Bundle. */
export type Resolve = (reference: Reference) => FhirResource | undefined;

/**
 * Resolves `#id` among the contained resources of a holder, everything else by `outside`.
 *
 * @example resolver(document.contained, (reference) => findInBundle(reference))
 */
export function resolver(
  contained: readonly FhirResource[] | undefined,
  outside: Resolve = () => undefined,
): Resolve {
  return (reference) => {
    const { reference: target } = reference;
    if (!target?.startsWith('#')) return outside(reference);
    return contained?.find(({ id }) => id === target.slice(1));
  };
}

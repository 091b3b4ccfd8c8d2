import type { ExtraIdentifier } from '../model/registry-object.ts';
import { type Findings, showId } from '../rules/findings.ts';
import { objectTypes } from '../vocabulary/schemes.ts';
import type { RegistryObjectXml } from './registry-object-xml.ts';

/** The external identifiers of one object while it is turned into the model. */
export class IdentifierSet {
  #left: readonly RegistryObjectXml[];
  readonly #owner: RegistryObjectXml;
  readonly #findings: Findings;

  constructor(owner: RegistryObjectXml, findings: Findings) {
    this.#owner = owner;
    this.#findings = findings;
    this.#left = owner.identifiers;
    for (const identifier of owner.identifiers) this.#checkLinks(identifier);
  }

  one(scheme: string, name: string): string | undefined {
    const taken = this.#left.filter((one) => one.attributes.identificationScheme === scheme);
    if (taken.length === 0) return undefined;
    this.#left = this.#left.filter((one) => !taken.includes(one));
    if (taken.length > 1) {
      this.#findings.metadata(
        `${this.#owner.place}.${name}`,
        'The identifier is given twice on one object.',
      );
    }
    return taken[0]?.attributes.value || undefined;
  }

  rest(): readonly ExtraIdentifier[] {
    return this.#left.map(({ attributes, name }) => ({
      scheme: attributes.identificationScheme ?? '',
      value: attributes.value ?? '',
      name,
    }));
  }

  #checkLinks({ attributes, place }: RegistryObjectXml): void {
    const identified = attributes.registryObject;
    if (identified !== undefined && identified !== this.#owner.attributes.id) {
      this.#findings.metadata(
        place,
        `An ExternalIdentifier points with registryObject to ${showId(identified)}, but stands inside this object.`,
      );
    }
    const type = attributes.objectType;
    if (type !== undefined && type !== objectTypes.ExternalIdentifier) {
      this.#findings.metadata(place, 'An ExternalIdentifier has the objectType of something else.');
    }
  }
}

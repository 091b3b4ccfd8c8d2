import type { Author } from '../model/author.ts';
import type { Code } from '../model/code.ts';
import type { Xon } from '../model/organisation.ts';
import type { Xcn } from '../model/person.ts';
import type { ExtraClassification } from '../model/registry-object.ts';
import type { Xtn } from '../model/telecom.ts';
import { type Findings, showId } from '../rules/findings.ts';
import { objectTypes } from '../vocabulary/schemes.ts';
import type { RegistryObjectXml } from './registry-object-xml.ts';
import { SlotSet } from './slot-set.ts';

/** The classifications of one object while it is turned into the model. */
export class ClassificationSet {
  #left: readonly RegistryObjectXml[];
  readonly #owner: RegistryObjectXml;
  readonly #findings: Findings;

  constructor(owner: RegistryObjectXml, findings: Findings) {
    this.#owner = owner;
    this.#findings = findings;
    this.#left = owner.classifications;
    for (const classification of owner.classifications) this.#checkLinks(classification);
  }

  /** The code of a scheme that occurs at most once. */
  code(scheme: string, name: string): Code | undefined {
    const codes = this.codes(scheme, name);
    if (codes.length > 1) {
      this.#findings.metadata(
        `${this.#owner.place}.${name}`,
        `There are ${codes.length} classifications of this kind; exactly one is allowed.`,
      );
    }
    return codes[0];
  }

  codes(scheme: string, name: string): readonly Code[] {
    return this.#take((one) => one.attributes.classificationScheme === scheme).map((one) =>
      this.#readCode(one, `${this.#owner.place}.${name}`),
    );
  }

  authors(scheme: string): readonly Author[] {
    return this.#take((one) => one.attributes.classificationScheme === scheme).map((one) =>
      this.#readAuthor(one),
    );
  }

  /** Takes the mark of a classification node; whether it was there. */
  marked(node: string): boolean {
    return this.#take((one) => one.attributes.classificationNode === node).length > 0;
  }

  rest(): readonly ExtraClassification[] {
    return this.#left.map(({ attributes, slots, name }) => ({
      scheme: attributes.classificationScheme,
      node: attributes.classificationNode,
      nodeRepresentation: attributes.nodeRepresentation,
      slots,
      display: name,
    }));
  }

  #take(wanted: (one: RegistryObjectXml) => boolean): readonly RegistryObjectXml[] {
    const taken = this.#left.filter(wanted);
    if (taken.length > 0) this.#left = this.#left.filter((one) => !taken.includes(one));
    return taken;
  }

  #checkLinks({ attributes, place }: RegistryObjectXml): void {
    const classified = attributes.classifiedObject;
    if (classified !== undefined && classified !== this.#owner.attributes.id) {
      this.#findings.metadata(
        place,
        `A Classification points with classifiedObject to ${showId(classified)}, but stands inside this object.`,
      );
    }
    const type = attributes.objectType;
    if (type !== undefined && type !== objectTypes.Classification) {
      this.#findings.metadata(place, 'A Classification has the objectType of something else.');
    }
  }

  #readCode(one: RegistryObjectXml, place: string): Code {
    const slots = new SlotSet(one.slots, place, this.#findings);
    return {
      code: one.attributes.nodeRepresentation ?? '',
      codingScheme: slots.one('codingScheme') ?? '',
      display: one.name,
      extraSlots: slots.rest(),
    };
  }

  #readAuthor(one: RegistryObjectXml): Author {
    const place = `${this.#owner.place}.author`;
    if (one.attributes.nodeRepresentation === undefined) {
      this.#findings.metadata(place, 'The Classification has no nodeRepresentation.');
    }
    const slots = new SlotSet(one.slots, place, this.#findings);
    return {
      person: slots.one('authorPerson') as Xcn | undefined,
      institutions: slots.many('authorInstitution') as readonly Xon[],
      roles: slots.many('authorRole'),
      specialties: slots.many('authorSpecialty'),
      telecoms: slots.many('authorTelecommunication') as readonly Xtn[],
      extraSlots: slots.rest(),
    };
  }
}

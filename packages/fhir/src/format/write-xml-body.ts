import { element, rawMarkup, writeXml, type XmlMarkup } from '@kartoteka/xml';
import type { FhirResource } from '../model.ts';
import { fhirNamespace } from './read-xml-body.ts';
import {
  type ElementShape,
  isPrimitive,
  primitiveShape,
  type TypeShape,
  typeOf,
} from './type-of.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * Writes a resource as `application/fhir+xml` (FHIR R4: 2.6.1).
 *
 * @throws RangeError for a type or element that is not in use here (a defect of the caller)
 * @throws Problem `xml.character` where a text holds what XML cannot carry
 */
export function writeXmlBody(resource: FhirResource): Uint8Array {
  return writeXml(writeResource(resource as unknown as Members, fhirNamespace));
}

function writeResource({ resourceType, ...members }: Members, namespace?: string): XmlMarkup {
  const type = typeOf(String(resourceType));
  if (!type?.isResource) throw new RangeError('a resource that is not in use');
  return element(type.name, { xmlns: namespace }, writeMembers(members, type));
}

function writeMembers(members: Members, type: TypeShape): XmlMarkup[] {
  for (const name of Object.keys(members)) {
    if (!type.elements.has(name.replace(/^_/, ''))) throw new RangeError(`unknown element ${name}`);
  }
  return [...type.elements.values()]
    .filter((shape) => !isAttribute(shape, type))
    .flatMap((shape) => writeElement(members[shape.name], members[`_${shape.name}`], shape));
}

function isAttribute({ name }: ElementShape, type: TypeShape): boolean {
  return !type.isResource && (name === 'id' || (name === 'url' && type.name === 'Extension'));
}

function writeElement(value: unknown, beside: unknown, shape: ElementShape): XmlMarkup[] {
  if (!shape.repeats) return writeOne(value, beside, shape);
  const values = (value ?? []) as readonly unknown[];
  const besides = (beside ?? []) as readonly unknown[];
  const length = Math.max(values.length, besides.length);
  return Array.from({ length }, (_, index) =>
    writeOne(values[index], besides[index], shape),
  ).flat();
}

function writeOne(value: unknown, beside: unknown, shape: ElementShape): XmlMarkup[] {
  const [one, aside] = [value ?? undefined, (beside ?? undefined) as Members | undefined];
  if (one === undefined && aside === undefined) return [];
  if (shape.type === 'xhtml') return [rawMarkup('')];
  if (isPrimitive(shape.type)) {
    const attributes = { id: textOf(aside?.id), value: textOf(one) };
    return [element(shape.name, attributes, writeMembers(aside ?? {}, primitiveShape))];
  }
  const members = one as Members;
  if (shape.type === 'Resource') return [element(shape.name, {}, writeResource(members))];
  const type = typeOf(shape.type);
  if (!type) throw new RangeError('a type that is not in use');
  const url = type.name === 'Extension' ? textOf(members.url) : undefined;
  return [element(shape.name, { id: textOf(members.id), url }, writeMembers(members, type))];
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

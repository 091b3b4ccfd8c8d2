import { Problem } from '@kartoteka/kernel';
import { attributeOf, childElements, readXml, type XmlElement } from '@kartoteka/xml';
import { type FhirLimits, fhirLimitsDefault } from '../limits.ts';
import type { Faults } from '../outcome/fault.ts';
import {
  type ElementShape,
  isPrimitive,
  primitiveShape,
  type TypeShape,
  typeOf,
} from './type-of.ts';

export const fhirNamespace = 'http://hl7.org/fhir';
const xhtmlNamespace = 'http://www.w3.org/1999/xhtml';

type Members = Record<string, unknown>;

/**
 * Reads `application/fhir+xml` as the values that `application/fhir+json` would have given (FHIR R4:
 * 2.6.1). Narratives are left out: nothing is ever read from them.
 *
 * @throws Problem `xml.malformed`, `xml.doctype`, `xml.encoding`, `fhir.too-large`
 */
export function parseXml(
  bytes: Uint8Array,
  faults: Faults,
  limits: FhirLimits = fhirLimitsDefault,
): unknown {
  const { root } = readWithin(bytes, limits);
  return readResource(root, root.name, faults);
}

function readWithin(bytes: Uint8Array, limits: FhirLimits) {
  try {
    return readXml(bytes, {
      bytesMax: limits.bodyBytesMax,
      // A resource inside an entry inside a Bundle takes more elements than its JSON has objects.
      depthMax: limits.depthMax * 2,
      elementsMax: limits.valuesMax,
      attributesTotalMax: limits.valuesMax * 2,
    });
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.code !== 'xml.too-large') throw thrown;
    throw new Problem('fhir.too-large', { params: thrown.params, cause: thrown });
  }
}

function readResource(element: XmlElement, path: string, faults: Faults): Members | undefined {
  const type = typeOf(element.name);
  if (element.namespace !== fhirNamespace || !type?.isResource) {
    faults.structure(path, 'The element is no FHIR resource that is taken here.');
    return undefined;
  }
  return { resourceType: type.name, ...readMembers(element, type, path, faults) };
}

function readMembers(element: XmlElement, type: TypeShape, path: string, faults: Faults): Members {
  const members: Members = {};
  readAttributes(element, type, members, path, faults);
  const seen = new Map<string, number>();
  for (const node of childElements(element)) {
    if (node.namespace === xhtmlNamespace) continue;
    const shape = node.namespace === fhirNamespace ? type.elements.get(node.name) : undefined;
    if (!shape || (type.isResource === false && node.name === 'id')) {
      faults.structure(path, `${type.name} has no such element.`);
      continue;
    }
    const index = seen.get(node.name) ?? 0;
    seen.set(node.name, index + 1);
    const at = `${path}.${shape.name}${shape.repeats ? `[${index}]` : ''}`;
    if (!shape.repeats && index > 0) faults.structure(at, `${shape.name} does not repeat.`);
    else keep(members, shape, index, readOne(node, shape, at, faults));
  }
  return members;
}

/** `id` of an element and `url` of an extension are attributes; `value` is read by its primitive. */
function readAttributes(
  element: XmlElement,
  type: TypeShape,
  members: Members,
  path: string,
  faults: Faults,
): void {
  for (const { name, namespace, value } of element.attributes) {
    if (namespace !== '') continue;
    const known =
      !type.isResource && (name === 'id' || (name === 'url' && type.name === 'Extension'));
    if (known) members[name] = value;
    else if (!(name === 'value' && type === primitiveShape)) {
      faults.structure(path, `${type.name} has no such attribute.`);
    }
  }
}

interface One {
  readonly value?: unknown;
  /** Id and extensions of a primitive. */
  readonly beside?: Members;
}

function readOne(node: XmlElement, shape: ElementShape, path: string, faults: Faults): One {
  if (shape.type === 'Resource') {
    const [only, ...more] = childElements(node);
    if (!only || more.length > 0) {
      faults.structure(path, 'The element holds exactly one resource.');
      return {};
    }
    return { value: readResource(only, path, faults) };
  }
  if (isPrimitive(shape.type)) return readPrimitive(node, shape, path, faults);
  const type = typeOf(shape.type);
  return type ? { value: readMembers(node, type, path, faults) } : {};
}

function readPrimitive(node: XmlElement, shape: ElementShape, path: string, faults: Faults): One {
  const text = attributeOf(node, 'value');
  const beside = readMembers(node, primitiveShape, path, faults);
  const has = Object.keys(beside).length > 0;
  if (text === undefined && !has) faults.structure(path, 'The element has no value.');
  return {
    ...(text !== undefined && { value: primitiveValue(shape.type, text) }),
    ...(has && { beside }),
  };
}

/** JSON has numbers and truth values where XML has texts; what is none stays a text and is refused. */
function primitiveValue(type: string, text: string): unknown {
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  const isNumber = ['integer', 'unsignedInt', 'positiveInt', 'decimal'].includes(type);
  return isNumber && /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text;
}

function keep(members: Members, shape: ElementShape, index: number, one: One): void {
  const { name, repeats } = shape;
  if (!repeats) {
    if (one.value !== undefined) members[name] = one.value;
    if (one.beside) members[`_${name}`] = one.beside;
    return;
  }
  if (!isPrimitive(shape.type)) {
    if (one.value !== undefined) listOf(members, name).push(one.value);
    return;
  }
  const values = listOf(members, name);
  values[index] = one.value ?? null;
  if (!one.beside && !(`_${name}` in members)) return;
  const besides = listOf(members, `_${name}`);
  for (let at = 0; at <= index; at += 1) besides[at] ??= null;
  besides[index] = one.beside ?? null;
}

function listOf(members: Members, name: string): unknown[] {
  const known = members[name];
  if (Array.isArray(known)) return known;
  const made: unknown[] = [];
  members[name] = made;
  return made;
}

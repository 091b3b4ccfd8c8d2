import type { Faults } from '../outcome/fault.ts';
import { findPrimitiveFault } from './find-primitive-fault.ts';
import {
  type ElementShape,
  isPrimitive,
  primitiveShape,
  type TypeShape,
  typeOf,
} from './type-of.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * Holds a value out of JSON to the shape of its type: nothing unknown, lists where lists belong, each
 * primitive in its form. After this the value may be used as its TypeScript type.
 *
 * FHIR R4: 2.6.2
 *
 * @param path FHIRPath of the value, such as `Bundle.entry[0].resource`
 */
export function checkResource(value: unknown, path: string, faults: Faults): void {
  if (!isObject(value)) {
    faults.structure(path, 'A resource is a JSON object.');
    return;
  }
  const { resourceType, ...members } = value;
  const type = typeof resourceType === 'string' ? typeOf(resourceType) : undefined;
  if (!type?.isResource) {
    faults.structure(path, 'The resourceType is missing or none that is taken here.');
    return;
  }
  checkMembers(members, type, path, faults);
}

function checkMembers(members: Members, type: TypeShape, path: string, faults: Faults): void {
  if (Object.keys(members).length === 0 && !type.isResource) {
    faults.structure(path, 'An element has a value or members.');
  }
  for (const [name, value] of Object.entries(members)) {
    const beside = name.startsWith('_');
    const element = type.elements.get(beside ? name.slice(1) : name);
    if (!element || (beside && !isPrimitive(element.type))) {
      faults.structure(path, `${type.name} has no element ${shown(name)}.`);
      continue;
    }
    const check: CheckOne = beside ? checkBeside : checkOne;
    checkElement(
      {
        element,
        value,
        path: `${path}.${element.name}`,
        nullable: `_${name}` in members || beside,
      },
      check,
      faults,
    );
  }
}

interface Held {
  readonly element: ElementShape;
  readonly value: unknown;
  readonly path: string;
  /** `null` holds the place of a primitive whose other half stands in the other list. */
  readonly nullable: boolean;
}
type CheckOne = (value: unknown, element: ElementShape, path: string, faults: Faults) => void;

function checkElement(held: Held, check: CheckOne, faults: Faults): void {
  const { element, value, path, nullable } = held;
  if (!element.repeats) {
    if (Array.isArray(value)) faults.structure(path, `${element.name} does not repeat.`);
    else check(value, element, path, faults);
    return;
  }
  if (!Array.isArray(value) || value.length === 0) {
    faults.structure(path, `${element.name} is a list with at least one member.`);
    return;
  }
  for (const [index, one] of value.entries()) {
    if (one === null && nullable) continue;
    check(one, element, `${path}[${index}]`, faults);
  }
}

function checkOne(value: unknown, element: ElementShape, path: string, faults: Faults): void {
  if (element.type === 'Resource') {
    checkResource(value, path, faults);
    return;
  }
  if (isPrimitive(element.type)) {
    const fault = findPrimitiveFault(element.type, value);
    if (fault) faults.value(path, fault);
    return;
  }
  const type = typeOf(element.type);
  if (type && isObject(value)) checkMembers(value, type, path, faults);
  else faults.structure(path, 'The element is a JSON object.');
}

function checkBeside(value: unknown, _: ElementShape, path: string, faults: Faults): void {
  if (isObject(value)) checkMembers(value, primitiveShape, path, faults);
  else faults.structure(path, 'What stands beside a value is a JSON object.');
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A name that a stranger chose, as error texts show it. */
function shown(name: string): string {
  return /^[\w-]{1,64}$/.test(name) ? `"${name}"` : 'of that name';
}

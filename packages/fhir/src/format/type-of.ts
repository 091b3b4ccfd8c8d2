import { backbones, dataTypes, domainResources, plainResources } from './type-table.ts';

/** One element of a type. */
export interface ElementShape {
  readonly name: string;
  /** The name of its type: a primitive in lower case, `Resource`, or one that `typeOf` knows. */
  readonly type: string;
  readonly repeats: boolean;
}

export interface TypeShape {
  readonly name: string;
  readonly isResource: boolean;
  /** By name, in the order in which XML writes them. */
  readonly elements: ReadonlyMap<string, ElementShape>;
}

const ofElement = 'id:string extension:Extension*';
const ofResource = 'id:id meta:Meta implicitRules:uri language:code';
const ofDomainResource = `${ofResource} text:Narrative contained:Resource* extension:Extension* modifierExtension:Extension*`;

function shape(name: string, line: string, isResource: boolean): [string, TypeShape] {
  const elements = line.split(' ').map((word): [string, ElementShape] => {
    const [element = '', type = ''] = word.split(':');
    const repeats = type.endsWith('*');
    return [element, { name: element, type: repeats ? type.slice(0, -1) : type, repeats }];
  });
  return [name, { name, isResource, elements: new Map(elements) }];
}

const shapes: ReadonlyMap<string, TypeShape> = new Map([
  ...Object.entries(dataTypes).map(([name, line]) =>
    // The address of an extension is an attribute in XML, like `id`.
    shape(name, `${ofElement}${name === 'Extension' ? ' url:uri' : ''} ${line}`, false),
  ),
  ...Object.entries(backbones).map(([name, line]) =>
    shape(name, `${ofElement} modifierExtension:Extension* ${line}`, false),
  ),
  ...Object.entries(domainResources).map(([name, line]) =>
    shape(name, `${ofDomainResource} ${line}`, true),
  ),
  ...Object.entries(plainResources).map(([name, line]) =>
    shape(name, `${ofResource} ${line}`, true),
  ),
]);

/** What a primitive may carry besides its value. */
export const primitiveShape: TypeShape = shape('Element', ofElement, false)[1];

/**
 * The shape of a complex type or resource; undefined for what is not in use here.
 *
 * @example typeOf('Coding')?.elements.get('system')?.type // 'uri'
 */
export function typeOf(name: string): TypeShape | undefined {
  return shapes.get(name);
}

/** Whether the type is a primitive: one value, an attribute in XML. */
export function isPrimitive(type: string): boolean {
  return /^[a-z]/.test(type);
}

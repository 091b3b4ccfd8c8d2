/** An attribute. Namespace declarations are not attributes here; see {@link XmlDeclaration}. */
export interface XmlAttribute {
  readonly name: string;
  /** `''` for an attribute without a prefix (Namespaces in XML 1.0, 6.2). */
  readonly namespace: string;
  readonly prefix: string;
  readonly value: string;
}

/** A namespace declaration as it stood on an element; the prefix `''` is the default namespace. */
export interface XmlDeclaration {
  readonly prefix: string;
  readonly namespace: string;
}

/** An element. Comments and processing instructions are gone, neighbouring texts are one string. */
export interface XmlElement {
  /** The local name, without prefix. */
  readonly name: string;
  readonly namespace: string;
  readonly prefix: string;
  readonly attributes: readonly XmlAttribute[];
  readonly nodes: readonly (XmlElement | string)[];
  /** What the element itself declares; needed to write the tree again, never to read it. */
  readonly declarations?: readonly XmlDeclaration[] | undefined;
}

/** A processing instruction that stood before the root, such as `xml-stylesheet`. */
export interface XmlInstruction {
  readonly target: string;
  readonly data: string;
}

/** A whole document as plain values. */
export interface XmlTree {
  readonly root: XmlElement;
  readonly instructions: readonly XmlInstruction[];
}

/**
 * The first child element of that name, or undefined.
 *
 * @example child(envelope, 'http://www.w3.org/2003/05/soap-envelope', 'Body')
 */
export function child(
  element: XmlElement,
  namespace: string,
  name: string,
): XmlElement | undefined {
  for (const node of element.nodes) {
    if (typeof node !== 'string' && node.name === name && node.namespace === namespace) return node;
  }
  return undefined;
}

/**
 * All child elements of that name, in document order.
 *
 * @example children(submission, rim, 'ExtrinsicObject').map(readEntry)
 */
export function children(element: XmlElement, namespace: string, name: string): XmlElement[] {
  return childElements(element).filter(
    (node) => node.name === name && node.namespace === namespace,
  );
}

/**
 * All child elements, in document order; the texts between them are left out.
 *
 * @example const [only, ...more] = childElements(body);
 */
export function childElements(element: XmlElement): XmlElement[] {
  return element.nodes.filter((node) => typeof node !== 'string');
}

/**
 * Follows names of one namespace downwards, taking the first match at each step.
 *
 * @example descend(document, hl7, 'recordTarget', 'patientRole', 'patient')
 */
export function descend(
  element: XmlElement,
  namespace: string,
  ...names: readonly string[]
): XmlElement | undefined {
  let at: XmlElement | undefined = element;
  for (const name of names) {
    if (at === undefined) return undefined;
    at = child(at, namespace, name);
  }
  return at;
}

/**
 * The text of the element and of everything below it, in document order, as it stands (not
 * trimmed).
 *
 * @example textOf(child(header, wsa, 'MessageID') ?? header).trim()
 */
export function textOf(element: XmlElement): string {
  const [only] = element.nodes;
  if (only === undefined) return '';
  if (element.nodes.length === 1 && typeof only === 'string') return only;
  let text = '';
  for (const node of element.nodes) text += typeof node === 'string' ? node : textOf(node);
  return text;
}

/**
 * The value of an attribute, or undefined. An attribute without prefix is in no namespace.
 *
 * @example attributeOf(id, 'root')
 */
export function attributeOf(element: XmlElement, name: string, namespace = ''): string | undefined {
  for (const attribute of element.attributes) {
    if (attribute.name === name && attribute.namespace === namespace) return attribute.value;
  }
  return undefined;
}

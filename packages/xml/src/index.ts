export {
  type CanonicalMethod,
  type CanonicalOptions,
  canonicalDocument,
  canonicalForm,
  type SerialisedDocument,
} from './canonical-form.ts';
export { type XmlLimits, xmlLimitsDefault } from './limits.ts';
export { type OpenXml, openXml } from './open-xml.ts';
export { readXml } from './read-xml.ts';
export {
  attributeOf,
  child,
  childElements,
  children,
  descend,
  textOf,
  type XmlAttribute,
  type XmlDeclaration,
  type XmlElement,
  type XmlInstruction,
  type XmlTree,
} from './tree.ts';
export { element, rawMarkup, writeXml, type XmlContent, type XmlMarkup } from './write-markup.ts';
export { writeElement, writeTree } from './write-tree.ts';

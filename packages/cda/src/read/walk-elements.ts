import { childElements, type XmlElement } from '@kartoteka/xml';

/** Called for each element; `place` is worked out only when asked for. */
export type Visit = (element: XmlElement, place: () => string) => void;

/** Visits an element and everything below it in document order. */
export function walkElements(root: XmlElement, visit: Visit): void {
  const chain: XmlElement[] = [];
  const descend = (element: XmlElement) => {
    chain.push(element);
    visit(element, () => placeOf(chain));
    for (const inner of childElements(element)) descend(inner);
    chain.pop();
  };
  descend(root);
}

function placeOf(chain: readonly XmlElement[]): string {
  return chain
    .map((element, depth) => {
      const parent = chain[depth - 1];
      const alike = parent ? childElements(parent).filter(({ name }) => name === element.name) : [];
      const index = alike.length > 1 ? `[${alike.indexOf(element) + 1}]` : '';
      return `/${element.name}${index}`;
    })
    .join('');
}

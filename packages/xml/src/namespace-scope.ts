import { Problem } from '@kartoteka/kernel';

export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
export const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

/**
 * The prefixes in scope while a document is walked. Declaring, looking up and leaving take constant
 * time each, however many declarations a hostile document piles up.
 *
 * @example
 * const scope = new NamespaceScope();
 * scope.enter();
 * scope.declare('hl7', 'urn:hl7-org:v3');
 * scope.namespaceOf('hl7'); // 'urn:hl7-org:v3'
 * scope.leave();
 */
export class NamespaceScope {
  readonly #bindings = new Map<string, string>([
    ['', ''],
    ['xml', xmlNamespace],
  ]);
  /** What was bound before, per open element; undefined where the element declared nothing. */
  readonly #undo: (Map<string, string | undefined> | undefined)[] = [];

  enter(): void {
    this.#undo.push(undefined);
  }

  leave(): void {
    const undo = this.#undo.pop();
    if (undo === undefined) return;
    for (const [prefix, namespace] of undo) {
      if (namespace === undefined) this.#bindings.delete(prefix);
      else this.#bindings.set(prefix, namespace);
    }
  }

  declare(prefix: string, namespace: string): void {
    const last = this.#undo.length - 1;
    const undo = this.#undo[last] ?? new Map<string, string | undefined>();
    this.#undo[last] = undo;
    // Namespaces in XML 1.0, 2.2 and 3: a prefix is declared once per element, `xml` and `xmlns`
    // never to anything else.
    if (undo.has(prefix) || prefix === 'xmlns') throw new Problem('xml.malformed');
    if (prefix === 'xml' && namespace !== xmlNamespace) throw new Problem('xml.malformed');
    undo.set(prefix, this.#bindings.get(prefix));
    this.#bindings.set(prefix, namespace);
  }

  /** @throws Problem `xml.malformed` where the prefix is not declared */
  namespaceOf(prefix: string): string {
    const namespace = this.#bindings.get(prefix);
    if (namespace === undefined) throw new Problem('xml.malformed');
    return namespace;
  }

  /** The same without complaint: undefined where the prefix is not declared. */
  find(prefix: string): string | undefined {
    return this.#bindings.get(prefix);
  }

  /** Every prefix in scope, `xml` and the empty one included. */
  prefixes(): string[] {
    return [...this.#bindings.keys()];
  }
}

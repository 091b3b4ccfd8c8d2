import { Problem } from '@kartoteka/kernel';

export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

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
  /** A prefix that went out of scope stays with undefined: deleting is what a Map does slowly. */
  readonly #bindings = new Map<string, string | undefined>([
    ['', ''],
    ['xml', xmlNamespace],
  ]);
  /** What each declaration hid, innermost last, and how many there were when an element began. */
  readonly #prefixes: string[] = [];
  readonly #hidden: (string | undefined)[] = [];
  readonly #marks: number[] = [];

  enter(): void {
    this.#marks.push(this.#prefixes.length);
  }

  leave(): void {
    const mark = this.#marks.pop() ?? 0;
    while (this.#prefixes.length > mark) {
      this.#bindings.set(this.#prefixes.pop() ?? '', this.#hidden.pop());
    }
  }

  /** @throws Problem `xml.malformed` for the prefixes that are not free (Namespaces in XML 1.0, 3) */
  declare(prefix: string, namespace: string): void {
    if (prefix === 'xmlns') throw new Problem('xml.malformed');
    if (prefix === 'xml' && namespace !== xmlNamespace) throw new Problem('xml.malformed');
    this.#prefixes.push(prefix);
    this.#hidden.push(this.#bindings.get(prefix));
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
    return [...this.#bindings.keys()].filter((prefix) => this.find(prefix) !== undefined);
  }
}

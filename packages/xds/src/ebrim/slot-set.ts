import type { Slot } from '../model/slot.ts';
import type { Findings } from '../rules/findings.ts';
import { shownSlotName } from './read-slot.ts';

/**
 * The slots of one object while it is turned into the model: known names are taken out, the rest
 * stays in its order. Names are unique within an object (ITI TF-3: 4.2.3.1).
 */
export class SlotSet {
  readonly #slots = new Map<string, Slot>();
  readonly #repeated: Slot[] = [];
  readonly #place: string;
  readonly #findings: Findings;

  constructor(slots: readonly Slot[], place: string, findings: Findings) {
    this.#place = place;
    this.#findings = findings;
    for (const slot of slots) {
      if (!this.#slots.has(slot.name)) this.#slots.set(slot.name, slot);
      else {
        this.#repeated.push(slot);
        findings.metadata(this.#at(slot.name), 'The Slot is given twice on one object.');
      }
    }
  }

  /** The value of a slot that has one. A slot without values counts as absent. */
  one(name: string): string | undefined {
    const values = this.many(name);
    if (values.length > 1) {
      this.#findings.metadata(
        this.#at(name),
        `The Slot has ${values.length} values; it takes exactly one.`,
      );
    }
    return values[0];
  }

  many(name: string): readonly string[] {
    const slot = this.#slots.get(name);
    if (slot === undefined) return [];
    this.#slots.delete(name);
    if (slot.values.includes('')) {
      this.#findings.metadata(this.#at(name), 'A value of the Slot is empty.');
    }
    return slot.values;
  }

  /** Whether the slot stands there, with or without values; does not take it. */
  has(name: string): boolean {
    return this.#slots.has(name);
  }

  rest(): readonly Slot[] {
    return [...this.#slots.values(), ...this.#repeated];
  }

  #at(name: string): string {
    return `${this.#place}.${shownSlotName(name)}`;
  }
}

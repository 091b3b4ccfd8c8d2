import { type PatientIdCx, parsePatientIdCx } from '@kartoteka/kernel';
import type { CodeValue } from '../model/code.ts';
import { dtmStart, parseDtm } from '../model/dtm.ts';
import type { Slot } from '../model/slot.ts';
import type { Findings } from '../rules/findings.ts';
import { type AssociationType, readAssociationType } from '../vocabulary/association-types.ts';
import type { XdsErrorCode } from '../vocabulary/error-codes.ts';
import { type DocumentEntryType, documentEntryTypes } from '../vocabulary/schemes.ts';
import { type AvailabilityStatus, readStatus } from '../vocabulary/status.ts';
import type { AllOfAny, TimeRange } from './query-conditions.ts';
import { readCodeText, readDigits, readQuotedList, readQuotedText } from './query-values.ts';

/** Values that one parameter may have. */
export const queryValuesMax = 1_000;

/**
 * The slots of a stored query, read by name and kind. What is wrong goes to the findings and an
 * empty value comes back, so that one pass tells a sender everything. Slots that a query does not
 * ask for are ignored, as ebRS 3.0, 6.3.2.1 demands.
 */
export class QueryParameters {
  readonly #slots = new Map<string, Slot[]>();
  readonly #findings: Findings;

  constructor(slots: readonly Slot[], findings: Findings) {
    this.#findings = findings;
    for (const slot of slots) {
      const same = this.#slots.get(slot.name);
      if (same) same.push(slot);
      else this.#slots.set(slot.name, [slot]);
    }
  }

  has(name: string): boolean {
    return (this.#slots.get(name) ?? []).some(({ values }) => values.length > 0);
  }

  report(code: XdsErrorCode, name: string, context: string): void {
    this.#findings.add(code, name, context);
  }

  requireOne(name: string): void {
    if (!this.has(name)) {
      this.report('XDSStoredQueryMissingParam', name, `The query needs the parameter ${name}.`);
    }
  }

  /** A single text in quotes. */
  text(name: string): string | undefined {
    const value = this.#single(name);
    if (value === undefined) return undefined;
    const text = readQuotedText(value);
    if (text === undefined) this.#badForm(name, "is one text in single quotes, 'text'");
    return text;
  }

  patientId(name: string): PatientIdCx | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : this.#patientId(name, text);
  }

  patientIds(name: string): PatientIdCx[] {
    return this.texts(name).flatMap((text) => this.#patientId(name, text) ?? []);
  }

  /** One text, in quotes or, as many senders write it, as a list of one; or none. */
  oneText(name: string): string[] {
    const value = this.#single(name);
    if (value === undefined) return [];
    const text = readQuotedText(value);
    if (text !== undefined) return [text];
    const list = this.texts(name);
    if (list.length > 1) this.#oneOnly(name);
    return list;
  }

  /** A list of texts. Several values of the slot are one longer list. */
  texts(name: string): string[] {
    return this.#onlyGroup(name, this.textGroups(name));
  }

  /** Repeated slots, each a list. */
  textGroups(name: string): string[][] {
    const groups: string[][] = [];
    for (const { values } of this.#slots.get(name) ?? []) {
      const lists = values.map(readQuotedList);
      if (lists.includes(undefined)) {
        this.#badForm(name, "is a list of texts in single quotes, ('a','b')");
      }
      const group = lists.flatMap((list) => list ?? []);
      if (group.length > queryValuesMax) {
        this.report(
          'XDSRegistryOutOfResources',
          name,
          `At most ${queryValuesMax} values are taken.`,
        );
      }
      if (group.length > 0) groups.push(group);
    }
    return groups;
  }

  codes(name: string): CodeValue[] {
    return this.#onlyGroup(
      name,
      this.codeGroups(name).map((group) => [...group]),
    );
  }

  codeGroups(name: string): AllOfAny<CodeValue> {
    return this.textGroups(name).map((group) => group.flatMap((text) => this.#code(name, text)));
  }

  statuses(name: string): AvailabilityStatus[] {
    return this.texts(name).flatMap((urn) => {
      const status = readStatus(urn);
      if (status) return status;
      this.#badForm(name, 'is a list of urn:oasis:names:tc:ebxml-regrep:StatusType:… values');
      return [];
    });
  }

  /** Without the parameter only stable documents are meant (ITI TF-2: 3.18.4.1.2.3.6.2). */
  types(name: string): DocumentEntryType[] {
    if (!this.has(name)) return ['stable'];
    return this.texts(name).flatMap((urn) => {
      if (urn === documentEntryTypes.stable) return 'stable';
      if (urn === documentEntryTypes['on-demand']) return 'on-demand';
      this.#badForm(name, 'is a list of DocumentEntry objectType ids');
      return [];
    });
  }

  associationTypes(name: string): AssociationType[] {
    return this.texts(name).flatMap((urn) => {
      const type = readAssociationType(urn);
      if (type) return type;
      this.#badForm(name, 'is a list of association type URNs');
      return [];
    });
  }

  /** `<front>From` and `<front>To`: from inclusive, to exclusive. */
  timeRange(front: string): TimeRange {
    const from = this.#time(`${front}From`);
    const to = this.#time(`${front}To`);
    return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  }

  number(name: string): number | undefined {
    const value = this.#single(name);
    if (value === undefined) return undefined;
    const digits = readDigits(value);
    if (digits === undefined || digits.length > 9) {
      this.#badForm(name, 'is a number');
      return undefined;
    }
    return Number(digits);
  }

  #time(name: string): string | undefined {
    const value = this.#single(name);
    if (value === undefined) return undefined;
    const time = parseDtm(readDigits(value) ?? '');
    if (time) return dtmStart(time);
    this.#badForm(name, 'is a time YYYY[MM[DD[hh[mm[ss]]]]]');
    return undefined;
  }

  #code(name: string, text: string): CodeValue[] {
    const code = readCodeText(text);
    if (code) return [code];
    this.#badForm(name, "is a list of codes with their schemes, ('code^^scheme')");
    return [];
  }

  #patientId(name: string, text: string): PatientIdCx | undefined {
    const id = parsePatientIdCx(text);
    if (id === undefined) this.#badForm(name, 'is a patient identifier id^^^&OID&ISO');
    return id;
  }

  #single(name: string): string | undefined {
    const values = (this.#slots.get(name) ?? []).flatMap((slot) => slot.values);
    if (values.length > 1) this.#oneOnly(name);
    return values[0];
  }

  #oneOnly(name: string): void {
    this.report('XDSStoredQueryParamNumber', name, `${name} takes one value only.`);
  }

  #onlyGroup<T>(name: string, groups: readonly T[][]): T[] {
    if ((this.#slots.get(name)?.length ?? 0) > 1) {
      this.report('XDSStoredQueryParamNumber', name, `${name} may be given once only.`);
    }
    return groups[0] ?? [];
  }

  #badForm(name: string, form: string): void {
    this.report('XDSRegistryError', name, `The value of ${name} ${form}; this one is not.`);
  }
}

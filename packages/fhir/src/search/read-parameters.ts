import type { Fault } from '../outcome/fault.ts';
import { splitValues } from './read-values.ts';
import type { AskedSearch, Sort } from './search.ts';

/** What one call may ask. */
export interface SearchLimits {
  readonly parametersMax: number;
  /** Of one parameter, separated by commas. */
  readonly valuesMax: number;
  readonly valueLengthMax: number;
  readonly pageSizeDefault: number;
  readonly pageSizeMax: number;
}

export const searchLimitsDefault: SearchLimits = {
  parametersMax: 100,
  valuesMax: 100,
  valueLengthMax: 1_000,
  pageSizeDefault: 50,
  pageSizeMax: 200,
};

/** Names and values as they came, from the address and the body of `_search`. */
export type Pairs = readonly (readonly [name: string, value: string])[];

export type SearchReading<Search> =
  | { readonly ok: true; readonly asked: AskedSearch<Search> }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** A parameter with its modifier, and one group of values. */
export interface Parameter {
  readonly name: string;
  readonly modifier: string | undefined;
  readonly values: readonly string[];
}

/**
 * The parameters of a search, taken one after the other. A search takes what it knows; what nobody
 * took is ignored, or refused under `Prefer: handling=strict` (FHIR R4: 3.1.1.5).
 */
export class Parameters {
  readonly faults: Fault[] = [];
  readonly #used: (readonly [string, string])[] = [];
  readonly #ignored: string[] = [];
  readonly #limits: SearchLimits;
  readonly #kept: Parameter[] = [];
  count: number;
  sort: Sort;

  constructor(pairs: Pairs, known: ReadonlySet<string>, limits: SearchLimits, sort: Sort) {
    this.#limits = limits;
    this.count = limits.pageSizeDefault;
    this.sort = sort;
    if (pairs.length > limits.parametersMax) this.#tooLarge('parametersMax');
    for (const [written, value] of pairs.slice(0, limits.parametersMax)) {
      this.#take(written, value, known);
    }
  }

  /** Every value of the parameters of that name, read; each occurrence is a group. */
  groups<T>(
    names: readonly string[],
    read: (value: string, modifier: string | undefined) => T | undefined,
  ): T[][] {
    return this.#kept
      .filter(({ name }) => names.includes(name))
      .map(({ name, modifier, values }) =>
        values.flatMap((value) => {
          const found = read(value, modifier);
          if (found !== undefined) return [found];
          this.refuse('fhir.parameter-value', name);
          return [];
        }),
      );
  }

  has(...names: readonly string[]): boolean {
    return this.#kept.some(({ name }) => names.includes(name));
  }

  refuse(code: Fault['code'], parameter: string): void {
    this.faults.push({ code, params: { parameter } });
  }

  /** @param strict refuses what nobody took */
  finish<Search>(search: Search, strict: boolean): SearchReading<Search> {
    if (strict) for (const name of this.#ignored) this.refuse('fhir.unknown-parameter', name);
    if (this.faults.length > 0) return { ok: false, faults: this.faults };
    const { count, sort } = this;
    return {
      ok: true,
      asked: { search, sort, count, used: this.#used, ignored: [...new Set(this.#ignored)] },
    };
  }

  #take(written: string, value: string, known: ReadonlySet<string>): void {
    const [name = '', modifier] = written.split(':');
    if (value === '' || silent.has(name)) return;
    if (value.length > this.#limits.valueLengthMax) this.#tooLarge('valueLengthMax');
    else if (written === '_count') this.#readCount(value);
    else if (written === '_sort') this.#readSort(value);
    else if (written === '_summary' && value === 'count') this.#countOnly(value);
    else if (known.has(written)) this.#keep({ name: written, modifier }, value);
    // FHIR R4: 3.1.1.4.4: a modifier that is not understood changes the meaning, so it is refused.
    else if (known.has(name)) this.refuse('fhir.unknown-parameter', shown(written));
    else this.#ignored.push(shown(written));
  }

  #keep(named: Pick<Parameter, 'name' | 'modifier'>, value: string): void {
    const values = splitValues(value).filter((one) => one !== '');
    if (values.length > this.#limits.valuesMax) {
      this.#tooLarge('valuesMax');
      return;
    }
    this.#kept.push({ ...named, values });
    this.#used.push([named.name, value]);
  }

  #countOnly(value: string): void {
    this.count = 0;
    this.#used.push(['_summary', value]);
  }

  #readCount(value: string): void {
    if (!/^\d{1,9}$/.test(value)) {
      this.refuse('fhir.parameter-value', '_count');
      return;
    }
    this.count = Math.min(Number(value), this.#limits.pageSizeMax);
    this.#used.push(['_count', String(this.count)]);
  }

  #readSort(value: string): void {
    const match = /^(-?)(date|_lastUpdated|creation)$/.exec(value);
    if (!match) {
      this.refuse('fhir.parameter-value', '_sort');
      return;
    }
    const by = match[2] === '_lastUpdated' ? 'lastUpdated' : (match[2] as 'date' | 'creation');
    this.sort = { by, descending: match[1] === '-' };
    this.#used.push(['_sort', value]);
  }

  #tooLarge(limit: keyof SearchLimits): void {
    this.faults.push({ code: 'fhir.too-large', params: { limit, max: this.#limits[limit] } });
  }
}

/** A name may be anything; only one that looks like a parameter is repeated. */
function shown(name: string): string {
  return /^[\w.:-]{1,64}$/.test(name) ? name : '?';
}

/** About the form of the answer, not about what is looked for. */
const silent: ReadonlySet<string> = new Set(['_format', '_pretty']);

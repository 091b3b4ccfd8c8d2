import { Problem } from '@kartoteka/kernel';
import type { SoapLimits } from '../limits.ts';

/** So many base64 characters, then this white space, so many times. */
interface Run {
  readonly characters: number;
  readonly gap: string;
  times: number;
}

/**
 * Remembers where white space stood in a base64 text, so that the text which a signature covers
 * can be made again from the decoded bytes. Regular lines cost one entry, whatever their number.
 */
export class Base64Layout {
  readonly #runs: Run[] = [];
  readonly #limits: SoapLimits;
  #characters = 0;
  #gap = '';

  constructor(limits: SoapLimits) {
    this.#limits = limits;
  }

  /** Base64 characters were read. */
  addCharacters(count: number): void {
    if (count === 0) return;
    if (this.#gap !== '') this.#close();
    this.#characters += count;
  }

  /** White space was read, as it stands on the wire; character references in canonical spelling. */
  addGap(text: string): void {
    this.#gap += text;
    if (this.#gap.length > gapCharactersMax) throw new Problem('soap.base64-layout');
  }

  /** Puts the white space back: called with base64 text in pieces, then once with undefined. */
  restorer(): (base64: string | undefined) => string {
    if (this.#gap !== '') this.#close();
    const runs = this.#runs[Symbol.iterator]();
    let run = runs.next().value;
    let times = run?.times ?? 0;
    let left = run?.characters ?? 0;
    return (base64) => {
      const out: string[] = [];
      let at = 0;
      const text = base64 ?? '';
      while (run !== undefined && (text.length - at > left || base64 === undefined || left === 0)) {
        out.push(text.slice(at, at + left), run.gap);
        at += left;
        times -= 1;
        if (times === 0) run = runs.next().value;
        if (times === 0) times = run?.times ?? 0;
        left = run?.characters ?? 0;
      }
      if (run !== undefined) left -= text.length - at;
      out.push(text.slice(at));
      return out.join('');
    };
  }

  #close(): void {
    // XML 1.0 section 2.11: the parser hands on every line break as one LF.
    const gap = this.#gap.replace(/\r\n?/g, '\n');
    const last = this.#runs.at(-1);
    if (last?.characters === this.#characters && last.gap === gap) last.times += 1;
    else this.#runs.push({ characters: this.#characters, gap, times: 1 });
    if (this.#runs.length > this.#limits.base64GapsMax) throw new Problem('soap.base64-layout');
    this.#characters = 0;
    this.#gap = '';
  }
}

/** Indentation is short; a page of blanks is not worth remembering. */
const gapCharactersMax = 4096;

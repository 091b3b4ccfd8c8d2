import { catalog, type ProblemCode } from './catalog.ts';
import type { Language, Texts } from './language.ts';

/** One entry of the catalog: what a failure is called on each wire and what people read. */
export interface ProblemDefinition {
  /** HTTP status when the problem leaves over REST. */
  readonly status: number;
  /** XDS error code when it leaves in a RegistryErrorList (ITI TF-3: 4.2.4). */
  readonly xds?: string;
  /** FHIR issue type (http://hl7.org/fhir/issue-type) when it leaves in an OperationOutcome. */
  readonly fhir?: string;
  /** One sentence: what happened. `{name}` is filled from the parameters. */
  readonly text: Texts;
  /** One sentence: what the reader does next. */
  readonly next: Texts;
}

export interface ProblemOptions {
  /** Values for `{name}` in the texts. Never patient data, never secrets. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** Where in the input: a path such as `/ClinicalDocument/id` or a form field such as `account`. */
  readonly place?: string;
  /** The caught error; logged with the correlation id, never sent out. */
  readonly cause?: unknown;
  /** The original message of a peer, shown quoted below our own words. */
  readonly quoted?: string;
}

/**
 * The one error that people and peers can see. Everything else that is thrown is a defect.
 *
 * @example throw new Problem('xml.doctype', { place: '/' });
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly place: string | undefined;
  readonly quoted: string | undefined;

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(code, { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.params = options.params ?? {};
    this.place = options.place;
    this.quoted = options.quoted;
  }

  get definition(): ProblemDefinition {
    return catalog[this.code];
  }

  /** What happened, in words of the given language. */
  text(language: Language): string {
    return fillText(this.definition.text[language], this.params);
  }

  /** What to do next, in words of the given language. */
  next(language: Language): string {
    return fillText(this.definition.next[language], this.params);
  }
}

/** Replaces each `{name}` by its parameter; an unknown name stays visible instead of vanishing. */
export function fillText(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

import { createRequire } from 'node:module';

interface Message {
  readonly location?: string;
  readonly message?: string;
  readonly severity?: string;
}
interface FhirJudge {
  validate(resource: object, options?: object): { valid: boolean; messages: Message[] };
  objToXml(resource: object): string;
  xmlToObj(xml: string): object;
}

const { Fhir } = createRequire(import.meta.url)('fhir') as { Fhir: new () => FhirJudge };

/** The kept library `fhir`: structure definitions and conversion that we did not write. */
export const judge = new Fhir();

/** What it finds wrong with a resource: errors only, with their places. */
export function validate(resource: object): string[] {
  const { messages } = judge.validate(resource, { errorOnUnexpected: true });
  return messages
    .filter(({ severity }) => severity === 'error' || severity === 'fatal')
    .map(({ location, message }) => `${location}: ${message}`);
}

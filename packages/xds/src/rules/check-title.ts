import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** ITI TF-3: 4.2.3.2.24 */
export const titleLengthMax = 128;

const utf8: ReadonlySet<string> = new Set(['UTF-8', 'UTF8']);

/** A document's title is short and in UTF-8. */
export function checkTitle(subject: Subject, findings: Findings): void {
  for (const { id, title } of subject.documents) {
    for (const { value, charset } of title) {
      const at = `${place('DocumentEntry', id)}.title`;
      if ([...value].length > titleLengthMax) {
        findings.metadata(at, `The title is longer than ${titleLengthMax} characters.`);
      }
      if (charset !== undefined && !utf8.has(charset.toUpperCase())) {
        findings.metadata(at, 'The charset of the title is not UTF-8.');
      }
    }
  }
}

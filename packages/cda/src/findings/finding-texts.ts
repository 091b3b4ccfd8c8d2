import { fillText, type Language } from '@kartoteka/kernel';
import type { Finding, FindingDefinition } from './finding.ts';
import { headerFindings } from './header-texts.ts';
import { numberFindings } from './number-texts.ts';
import { peopleFindings } from './people-texts.ts';

const parts = { ...headerFindings, ...peopleFindings, ...numberFindings };

export type FindingCode = keyof typeof parts;

/** Every finding that a document can have, with its severity and words. */
export const findingDefinitions: Readonly<Record<FindingCode, FindingDefinition>> = parts;

/**
 * A finding in words.
 *
 * @example findingText(finding, 'pl') // 'Cyfra kontrolna numeru PESEL się nie zgadza.'
 */
export function findingText(finding: Finding, language: Language): string {
  return fillText(findingDefinitions[finding.code].text[language], finding.params ?? {});
}

import { element, type XmlMarkup } from '@kartoteka/xml';
import { oid, polishRoot } from '../oids.ts';
import type { SampleSection } from './sample-model.ts';

/** A paragraph of the narrative, with a caption before the text where there is one. */
export function paragraph(text: string, caption?: string): XmlMarkup {
  return element(
    'paragraph',
    {},
    caption === undefined ? undefined : element('caption', {}, caption),
    caption === undefined ? text : ` ${text}`,
  );
}

/** A list of plain items. */
export function list(items: readonly string[], caption?: string): XmlMarkup {
  return element(
    'list',
    {},
    caption === undefined ? undefined : element('caption', {}, caption),
    ...items.map((item) => element('item', {}, item)),
  );
}

/** A table; each row may carry a mark that entries refer to. */
export function table(
  head: readonly string[],
  rows: readonly { readonly mark?: string; readonly cells: readonly string[] }[],
): XmlMarkup {
  const headRow = element('tr', {}, ...head.map((text) => element('th', {}, text)));
  const bodyRows = rows.map(({ mark, cells }) =>
    element('tr', { ID: mark }, ...cells.map((text) => element('td', {}, text))),
  );
  return element(
    'table',
    {},
    head.length === 0 ? undefined : element('thead', {}, headRow),
    element('tbody', {}, ...bodyRows),
  );
}

/** `code` with words. */
export function coded(
  name: string,
  [code, display]: readonly [string, string],
  system: string,
): XmlMarkup {
  return element(name, { code, codeSystem: system, displayName: display });
}

/** `text` of an entry: a reference to the narrative. */
export function referring(mark: string): XmlMarkup {
  return element('text', {}, element('reference', { value: `#${mark}` }));
}

export function templateId(below: string): XmlMarkup {
  return element('templateId', { root: `${polishRoot}.13.10.${below}` });
}

/** A plain section of one or more blocks. */
export function section(
  template: number,
  code: readonly [string, string],
  title: string,
  ...text: readonly XmlMarkup[]
): SampleSection {
  return { template, code, title, text };
}

/** The section of diagnoses: ICD-10 codes in words, the first one is the principal. */
export function diagnoses(found: readonly (readonly [string, string])[]): SampleSection {
  const rows = found.map(([code, words], index) => ({
    mark: `DIAG_${index + 1}`,
    cells: [words, code],
  }));
  const entries = found.map((diagnosis, index) => {
    const role = index === 0 ? (['8319008', 'Principal diagnosis'] as const) : secondary;
    const observation = element(
      'observation',
      { classCode: 'OBS', moodCode: 'EVN' },
      coded('code', diagnosis, oid.icd10),
      referring(`DIAG_${index + 1}`),
    );
    return element(
      'entry',
      {},
      templateId(`4.${index === 0 ? 1 : 2}`),
      element(
        'organizer',
        { classCode: 'BATTERY', moodCode: 'EVN' },
        coded('code', role, '2.16.840.1.113883.6.96'),
        element('statusCode', { code: 'completed' }),
        element('component', {}, observation),
      ),
    );
  });
  const code = ['29548-5', 'Diagnosis'] as const;
  return { template: 1, code, title: 'Rozpoznania', text: [table([], rows)], entries };
}

const secondary = ['85097005', 'Secondary diagnosis'] as const;

export const history = ['10164-2', 'History of present illness'] as const;
export const findings = ['29545-1', 'Physical findings'] as const;
export const recommendations = ['57828-6', 'Prescriptions/Prescription list'] as const;

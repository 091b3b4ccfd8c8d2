import { element, type XmlMarkup } from '@kartoteka/xml';
import { oid } from '../oids.ts';
import { coded, referring, table, templateId } from './narrative.ts';
import type { SampleContent } from './sample-model.ts';

interface Measured {
  /** ICD-9-PL code and words. */
  readonly test: readonly [string, string];
  readonly value: number;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
}

const panels: readonly { readonly title: string; readonly tests: readonly Measured[] }[] = [
  {
    title: 'Morfologia krwi obwodowej',
    tests: [
      { test: ['C55', 'Hemoglobina'], value: 13.4, unit: 'g/dl', low: 12, high: 16 },
      { test: ['C53', 'Leukocyty'], value: 6.8, unit: '10*3/ul', low: 4, high: 10 },
      { test: ['C56', 'Płytki krwi'], value: 254, unit: '10*3/ul', low: 140, high: 400 },
      { test: ['C57', 'Hematokryt'], value: 40.1, unit: '%', low: 37, high: 47 },
    ],
  },
  {
    title: 'Lipidogram',
    tests: [
      { test: ['I99', 'Cholesterol całkowity'], value: 221, unit: 'mg/dl', low: 0, high: 190 },
      { test: ['K01', 'Cholesterol HDL'], value: 52, unit: 'mg/dl', low: 40, high: 100 },
      { test: ['K03', 'Cholesterol LDL'], value: 138, unit: 'mg/dl', low: 0, high: 115 },
      { test: ['O49', 'Triglicerydy'], value: 155, unit: 'mg/dl', low: 0, high: 150 },
    ],
  },
  {
    title: 'Elektrolity i kreatynina',
    tests: [
      { test: ['O35', 'Sód'], value: 141, unit: 'mmol/l', low: 135, high: 145 },
      { test: ['N45', 'Potas'], value: 4.4, unit: 'mmol/l', low: 3.5, high: 5.1 },
      { test: ['M37', 'Kreatynina'], value: 0.84, unit: 'mg/dl', low: 0.5, high: 0.9 },
    ],
  },
];

/** Laboratory reports (template 17): a table for people, observations for programs. */
export function laboratoryReports(taken: string): readonly SampleContent[] {
  return panels.map(({ title, tests }) => ({
    title: 'Sprawozdanie z badania laboratoryjnego',
    sections: [
      {
        template: 33,
        code: ['30954-2', 'Relevant diagnostic tests/laboratory data'],
        title,
        text: [resultTable(tests)],
        entries: tests.map((measured, index) => observation(measured, `OBS_${index + 1}`, taken)),
      },
    ],
  }));
}

function resultTable(tests: readonly Measured[]): XmlMarkup {
  const rows = tests.map(({ test, value, unit, low, high }, index) => ({
    mark: `OBS_${index + 1}`,
    cells: [
      test[1],
      decimal(value),
      unit,
      `${decimal(low)} – ${decimal(high)}`,
      value > high ? 'H' : value < low ? 'L' : '',
    ],
  }));
  return table(['Badanie', 'Wynik', 'Jednostka', 'Zakres referencyjny', 'Flaga'], rows);
}

function decimal(value: number): string {
  return String(value).replace('.', ',');
}

function observation(measured: Measured, mark: string, taken: string): XmlMarkup {
  const { test, value, unit, low, high } = measured;
  const range = element(
    'value',
    { 'xsi:type': 'IVL_PQ' },
    element('low', { value: String(low), unit }),
    element('high', { value: String(high), unit }),
  );
  return element(
    'entry',
    { typeCode: 'COMP' },
    element(
      'observation',
      { classCode: 'OBS', moodCode: 'EVN' },
      templateId('4.20'),
      coded('code', test, oid.procedures),
      referring(mark),
      element('effectiveTime', { value: taken }),
      element('value', { 'xsi:type': 'PQ', value: String(value), unit }),
      element(
        'referenceRange',
        { typeCode: 'REFV' },
        element('observationRange', { classCode: 'OBS', moodCode: 'EVN.CRT' }, range),
      ),
    ),
  );
}

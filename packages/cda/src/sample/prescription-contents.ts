import { element, type XmlMarkup } from '@kartoteka/xml';
import { polishRoot } from '../oids.ts';
import { referring, templateId } from './narrative.ts';
import type { SampleContent } from './sample-model.ts';

interface Medicine {
  readonly name: string;
  readonly pack: string;
  readonly dose: string;
  /** Invented numbers of the medicine and of its pack. */
  readonly codes: readonly [string, string];
}

const medicines: readonly Medicine[] = [
  {
    name: 'Ramipryl 5 mg tabletki',
    pack: '1 op. po 28 tabl.',
    dose: 'D.S. 1 x 1 tabl. rano',
    codes: ['900001', '5909990000012'],
  },
  {
    name: 'Metformina 500 mg tabletki',
    pack: '2 op. po 60 tabl.',
    dose: 'D.S. 2 x 1 tabl. po posiłku',
    codes: ['900002', '5909990000029'],
  },
  {
    name: 'Amoksycylina 1000 mg tabletki',
    pack: '1 op. po 14 tabl.',
    dose: 'D.S. co 12 godzin przez 7 dni',
    codes: ['900003', '5909990000036'],
  },
];

const prescriptions = ['57828-6', 'Prescriptions'] as const;
const ihe = '1.3.6.1.4.1.19376.1';

/** Prescriptions (template 3), one medicine each. */
export function prescriptionContents(
  localRoot: string,
  number: string,
  issued: string,
): readonly SampleContent[] {
  return medicines.map((medicine) => ({
    title: 'Recepta',
    sections: [
      {
        template: 4,
        code: prescriptions,
        title: 'Rp.',
        text: [
          element(
            'paragraph',
            { ID: 'SBADM_1' },
            medicine.name,
            element('br', {}),
            medicine.pack,
            element('br', {}),
            'Odpłatność: 100%',
            element('br', {}),
            medicine.dose,
          ),
        ],
        entries: [administration(medicine, { localRoot, number, date: issued.slice(0, 8) })],
      },
    ],
  }));
}

interface Issue {
  readonly localRoot: string;
  readonly number: string;
  readonly date: string;
}

function administration(medicine: Medicine, { localRoot, number, date }: Issue): XmlMarkup {
  const templates = [`${ihe}.9.1.3.2`, `${ihe}.9.1.3.6`, `${ihe}.5.3.1.4.7.1`];
  return element(
    'entry',
    {},
    element(
      'substanceAdministration',
      { classCode: 'SBADM', moodCode: 'INT' },
      ...templates.map((root) => element('templateId', { root })),
      templateId('4.3'),
      element('id', { extension: `${number}-1`, root: `${localRoot}.2.3` }),
      referring('SBADM_1'),
      element('statusCode', { code: 'completed' }),
      element(
        'effectiveTime',
        { 'xsi:type': 'IVL_TS' },
        element('low', { value: date }),
        element('high', { nullFlavor: 'NA' }),
      ),
      element('repeatNumber', { value: '1' }),
      element('consumable', {}, product(medicine)),
    ),
  );
}

function product({ name, codes: [medicine, pack] }: Medicine): XmlMarkup {
  const packed = element(
    'pharm:containerPackagedMedicine',
    { classCode: 'CONT', determinerCode: 'INSTANCE' },
    element('pharm:code', { code: pack, codeSystem: '1.3.160', codeSystemName: 'GS1' }),
    element('pharm:name', {}, name),
  );
  return element(
    'manufacturedProduct',
    {},
    element('templateId', { root: `${ihe}.5.3.1.4.7.2` }),
    element(
      'manufacturedMaterial',
      {},
      element('templateId', { root: `${ihe}.9.1.3.1` }),
      templateId('4.54'),
      element('code', { code: medicine, codeSystem: `${polishRoot}.6.1`, displayName: name }),
      element('name', {}, name),
      element('pharm:asContent', { classCode: 'CONT' }, packed),
    ),
  );
}

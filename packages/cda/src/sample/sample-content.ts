import { element } from '@kartoteka/xml';
import { oid } from '../oids.ts';
import { consultations, lettersBack } from './consultation-contents.ts';
import {
  cancellingNote,
  dischargeCards,
  type ReferralText,
  referralTexts,
  studies,
} from './hospital-contents.ts';
import { laboratoryReports } from './laboratory-contents.ts';
import { coded, diagnoses, recommendations, referring, templateId } from './narrative.ts';
import { prescriptionContents } from './prescription-contents.ts';
import type { SampleCdaOptions, SampleContent } from './sample-model.ts';

/** The prepared content of a document. */
export function sampleContent(options: SampleCdaOptions): SampleContent {
  const contents = contentsOf(options);
  const content = contents[(options.variant ?? 0) % contents.length];
  if (!content) throw new RangeError(`no sample content for ${options.kind}`);
  return content;
}

function contentsOf({
  kind,
  localRoot,
  number,
  issued,
}: SampleCdaOptions): readonly SampleContent[] {
  switch (kind) {
    case 'REC':
      return prescriptionContents(localRoot, number, issued);
    case 'SKS':
    case 'SKZ':
    case 'SDP':
      return referralTexts[kind].map(referral);
    case 'KON':
      return consultations;
    case 'ILK':
      return lettersBack;
    case 'KIF':
      return dischargeCards;
    case 'WBD':
      return studies;
    case 'WBL':
      return laboratoryReports(issued);
    case 'DAN':
      return [{ title: 'Dokument anulujący', sections: [cancellingNote] }];
  }
}

function referral({ title, cell, wish, diagnosis }: ReferralText): SampleContent {
  const encounter = element(
    'encounter',
    { classCode: 'ENC', moodCode: 'RQO' },
    coded('code', cell, oid.cellSpecialty),
    referring('ENC_1'),
  );
  return {
    title,
    sections: [
      diagnoses([diagnosis]),
      {
        template: 6,
        code: recommendations,
        title: cell[1],
        text: [element('paragraph', { ID: 'ENC_1' }, wish)],
        entries: [element('entry', {}, templateId('4.6'), encounter)],
      },
    ],
  };
}

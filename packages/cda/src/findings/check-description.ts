import { oid } from '../oids.ts';
import { attribute, first } from '../read/cursor.ts';
import { type Check, when } from './check-context.ts';

/** Any CDA: what lists and searches live on. */
export const checkTitleAndTime: Check = ({ document, header }) => {
  const time = first(document, 'effectiveTime');
  const full = header.effectiveTime !== undefined && header.effectiveTime.local.length >= 10;
  return [
    ...when(header.title === undefined, 'title-missing', first(document, 'title')?.place),
    ...when(!full, 'effective-time', time?.place ?? document.place),
  ];
};

/** PIK 1.3.1: LOINC code in words and, for what P1 knows, the document class of the template. */
export const checkCode: Check = ({ document, header, recognised }) => {
  const code = first(document, 'code');
  const place = code?.place ?? document.place;
  const isLoinc = header.type?.system === oid.loinc;
  const found = header.documentClass?.code;
  const expected = recognised.kind.classes;
  const fits = found === undefined || expected.length === 0 || expected.includes(found);
  return [
    ...when(!isLoinc, 'code-missing', place),
    ...when(isLoinc && header.type?.display === undefined, 'code-display-missing', place),
    ...when(found === undefined, 'class-missing', place),
    ...when(!fits, 'class-mismatch', first(code, 'translation')?.place ?? place, {
      class: found?.slice(0, 20) ?? '',
      expected: expected.join(', '),
    }),
  ];
};

const languages = ['pl-PL', 'en-US', 'en-GB'];
const confidentialities = ['N', 'R', 'V'];

/** PIK 1.3.1: confidentialityCode N, R or V; languageCode of three. */
export const checkConfidentialityAndLanguage: Check = ({ document, header }) => {
  const confidentiality = first(document, 'confidentialityCode');
  const language = first(document, 'languageCode');
  const code = attribute(confidentiality, 'code') ?? '';
  const place = confidentiality?.place ?? document.place;
  return [
    ...when(!confidentialities.includes(code), 'confidentiality', place),
    ...when(
      !languages.includes(header.language ?? ''),
      'language',
      language?.place ?? document.place,
    ),
  ];
};

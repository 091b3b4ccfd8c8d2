import {
  isNipCheckDigitRight,
  isNpwzCheckDigitRight,
  isRegonCheckDigitRight,
  isTajCheckDigitRight,
  parseNip,
  parseNpwz,
  parsePesel,
  parseRegon,
  parseTaj,
  peselFinding,
} from '@kartoteka/kernel';
import { attributeOf } from '@kartoteka/xml';
import { extPl, hl7, oid } from '../oids.ts';
import { walkElements } from '../read/walk-elements.ts';
import { type Check, finding, findingsPerCheckMax } from './check-context.ts';
import type { Finding } from './finding.ts';
import type { FindingCode } from './finding-texts.ts';

interface WrongNumber {
  readonly code: FindingCode;
  readonly params?: Finding['params'];
}

/** What is wrong with a number of each pool. Real documents carry wrong ones, so these are warnings. */
const numberRules: Readonly<Record<string, (number: string) => WrongNumber | undefined>> = {
  [oid.pesel]: (number) => {
    const pesel = /^\d{11}$/.test(number) ? parsePesel(number) : undefined;
    if (!pesel) return { code: 'pesel-form' };
    const wrong = peselFinding(pesel);
    return wrong && { code: wrong === 'check-digit' ? 'pesel-check-digit' : 'pesel-birth-date' };
  },
  [oid.nip]: (number) => {
    const nip = parseNip(number);
    return nip && isNipCheckDigitRight(nip) ? undefined : { code: 'nip-check-digit' };
  },
  [oid.regon9]: (number) => regonRule(number, 9),
  [oid.regon14]: (number) => regonRule(number, 14),
  [oid.licenceDoctor]: (number) => {
    const npwz = parseNpwz(number);
    return npwz && isNpwzCheckDigitRight(npwz) ? undefined : { code: 'npwz-check-digit' };
  },
  [oid.taj]: (number) => {
    const taj = parseTaj(number);
    return taj && isTajCheckDigitRight(taj) ? undefined : { code: 'taj-check-digit' };
  },
  // Departmental code: Dz.U. 2019 poz. 173, par. 2; P1 writes part I with twelve digits.
  [oid.provider]: (number) => (/^\d{12}$/.test(number) ? undefined : { code: 'provider-id-form' }),
  [oid.unit]: (number) => (/^\d{12}-\d{2}$/.test(number) ? undefined : { code: 'unit-id-form' }),
  [oid.cell]: (number) =>
    /^\d{12}-(\d{3}|[1-9]\d{3})$/.test(number) ? undefined : { code: 'cell-id-form' },
};

function regonRule(number: string, digits: number): WrongNumber | undefined {
  const regon = parseRegon(number);
  const right = regon?.length === digits && isRegonCheckDigitRight(regon);
  return right ? undefined : { code: 'regon-check-digit', params: { digits } };
}

/** Check digits and forms of every national identifier, wherever in the document it stands. */
export const checkNumbers: Check = ({ document }) => {
  const found: Finding[] = [];
  walkElements(document.element, (element, place) => {
    const isId = element.name === 'id' && found.length < findingsPerCheckMax;
    if (!isId || (element.namespace !== hl7 && !isExtension(element.namespace))) return;
    const number = attributeOf(element, 'extension')?.trim();
    const rule = numberRules[attributeOf(element, 'root') ?? ''];
    const wrong = number ? rule?.(number) : undefined;
    if (wrong) found.push(finding(wrong.code, place(), wrong.params));
  });
  return found;
};

function isExtension(namespace: string): boolean {
  return extPl.some((extension) => extension === namespace);
}

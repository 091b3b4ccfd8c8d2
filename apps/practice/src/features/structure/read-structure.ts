import {
  isNipCheckDigitRight,
  isRegonCheckDigitRight,
  isResortCodePart,
  parseNip,
  parseRegon,
  parseResortCodeI,
  type ResortCodePart,
  type Texts,
} from '@kartoteka/kernel';
import { type FieldError, InputProblem } from '@kartoteka/service';
import type { Structure, Unit } from './contract.ts';
import { structureTexts } from './structure-texts.ts';

/**
 * What an administrator typed, numbers cleaned of what is pasted along and the ministry's code padded.
 * Check digits are refused here: people type from a certificate of registration that they hold.
 *
 * @throws InputProblem naming each field to mend, such as `units.0.resortVIII`
 */
export function readStructure(typed: Structure): Structure {
  const errors: FieldError[] = [];
  const refuse = (field: string, texts: Texts): string => {
    errors.push({ field, texts });
    return '';
  };
  const regon = (text: string, digits: 9 | 14, field: string): string => {
    const parsed = parseRegon(text);
    if (parsed?.length === digits && isRegonCheckDigitRight(parsed)) return parsed;
    return refuse(field, digits === 9 ? structureTexts.regon9 : structureTexts.regon14);
  };
  const nip = (text: string, field: string): string => {
    const parsed = parseNip(text);
    return parsed && isNipCheckDigitRight(parsed) ? parsed : refuse(field, structureTexts.nip);
  };
  const read: Structure = {
    provider: {
      ...typed.provider,
      regon: regon(typed.provider.regon, 9, 'provider.regon'),
      nip: nip(typed.provider.nip, 'provider.nip'),
      resortI:
        parseResortCodeI(typed.provider.resortI) ??
        refuse('provider.resortI', structureTexts.resortI),
    },
    establishment: {
      ...typed.establishment,
      regon: regon(typed.establishment.regon, 14, 'establishment.regon'),
      nip: nip(typed.establishment.nip, 'establishment.nip'),
    },
    units: typed.units,
  };
  typed.units.forEach((one, index) => {
    for (const [field, texts] of wrongInUnit(one)) refuse(`units.${index}.${field}`, texts);
    if (typed.units.findIndex(({ code }) => code === one.code) < index) {
      refuse(`units.${index}.code`, structureTexts.codeTwice);
    }
  });
  if (errors.length > 0) throw new InputProblem(errors);
  return read;
}

const parts: readonly { readonly part: ResortCodePart; readonly field: keyof Unit }[] = [
  { part: 'V', field: 'resortV' },
  { part: 'VII', field: 'resortVII' },
  { part: 'VIII', field: 'resortVIII' },
  { part: 'IX', field: 'resortIX' },
  { part: 'X', field: 'resortX' },
];
/** Documents are sent with these two (protocol page 2.5): a unit without them could send none. */
const demanded: ReadonlySet<keyof Unit> = new Set(['resortVIII', 'resortX']);

function wrongInUnit(unit: Unit): [keyof Unit, Texts][] {
  return parts
    .filter(({ part, field }) =>
      unit[field] === '' ? demanded.has(field) : !isResortCodePart(part, unit[field]),
    )
    .map(({ part, field }) => [field, structureTexts[`resort${part}`]]);
}

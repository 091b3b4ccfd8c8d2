export { type AccountId, parseAccountId } from './account-id.ts';
export {
  isNipCheckDigitRight,
  isRegonCheckDigitRight,
  type Nip,
  parseNip,
  parseRegon,
  type Regon,
} from './business-numbers.ts';
export { cleanTyped } from './clean-typed.ts';
export {
  type DocumentUniqueId,
  documentUniqueId,
  documentUniqueIdLengthMax,
  parseDocumentUniqueId,
} from './document-unique-id.ts';
export {
  isTajCheckDigitRight,
  parseStampNumber,
  parseTaj,
  type StampNumber,
  type Taj,
} from './hungarian.ts';
export { isNpwzCheckDigitRight, type Npwz, parseNpwz } from './npwz.ts';
export { type Oid, oidBelow, oidFromUuid, oidLengthMax, parseOid } from './oid.ts';
export {
  type PatientIdCx,
  type PatientIdParts,
  parsePatientIdCx,
  patientIdCx,
  patientIdParts,
} from './patient-id.ts';
export {
  type Pesel,
  parsePesel,
  parseValidPesel,
  peselBirthDate,
  peselFinding,
  peselSex,
} from './pesel.ts';
export {
  isResortCodePart,
  parseResortCodeI,
  type ResortCodeI,
  type ResortCodePart,
  resortCodeParts,
} from './resort-code.ts';

import { oid, polishRoot } from '../oids.ts';
import { all, type Cursor, first } from '../read/cursor.ts';
import type { Author, InstanceId, LegalAuthenticator } from '../read/header-model.ts';
import { type Check, finding, when } from './check-context.ts';
import { isSame } from './check-identity.ts';
import type { Finding } from './finding.ts';

/** Registers of licences by profession (PIK 1.3.1, professions P.11.3.18 and pools P.1.6). */
const licenceRootOf: Readonly<Record<string, string>> = {
  LEK: oid.licenceDoctor,
  LEKD: oid.licenceDoctor,
  FEL: oid.licenceDoctor,
  PIEL: oid.licenceNurse,
  POL: oid.licenceNurse,
  FARM: oid.licencePharmacist,
  DLAB: oid.licenceLaboratory,
};

/** PIK 1.3.1: every author is a named professional with licence, profession, time and place. */
export const checkAuthors: Check = ({ document, header }) => {
  const authors = all(document, 'author');
  if (authors.length === 0) return [finding('author-missing', document.place)];
  return authors.flatMap((at, index) => {
    const author = header.authors[index];
    return author ? checkAuthor(author, at) : [];
  });
};

function checkAuthor(author: Author, at: Cursor): Finding[] {
  const assigned = first(at, 'assignedAuthor')?.place ?? at.place;
  const named = author.name && author.name.family !== '' && author.name.given.length > 0;
  const profession = author.profession?.code ?? '';
  const root = licenceRootOf[profession];
  const elsewhere = root !== undefined && author.licence !== undefined;
  return [
    ...when(!author.ids.some((id) => id.extension), 'author-id-missing', assigned),
    ...when(!named && author.device === undefined, 'author-name', assigned),
    ...when(!author.profession, 'author-function-missing', at.place),
    ...when(elsewhere && author.licence?.root !== root, 'author-licence-root', assigned, {
      profession,
    }),
    ...when(!author.organisation, 'author-organisation-missing', assigned),
    ...when(!author.time, 'author-time', first(at, 'time')?.place ?? at.place),
  ];
}

/** PIK 1.3.1: a custodian with an id; for what P1 processes it is P1 itself. */
export const checkCustodian: Check = ({ document, header: { custodian } }) => {
  const place = first(document, 'custodian')?.place ?? document.place;
  const p1 = custodian?.ids.find((id) => id.root === polishRoot);
  return [
    ...when(!custodian?.ids.length, 'custodian-missing', place),
    ...when(p1 !== undefined && p1.assigner !== 'CSIOZ', 'custodian-assigner', place),
  ];
};

/** PIK 1.3.1: signatureCode S, id of one of the authors, time of that author. */
export const checkAuthenticator: Check = ({ document, header }) => {
  const at = first(document, 'legalAuthenticator');
  const signed = header.legalAuthenticator;
  if (!at || !signed) return [finding('authenticator-missing', document.place)];
  const timePlace = first(at, 'time')?.place ?? at.place;
  const writer = header.authors.find((author) => sharesId(author, signed));
  const times = writer?.time && signed.time;
  const timeDiffers = times !== undefined && writer?.time?.value !== signed.time?.value;
  const { signatureCode } = signed;
  return [
    ...when(!signed.time, 'authenticator-time', timePlace),
    ...when(signatureCode !== 'S', 'signature-code', first(at, 'signatureCode')?.place ?? at.place),
    ...when(!writer, 'authenticator-not-author', first(at, 'assignedEntity')?.place ?? at.place),
    ...when(timeDiffers, 'author-time-mismatch', timePlace),
  ];
};

function sharesId(author: Author, signed: LegalAuthenticator): boolean {
  const has = (id: InstanceId) => author.ids.some((own) => isSame(own, id));
  return signed.ids.some((id) => id.extension !== undefined && has(id));
}

import type { PatientIdCx } from '@kartoteka/kernel';
import {
  anyApprovedDocument,
  type DocumentConditions,
  documentConditions,
} from './document-conditions.ts';
import type { AllOfAny } from './query-conditions.ts';
import { patientId, required, textGroups, texts } from './query-fields.ts';
import { queryForm } from './query-form.ts';

/** Documents of one patient. An empty list does not restrict. (ITI TF-2: 3.18.4.1.2.3.7.1) */
export interface FindDocumentsQuery extends DocumentConditions {
  readonly name: 'FindDocuments';
  readonly patientId: PatientIdCx;
  readonly referenceIds: AllOfAny<string>;
}

/** Documents of one patient that carry certain reference ids. (ITI TF-2: 3.18.4.1.2.3.7.14) */
export interface FindDocumentsByReferenceIdQuery extends DocumentConditions {
  readonly name: 'FindDocumentsByReferenceId';
  readonly patientId: PatientIdCx;
  readonly referenceIds: AllOfAny<string>;
}

/** Documents of one patient by their title: not of IHE, but known to clients in use. */
export interface FindDocumentsByTitleQuery extends DocumentConditions {
  readonly name: 'FindDocumentsByTitle';
  readonly patientId: PatientIdCx;
  readonly referenceIds: AllOfAny<string>;
  /** SQL LIKE patterns, of which one must match the title in one of its languages. */
  readonly titles: readonly string[];
  /** SQL LIKE patterns on the XON text. */
  readonly authorInstitutions: readonly string[];
}

const entry = '$XDSDocumentEntry';
const patient = required(patientId(`${entry}PatientId`));
const referenceIds = textGroups(`${entry}ReferenceIdList`);

export const findDocumentsForm = queryForm<FindDocumentsQuery>(
  'FindDocuments',
  'urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d',
  { patientId: patient, ...documentConditions, referenceIds },
);

export const findDocumentsByReferenceIdForm = queryForm<FindDocumentsByReferenceIdQuery>(
  'FindDocumentsByReferenceId',
  'urn:uuid:12941a89-e02e-4be5-967c-ce4bfc8fe492',
  { patientId: patient, ...documentConditions, referenceIds: required(referenceIds) },
);

export const findDocumentsByTitleForm = queryForm<FindDocumentsByTitleQuery>(
  'FindDocumentsByTitle',
  'urn:uuid:ab474085-82b5-402d-8115-3f37cb1e2405',
  {
    patientId: patient,
    ...documentConditions,
    referenceIds,
    titles: required(texts(`${entry}Title`)),
    authorInstitutions: texts(`${entry}AuthorInstitution`),
  },
);

/**
 * A FindDocuments query for approved stable documents, restricted by what is given.
 *
 * @example findDocuments({ patientId, classCodes: [{ code: '00.20', codingScheme }] })
 */
export function findDocuments(
  known: Partial<FindDocumentsQuery> & Pick<FindDocumentsQuery, 'patientId'>,
): FindDocumentsQuery {
  return { ...anyApprovedDocument, referenceIds: [], ...known, name: 'FindDocuments' };
}

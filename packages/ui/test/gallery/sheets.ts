import type { FunctionComponent } from 'react';
import { dialogSheets } from './sheets/dialogs.tsx';
import { documentSheets } from './sheets/documents.tsx';
import { formSheets } from './sheets/forms.tsx';
import { frameSheets } from './sheets/frames.tsx';
import { operationSheets } from './sheets/operations.tsx';
import { pageSheets } from './sheets/pages.tsx';
import { partSheets } from './sheets/parts.tsx';
import { patientSheets } from './sheets/patients.tsx';
import { sessionSheets } from './sheets/sessions.tsx';
import { signInSheets } from './sheets/sign-in.tsx';
import { tableSheets } from './sheets/tables.tsx';
import { valueSheets } from './sheets/values.tsx';

/** One state of the kit, as the review page, the accessibility check and the screenshots show it. */
export interface Sheet {
  readonly name: string;
  readonly Content: FunctionComponent;
  /** In the larger measure of the patients' portal. */
  readonly calm?: boolean;
}

export const sheets: readonly Sheet[] = [
  ...frameSheets,
  ...formSheets,
  ...tableSheets,
  ...partSheets,
  ...patientSheets,
  ...valueSheets,
  ...operationSheets,
  ...dialogSheets,
  ...documentSheets,
  ...pageSheets,
  ...signInSheets,
  ...sessionSheets,
];

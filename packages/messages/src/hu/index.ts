import type { CatalogOf } from '../area.ts';
import type { catalog as polish } from '../pl/index.ts';
import { account } from './account.ts';
import { archive } from './archive.ts';
import { board } from './board.ts';
import { bringIn } from './bring-in.ts';
import { cloud } from './cloud.ts';
import { consentRegister } from './consent-register.ts';
import { consents } from './consents.ts';
import { dialog } from './dialog.ts';
import { document } from './document.ts';
import { documentPage } from './document-page.ts';
import { form } from './form.ts';
import { frame } from './frame.ts';
import { common } from './general.ts';
import { kinds } from './kinds.ts';
import { menu } from './menu.ts';
import { operation } from './operation.ts';
import { patient } from './patient.ts';
import { patients } from './patients.ts';
import { portal } from './portal.ts';
import { problem } from './problem.ts';
import { removal } from './removal.ts';
import { sandbox } from './sandbox.ts';
import { sandboxMail } from './sandbox-mail.ts';
import { share } from './share.ts';
import { signIn } from './sign-in.ts';
import { state } from './state.ts';
import { structure } from './structure.ts';
import { table } from './table.ts';

/** All texts in Hungarian. A new area is one file per language and one line here. */
export const catalog: CatalogOf<typeof polish> = {
  account,
  archive,
  board,
  bringIn,
  cloud,
  common,
  consentRegister,
  consents,
  dialog,
  document,
  documentPage,
  form,
  frame,
  kinds,
  menu,
  operation,
  patient,
  patients,
  portal,
  problem,
  removal,
  sandbox,
  sandboxMail,
  share,
  signIn,
  state,
  structure,
  table,
};

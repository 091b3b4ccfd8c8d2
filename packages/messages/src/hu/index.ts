import type { CatalogOf } from '../area.ts';
import type { catalog as polish } from '../pl/index.ts';
import { archive } from './archive.ts';
import { common } from './common.ts';
import { consents } from './consents.ts';
import { dialog } from './dialog.ts';
import { document } from './document.ts';
import { form } from './form.ts';
import { frame } from './frame.ts';
import { kinds } from './kinds.ts';
import { menu } from './menu.ts';
import { operation } from './operation.ts';
import { patient } from './patient.ts';
import { problem } from './problem.ts';
import { signIn } from './sign-in.ts';
import { state } from './state.ts';
import { table } from './table.ts';

/** All texts in Hungarian. A new area is one file per language and one line here. */
export const catalog: CatalogOf<typeof polish> = {
  archive,
  common,
  consents,
  dialog,
  document,
  form,
  frame,
  kinds,
  menu,
  operation,
  patient,
  problem,
  signIn,
  state,
  table,
};

import type { AreaOf } from '../area.ts';
import type { dialog as polish } from '../pl/dialog.ts';

export const dialog: AreaOf<typeof polish> = {
  typeToConfirm: 'Megerősítéshez írja be: {name}',
  typeMismatch: 'Pontosan ezt írja be: {name}',
  secretOnce:
    'Ezt az értéket csak most mutatjuk meg. Másolja ki vagy töltse le, mielőtt bezárja az ablakot.',
  secretReveal: 'Megjelenítés: {label}',
  secretHide: 'Elrejtés: {label}',
  secretHidden: 'Rejtve',
  secretKept: 'Elmentettem',
};

import type { AreaOf } from '../area.ts';
import type { dialog as polish } from '../pl/dialog.ts';

export const dialog: AreaOf<typeof polish> = {
  typeToConfirm: 'To confirm, type: {name}',
  typeMismatch: 'Type exactly: {name}',
  secretOnce:
    'This value is shown only now and not again. Copy or download it before you close the window.',
  secretReveal: 'Show: {label}',
  secretHide: 'Hide: {label}',
  secretHidden: 'Hidden',
  secretKept: 'I have stored it',
};

import type { AreaOf } from '../area.ts';
import type { common as polish } from '../pl/common.ts';

export const common: AreaOf<typeof polish> = {
  yes: 'Yes',
  no: 'No',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  back: 'Back',
  retry: 'Try again',
  change: 'Change',
  details: 'Details',
  loading: 'Loading…',
  stillLoading: 'This takes longer than usual. You can wait or come back later.',
  optional: '(optional)',
  copy: 'Copy',
  copyNamed: 'Copy: {label}',
  copied: 'Copied',
  copyBlocked: 'The browser does not allow copying. Select the text and press Ctrl+C.',
  download: 'Download',
  show: 'Show',
  hide: 'Hide',
  open: 'Open',
  notRecorded: 'Not recorded',
  unknown: 'Unknown',
  notApplicable: 'Not applicable',
  neverUsed: 'Never',
};

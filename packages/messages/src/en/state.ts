import type { AreaOf } from '../area.ts';
import type { state as polish } from '../pl/state.ts';

export const state: AreaOf<typeof polish> = {
  active: 'Active',
  expiresIn: '{days, plural, =0 {Expires today} one {Expires in # day} other {Expires in # days}}',
  expired: 'Expired',
  revoked: 'Revoked',
  suspended: 'Suspended',
  waiting: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  skipped: 'Skipped',
  unknownChecking: 'Unknown, checking',
  savedHere: 'Saved here',
  queued: 'Queued for sending',
  accepted: 'Accepted by the cloud',
  conflict: 'Identifier conflict',
  durationMinutes: '{minutes, plural, one {# min} other {# min}}',
  durationHours: '{hours, plural, one {# h} other {# h}}',
  durationHoursMinutes: '{hours} h {minutes} min',
};

import type { AreaOf } from '../area.ts';
import type { state as polish } from '../pl/state.ts';

export const state: AreaOf<typeof polish> = {
  active: 'Aktív',
  expiresIn: '{days, plural, =0 {Ma lejár} one {# nap múlva lejár} other {# nap múlva lejár}}',
  expired: 'Lejárt',
  revoked: 'Visszavonva',
  suspended: 'Felfüggesztve',
  waiting: 'Várakozik',
  running: 'Folyamatban',
  done: 'Kész',
  failed: 'Nem sikerült',
  skipped: 'Kihagyva',
  unknownChecking: 'Nem tudjuk, ellenőrizzük',
  savedHere: 'Itt mentve',
  queued: 'Küldésre vár',
  accepted: 'A felhő átvette',
  conflict: 'Azonosítóütközés',
  durationMinutes: '{minutes, plural, one {# perc} other {# perc}}',
  durationHours: '{hours, plural, one {# óra} other {# óra}}',
  durationHoursMinutes: '{hours} óra {minutes} perc',
};

import { portOf } from '@kartoteka/service';
import type { Surroundings } from './surroundings.ts';

/** Addresses as people type them. */
export function addressesOf({
  settings,
}: Surroundings): Record<'practice' | 'cloudWeb' | 'machine', string> {
  const at = (name: 'practice' | 'cloudWeb' | 'cloudMachine') => portOf(settings.port, name);
  return {
    practice: `http://localhost:${at('practice')}`,
    cloudWeb: `http://localhost:${at('cloudWeb')}`,
    machine: `https://localhost:${at('cloudMachine')}`,
  };
}

import { type PortName, portOf } from '@kartoteka/service';
import type { Surroundings } from './surroundings.ts';

/** Where each application is reached, without a slash at the end. */
export interface Addresses {
  readonly practice: string;
  readonly cloudWeb: string;
  readonly machine: string;
  readonly sandbox: string;
  readonly sandboxServices: string;
}

/** Addresses as people type them. */
export function addressesOf({ settings }: Pick<Surroundings, 'settings'>): Addresses {
  const at = (name: PortName) => portOf(settings.port, name);
  return {
    practice: `http://localhost:${at('practice')}`,
    cloudWeb: `http://localhost:${at('cloudWeb')}`,
    machine: `https://localhost:${at('cloudMachine')}`,
    sandbox: `http://localhost:${at('sandboxWeb')}`,
    sandboxServices: `https://localhost:${at('sandboxServices')}`,
  };
}

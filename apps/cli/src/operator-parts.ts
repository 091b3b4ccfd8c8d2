import { type CloudParts, openCloudParts } from '@kartoteka/cloud/main';
import type { Surroundings } from './surroundings.ts';

/** The cloud's parts for a command of the operator: the same code path as the console's. */
export function openOperatorParts(
  surroundings: Surroundings,
  adminUrl: string,
): Promise<CloudParts> {
  const { settings, clock, random, log } = surroundings;
  return openCloudParts({
    adminUrl,
    keyring: surroundings.openKeys(),
    operatorName: settings.operatorName,
    oidRoot: settings.oidRoot,
    serverNames: ['localhost', '127.0.0.1'],
    poolMax: 3,
    clock,
    random,
    log,
  });
}

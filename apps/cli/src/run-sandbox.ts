import { join } from 'node:path';
import { Problem } from '@kartoteka/kernel';
import { parseWorldName, startSandbox, type WorldName } from '@kartoteka/sandbox/main';
import { isLoopback, portOf } from '@kartoteka/service';
import { addressesOf } from './addresses.ts';
import { readOptions } from './read-options.ts';
import type { Surroundings } from './surroundings.ts';
import { untilToldToStop } from './until-told-to-stop.ts';

/** Where the sandbox keeps its certificate. */
export function sandboxFolder({ home }: Surroundings): string {
  return join(home, 'sandbox');
}

/**
 * `kartoteka sandbox [--headless] [--world NAME]`: the simulated platforms. Nobody signs in to it, so it
 * listens on loopback only, whatever the mode.
 *
 * @throws Problem `start.sandbox-open`, `sandbox.world-name`
 */
export async function runSandbox(
  surroundings: Surroundings,
  adminUrl: string,
  args: readonly string[],
): Promise<void> {
  const { settings, clock, log } = surroundings;
  const { port, bind } = settings;
  if (!isLoopback(bind)) throw new Problem('start.sandbox-open', { params: { bind } });
  const options = readOptions(args);
  const named = options.find('world');
  const running = await startSandbox({
    adminUrl,
    bind,
    basePort: port,
    webPort: portOf(port, 'sandboxWeb'),
    servicesPort: portOf(port, 'sandboxServices'),
    folder: sandboxFolder(surroundings),
    worlds: named === undefined ? [] : [worldOf(named)],
    pages: !options.headless,
    clock,
    log,
  });
  // Under the supervisor the addresses are printed with all others.
  if (!process.send) for (const line of linesOf(surroundings, named)) console.log(line);
  console.log('sandbox ready');
  await untilToldToStop();
  await running.stop();
}

function worldOf(name: string): WorldName {
  const world = parseWorldName(name);
  if (!world) throw new Problem('sandbox.world-name', { params: { world: name.slice(0, 60) } });
  return world;
}

function linesOf(surroundings: Surroundings, world: string | undefined): string[] {
  const { sandbox, sandboxServices } = addressesOf(surroundings);
  const prefix = world === undefined ? '' : `/w/${world}`;
  return [
    `Sandbox         ${sandbox}${prefix}`,
    `  over TLS      ${sandboxServices}${prefix}`,
    `  authority     ${join(sandboxFolder(surroundings), 'ca.pem')}`,
    `  interface     ${sandbox}/api/openapi.json`,
  ];
}

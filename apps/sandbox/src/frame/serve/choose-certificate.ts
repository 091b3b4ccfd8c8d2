import { createSecureContext, type TlsOptions } from 'node:tls';
import type { Clock } from '@kartoteka/kernel';
import type { Log } from '@kartoteka/service';
import type { Platform } from '../platform.ts';
import type { WorldDesk } from '../worlds/world-desk.ts';
import { defaultWorld } from '../worlds/world-name.ts';
import type { SandboxTls } from './own-certificate.ts';

const fault = 'expired-certificate';
const nothing = { head: '', body: new Uint8Array() };

/**
 * Shows a certificate whose time is over where a rule of the default world asks for it, and writes that
 * into the log. Clients that name no server (those that call a bare address) get the good one.
 *
 * @example createHttpServer({ tls: { cert, key, SNICallback: chooseCertificate(options) } })
 */
export function chooseCertificate(options: {
  readonly platforms: readonly Platform[];
  readonly desk: Pick<WorldDesk, 'open'>;
  readonly tls: SandboxTls;
  readonly machineClock: Clock;
  readonly log: Log;
}): NonNullable<TlsOptions['SNICallback']> {
  const { tls, desk, machineClock, log } = options;
  const good = createSecureContext({ cert: tls.cert, key: tls.key });
  const late = createSecureContext(tls.expired);
  const connects = options.platforms.flatMap(({ id, secureConnect }) =>
    secureConnect === undefined ? [] : [{ platform: id, operation: secureConnect }],
  );

  const isLate = async (): Promise<boolean> => {
    if (connects.length === 0) return false;
    const world = await desk.open(defaultWorld);
    for (const connect of connects) {
      const applied = await world.decideFault({ ...connect, only: fault });
      if (!applied) continue;
      await world.record({
        ...connect,
        protocol: 'TLS',
        receivedAt: machineClock.now(),
        durationMs: 0,
        outcome: fault,
        request: nothing,
        answer: nothing,
        fault: applied,
      });
      return true;
    }
    return false;
  };

  return (_serverName, done) => {
    isLate().then(
      (expired) => done(null, expired ? late : good),
      (error: unknown) => {
        log.error({ error }, 'The fault of a TLS connection could not be decided');
        done(null, good);
      },
    );
  };
}

import { documentKinds } from '@kartoteka/cda';
import { type Clock, Problem, type Random } from '@kartoteka/kernel';
import type { Database, Log } from '@kartoteka/service';
import type { PracticeSchema } from '../../schema.ts';
import { actingByItself } from '../acting.ts';
import { settingOf } from '../kinds/kind-settings.ts';
import type { KindService } from '../kinds/service.ts';
import type { ArchiveService } from './archive-service.ts';
import { findOverdue } from './store.ts';

const copiesPerRoundMax = 200;

/**
 * Lets local copies go whose days are over ("Dostępny lokalnie przez"), each only after the cloud has
 * just given the same bytes back. One that it does not give back stays, and the round ends where the
 * cloud is away.
 */
export async function letOldCopiesGo(
  parts: {
    readonly database: Database<PracticeSchema>;
    readonly kinds: KindService;
    readonly archive: ArchiveService;
    readonly clock: Clock;
    readonly random: Random;
    readonly log: Log;
  },
  now: Date,
): Promise<void> {
  const { database, log } = parts;
  const ids = await database.inScope({ kind: 'practice' }, async (trx) => {
    const settings = await parts.kinds.settings(trx);
    const days = new Map<string, number>();
    for (const { code } of documentKinds) {
      const { autoArchive, localDays } = settingOf(settings, code);
      if (autoArchive && localDays !== null) days.set(code, localDays);
    }
    return findOverdue(trx, days, { now, limit: copiesPerRoundMax });
  });
  const acting = actingByItself('archive', parts.random.uuid());
  for (const id of ids) {
    try {
      await parts.archive.letCopyGo(acting, id);
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      log.warn(
        { documentId: id, problem: thrown.code },
        'A local copy stays: no proof of the cloud',
      );
      // Other bytes are the matter of one document; when the cloud is away, it is so for all.
      if (thrown.code !== 'practice.other-bytes') return;
    }
  }
}

import { type Clock, Problem, parsePatientIdCx, patientIdParts } from '@kartoteka/kernel';
import type { PatientMoveReceipt, StaffMember } from '@kartoteka/machine-api';
import type { Database } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import { checkWritable } from '../accounts/check-writable.ts';
import { type RestCall, runDeed } from '../accounts/machine-deed.ts';
import { lockRegistryAlone } from '../documents/service.ts';
import {
  endPerson,
  findMove,
  findPersons,
  insertMove,
  lockMove,
  movePerson,
  moveRecords,
  type PatientMove,
} from './store.ts';

/** A change or merge as a practice hands it over. */
export interface GivenMove {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly by: StaffMember;
  readonly endPortalAccess: boolean;
}

export interface PatientIdentityOptions {
  readonly database: Database<CloudSchema>;
  readonly clock: Clock;
}

export type PatientIdentityService = ReturnType<typeof createPatientIdentityService>;

/**
 * Change and merge of patient identifiers: documents, sets, folders, consents and portal access are
 * filed under the other identifier in one transaction, with one record.
 */
export function createPatientIdentityService(options: PatientIdentityOptions) {
  const { clock } = options;
  return {
    /**
     * Does it once under the sender's id. Identifiers are not written into the audit: they may be
     * national numbers; the move is, and says them.
     *
     * @throws Problem `account.patient-same`, `account.patient-move-differs`,
     *   `account.patient-two-persons`, `account.read-only`, `xds.unknown-patient`
     */
    move: (
      call: RestCall,
      kind: 'change' | 'merge',
      given: GivenMove,
    ): Promise<PatientMoveReceipt> =>
      runDeed(
        options,
        call,
        {
          action: `patient.${kind}`,
          subject: { kind: 'patient-move', id: given.id },
          details: { reason: given.reason, by: given.by.name },
        },
        async (trx) => {
          const { account } = call.caller;
          await checkWritable(trx, account.id, clock);
          const ids = checkIdentifiers(given, account.patientDomains);
          await lockMove(trx, given.id);
          const known = await findMove(trx, given.id);
          if (known) {
            if (!isSame(known, kind, ids)) throw new Problem('account.patient-move-differs');
            return { result: receiptOf(known), details: { repeated: true } };
          }
          // Nothing arrives under the old identifier between what is moved and the end of this.
          await lockRegistryAlone(trx, account.id);
          const portal = await carryPortalAccess(trx, given, ids);
          const at = clock.now();
          const move: PatientMove = {
            id: given.id,
            kind,
            from_id: ids.from,
            to_id: ids.to,
            reason: given.reason,
            by_id: given.by.id,
            by_name: given.by.name,
            at,
            ...(await moveRecords(trx, { ...ids, at })),
            portal,
          };
          await insertMove(trx, move);
          const { documents, consents } = move;
          return { result: receiptOf(move), details: { documents, consents, portal } };
        },
      ),
  };
}

type Identifiers = { readonly from: string; readonly to: string };

function checkIdentifiers(given: GivenMove, domains: readonly string[]): Identifiers {
  const [from, to] = [parsePatientIdCx(given.from), parsePatientIdCx(given.to)];
  if (!from) throw new Problem('xds.unknown-patient', { place: 'from' });
  const taken = to && (domains.length === 0 || domains.includes(patientIdParts(to).domain));
  if (!taken) throw new Problem('xds.unknown-patient', { place: 'to' });
  if (from === to) throw new Problem('account.patient-same', { place: 'to' });
  return { from, to };
}

/**
 * A portal account goes along. Where both identifiers have one, the account of the one that goes ends,
 * but only if both are under one name or the sender says that it is the same person: otherwise a
 * mistake would show one person's records to another.
 */
async function carryPortalAccess(
  trx: Transaction<CloudSchema>,
  given: GivenMove,
  { from, to }: Identifiers,
): Promise<PatientMove['portal']> {
  const persons = await findPersons(trx, [from, to]);
  const going = persons.find(({ patientId }) => patientId === from);
  const staying = persons.find(({ patientId }) => patientId === to);
  if (!going) return 'none';
  if (!staying) {
    await movePerson(trx, going.id, to);
    return 'moved';
  }
  if (plain(going.name) !== plain(staying.name) && !given.endPortalAccess) {
    throw new Problem('account.patient-two-persons');
  }
  await endPerson(trx, going.id);
  return 'ended';
}

function plain(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('pl');
}

function isSame(known: PatientMove, kind: string, { from, to }: Identifiers): boolean {
  return known.kind === kind && known.from_id === from && known.to_id === to;
}

function receiptOf(move: PatientMove): PatientMoveReceipt {
  return {
    id: move.id,
    kind: move.kind,
    at: move.at.toISOString(),
    documents: move.documents,
    submissionSets: move.submission_sets,
    folders: move.folders,
    consents: move.consents,
    portal: move.portal,
  };
}

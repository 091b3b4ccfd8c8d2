import { Button, Notice, useMessages, useRoute, useRouteMutation } from '@kartoteka/ui';
import {
  listPatientMoves,
  type PatientMoveView,
  retryPatientMove,
} from '../../src/features/patient-moves/contract.ts';
import { useIsAdministrator } from '../use-roles.ts';
import styles from './patients.module.css';

const refreshMs = 5_000;

/** Changed identifiers that the cloud has not confirmed: what waits with them, and what a person decides. */
export function PatientMoves({ patientId }: { readonly patientId: string }) {
  const { data } = useRoute(listPatientMoves, { params: { id: patientId } }, { refreshMs });
  if (!data || data.moves.length === 0) return null;
  return (
    <div className={styles.notices}>
      {data.moves.map((move) => (
        <Move key={move.id} move={move} />
      ))}
    </div>
  );
}

function Move({ move }: { readonly move: PatientMoveView }) {
  const t = useMessages();
  const { state, problem, quoted } = move;
  const refused = state === 'refused';
  return (
    <Notice
      live
      kind={refused ? 'bad' : 'info'}
      title={t(refused ? 'removal.movesRefusedTitle' : 'removal.movesTitle')}
      action={refused ? <Decide move={move} /> : null}
    >
      <p>{t('removal.movesText', { by: move.by })}</p>
      {state === 'checking' ? <p>{t('removal.movesUnknown')}</p> : null}
      {problem ? (
        <p>
          {problem.text} {problem.next}
        </p>
      ) : null}
      {quoted ? <blockquote>{quoted}</blockquote> : null}
    </Notice>
  );
}

function Decide({ move }: { readonly move: PatientMoveView }) {
  const t = useMessages();
  const administrator = useIsAdministrator();
  const retry = useRouteMutation(retryPatientMove, { refreshes: [listPatientMoves] });
  if (!administrator) return null;
  const send = (endPortalAccess: boolean) =>
    retry.mutate({ params: { id: move.id }, body: { endPortalAccess } });
  return (
    <Button small busy={retry.isPending} onClick={() => send(move.needsDecision)}>
      {t(move.needsDecision ? 'removal.movesEndAccess' : 'removal.movesRetry')}
    </Button>
  );
}

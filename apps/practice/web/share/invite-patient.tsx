import {
  Button,
  DateText,
  FactList,
  Identifier,
  ProblemNotice,
  SecretOnce,
  useMessages,
  useRouteMutation,
} from '@kartoteka/ui';
import { invitePatient } from '../../src/features/patients/contract.ts';
import styles from './share.module.css';

/** "Zaproś pacjenta do portalu": a one-time code, shown once, with the address where it is used. */
export function InvitePatient({ patientId }: { readonly patientId: string }) {
  const t = useMessages();
  const invite = useRouteMutation(invitePatient);
  const { data, error } = invite;
  if (data) {
    return (
      <div className={styles.stack}>
        <p>{t('share.codeHandOver')}</p>
        <FactList
          facts={[
            {
              label: t('share.portalUrl'),
              value: <Identifier labelHidden label={t('share.portalUrl')} value={data.url} />,
            },
            {
              label: t('share.codeUntil'),
              value: <DateText withTime value={data.expiresAt} />,
            },
          ]}
        />
        <SecretOnce label={t('share.code')} value={data.code} onDone={invite.reset} />
      </div>
    );
  }
  return (
    <div className={styles.stack}>
      <p>{t('share.inviteText')}</p>
      <div>
        <Button
          busy={invite.isPending}
          onClick={() => invite.mutate({ params: { id: patientId } })}
        >
          {t('share.invite')}
        </Button>
      </div>
      {error ? (
        <ProblemNotice
          level={3}
          title={t('share.inviteProblem')}
          problem={error}
          focusOn={invite.submittedAt}
        />
      ) : null}
    </div>
  );
}

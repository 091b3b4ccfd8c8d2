import {
  Button,
  DateText,
  Dialog,
  FactList,
  Form,
  SecretOnce,
  useCallRoute,
  useForm,
  useMessages,
} from '@kartoteka/ui';
import { useState } from 'react';
import { invitePatient, type PatientView } from '../../src/features/patients/contract.ts';
import styles from './patients.module.css';

export interface InviteDialogProps {
  readonly open: boolean;
  readonly patient: PatientView;
  readonly onClose: () => void;
}

interface Invitation {
  readonly code: string;
  readonly url: string;
  readonly expiresAt: string;
}

/** A code with which the patient makes an account in the portal; shown once (UX-29). */
export function InviteDialog({ open, patient, onClose }: InviteDialogProps) {
  const t = useMessages();
  const [invitation, setInvitation] = useState<Invitation>();
  const done = () => {
    setInvitation(undefined);
    onClose();
  };
  return (
    <Dialog
      open={open}
      title={t('patients.inviteTitle')}
      mustAnswer={invitation !== undefined}
      onClose={done}
    >
      {invitation ? (
        <div className={styles.fields}>
          <p>{t('patients.inviteText')}</p>
          <FactList
            facts={[
              {
                label: t('patients.inviteUrl'),
                value: <span translate="no">{invitation.url}</span>,
              },
              {
                label: t('patients.inviteUntil'),
                value: <DateText withTime value={invitation.expiresAt} />,
              },
            ]}
          />
          <SecretOnce label={t('patients.inviteCode')} value={invitation.code} onDone={done} />
        </div>
      ) : (
        <Ask patient={patient} onCancel={done} onMade={setInvitation} />
      )}
    </Dialog>
  );
}

interface AskProps {
  readonly patient: PatientView;
  readonly onCancel: () => void;
  readonly onMade: (invitation: Invitation) => void;
}

function Ask({ patient, onCancel, onMade }: AskProps) {
  const t = useMessages();
  const call = useCallRoute();
  const form = useForm({
    initial: {},
    send: async () => onMade(await call(invitePatient, { params: { id: patient.id } })),
  });
  return (
    <>
      <p>{t('patients.inviteAsk', { name: `${patient.family} ${patient.given}` })}</p>
      <Form
        form={form}
        submitLabel={t('patients.inviteMake')}
        beside={<Button onClick={onCancel}>{t('common.cancel')}</Button>}
      >
        {null}
      </Form>
    </>
  );
}

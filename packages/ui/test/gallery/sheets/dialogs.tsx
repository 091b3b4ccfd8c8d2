import { type ReactNode, useState } from 'react';
import {
  Button,
  ClientProblem,
  ConfirmDialog,
  Dialog,
  Page,
  SecretOnce,
  SessionEndWarning,
  useMessages,
} from '../../../src/index.ts';
import { FrameAround } from '../frame-around.tsx';
import type { Sheet } from '../sheets.ts';

interface WithDialogProps {
  readonly children: (close: () => void, open: boolean) => ReactNode;
}

function WithDialog({ children }: WithDialogProps) {
  const t = useMessages();
  const [open, setOpen] = useState(true);
  return (
    <FrameAround>
      <Page title={t('consents.heading')}>
        <Button onClick={() => setOpen(true)}>{t('consents.revoke')}</Button>
        {children(() => setOpen(false), open)}
      </Page>
    </FrameAround>
  );
}

function Confirm({ typed, fails }: { readonly typed?: boolean; readonly fails?: boolean }) {
  const t = useMessages();
  return (
    <WithDialog>
      {(close, open) => (
        <ConfirmDialog
          open={open}
          danger
          title={`${t('consents.revoke')}: Konsultacja lekarska`}
          confirmLabel={t('consents.revoke')}
          {...(typed ? { typeName: 'TLS 0A3F' } : {})}
          onConfirm={async () => {
            if (fails) {
              throw new ClientProblem({ code: 'client.network', status: 0, cause: 'network' });
            }
            window.gallery.visited.push('confirmed');
            close();
          }}
          onCancel={close}
        >
          <p>{t('operation.mayLeave')}</p>
        </ConfirmDialog>
      )}
    </WithDialog>
  );
}

function Secret() {
  const t = useMessages();
  return (
    <WithDialog>
      {(close, open) => (
        <Dialog mustAnswer open={open} title={t('signIn.recoveryCode')} onClose={close}>
          <SecretOnce
            label={t('signIn.recoveryCode')}
            value={'k7qd-m2xw-9r4t\nb3nf-6hzp-v8cy\n2wjs-q5ed-t7gm'}
            fileName="kody.txt"
            onDone={close}
          />
        </Dialog>
      )}
    </WithDialog>
  );
}

function SessionEnd({ fails }: { readonly fails?: boolean }) {
  return (
    <FrameAround>
      <Page title="Kartoteka">
        <SessionEndWarning
          endsAt="2026-03-02T07:31:30Z"
          onStay={async () => {
            if (fails) {
              throw new ClientProblem({ code: 'client.network', status: 0, cause: 'network' });
            }
            window.gallery.visited.push('stay');
          }}
          onEnd={() => window.gallery.visited.push('end')}
        />
      </Page>
    </FrameAround>
  );
}

export const dialogSheets: readonly Sheet[] = [
  { name: 'confirm', Content: () => <Confirm /> },
  { name: 'confirm-fails', Content: () => <Confirm fails /> },
  { name: 'confirm-typed', Content: () => <Confirm typed /> },
  { name: 'secret', Content: Secret },
  { name: 'session-end', Content: () => <SessionEnd /> },
  { name: 'session-end-fails', Content: () => <SessionEnd fails /> },
];

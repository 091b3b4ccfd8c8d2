import { useState } from 'react';
import { Button } from '../action/button.tsx';
import { ClientProblem } from '../client/client-problem.ts';
import { useRoute } from '../client/use-route.tsx';
import { TextField } from '../form/text-field.tsx';
import { useMessages } from '../language/messages-context.tsx';
import { Section } from '../page/section.tsx';
import { Notice } from '../problem/notice.tsx';
import { ProblemNotice } from '../problem/problem-notice.tsx';
import { createPasskey, passkeysWork } from '../sign-in/ask-passkey.ts';
import { DateText } from '../value/value.tsx';
import styles from './account.module.css';
import {
  type AccountPlace,
  accountInput,
  type PasskeyRow,
  useAccountCall,
} from './account-contracts.ts';
import { PasswordDialog } from './password-dialog.tsx';

interface Ceremony {
  readonly handle: string;
  readonly options: PublicKeyCredentialCreationOptionsJSON;
}

/** Passkeys: a device that knows its holder stands for password and code at once. */
export function PasskeysSection({ place }: { readonly place: AccountPlace }) {
  const t = useMessages();
  const call = useAccountCall(place);
  const { routes } = place;
  const { data, error, refetch } = useRoute(routes.listPasskeys, accountInput(place));
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<PasskeyRow>();
  const [stopped, setStopped] = useState(false);
  const passkeys = (data as { passkeys: readonly PasskeyRow[] } | undefined)?.passkeys ?? [];
  const add = async ({ name = '', password = '' }: Readonly<Record<string, string>>) => {
    setStopped(false);
    const { handle, options } = await call<Ceremony>(routes.beginPasskey, { body: { password } });
    try {
      const response = await createPasskey(options);
      await call(routes.finishPasskey, { body: { handle, name: name.trim(), response } });
    } catch (cause) {
      if (cause instanceof ClientProblem) throw cause;
      // Whoever closes the window of the browser gets its own error.
      setStopped(true);
    }
    setAdding(false);
  };
  return (
    <Section title={t('account.passkeys')}>
      <p className={styles.intro}>{t('account.passkeysIntro')}</p>
      {error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : null}
      {stopped ? <Notice live kind="warn" title={t('account.passkeyStopped')} /> : null}
      {passkeys.length > 0 ? (
        <ul className={styles.list}>
          {passkeys.map((passkey) => (
            <li key={passkey.id}>
              <div>
                <strong>{passkey.name}</strong>
                <div className={styles.muted}>
                  {t('account.added')} <DateText withTime value={passkey.createdAt} />
                  {' · '}
                  {passkey.lastUsedAt === null ? (
                    t('account.neverUsed')
                  ) : (
                    <>
                      {t('account.lastUsed')} <DateText withTime value={passkey.lastUsedAt} />
                    </>
                  )}
                </div>
              </div>
              <Button
                small
                look="quiet"
                name={t('account.removePasskeyName', { name: passkey.name })}
                onClick={() => setRemoving(passkey)}
              >
                {t('common.remove')}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {passkeysWork() ? (
        <Button onClick={() => setAdding(true)}>{t('account.addPasskey')}</Button>
      ) : (
        <p className={styles.muted}>{t('account.noPasskeys')}</p>
      )}
      {adding ? (
        <PasswordDialog
          title={t('account.addPasskey')}
          text={t('account.addPasskeyText')}
          submitLabel={t('account.addPasskey')}
          onClose={() => setAdding(false)}
          initial={{ name: '' }}
          fields={<TextField name="name" label={t('account.passkeyName')} />}
          check={({ name }): Record<string, string> =>
            name?.trim() ? {} : { name: t('account.enterPasskeyName') }
          }
          send={add}
        />
      ) : null}
      {removing ? (
        <PasswordDialog
          title={t('account.removePasskey')}
          text={t('account.removePasskeyText', { name: removing.name })}
          submitLabel={t('account.removePasskey')}
          onClose={() => setRemoving(undefined)}
          send={async ({ password }) => {
            await call(routes.removePasskey, { params: { id: removing.id }, body: { password } });
            setRemoving(undefined);
          }}
        />
      ) : null}
    </Section>
  );
}

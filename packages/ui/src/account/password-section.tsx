import { useState } from 'react';
import { Form } from '../form/form.tsx';
import { PasswordField } from '../form/password-field.tsx';
import { useForm } from '../form/use-form.ts';
import { useAnnounce } from '../language/announcer.tsx';
import { useMessages } from '../language/messages-context.tsx';
import { Section } from '../page/section.tsx';
import { Notice } from '../problem/notice.tsx';
import styles from './account.module.css';
import { type AccountFacts, type AccountPlace, useAccountCall } from './account-contracts.ts';

export interface AccountSectionProps {
  readonly place: AccountPlace;
  readonly facts: AccountFacts;
}

const empty = { password: '', newPassword: '' };

/** The password; changing it ends every other session. */
export function PasswordSection({ place, facts }: AccountSectionProps) {
  const t = useMessages();
  const announce = useAnnounce();
  const change = useAccountCall(place);
  const [changed, setChanged] = useState(false);
  const min = facts.passwordLengthMin;
  const form = useForm({
    initial: empty,
    clearOnRefusal: ['password'],
    check: ({ password, newPassword }): Record<string, string> => ({
      ...(password === '' && { password: t('signIn.enterPassword') }),
      ...(newPassword === '' && { newPassword: t('signIn.enterNewPassword') }),
      ...(newPassword !== '' &&
        newPassword.length < min && { newPassword: t('signIn.passwordTooShort', { min }) }),
    }),
    send: async (values) => {
      setChanged(false);
      await change(place.routes.changePassword, { body: values });
      form.reset(empty);
      setChanged(true);
      announce(t('account.passwordChanged'));
    },
  });
  return (
    <Section title={t('account.password')}>
      {changed ? (
        <div className={styles.intro}>
          <Notice kind="good" title={t('account.passwordChanged')} />
        </div>
      ) : null}
      <Form form={form} submitLabel={t('account.changePassword')}>
        <PasswordField
          name="password"
          label={t('account.currentPassword')}
          autoComplete="current-password"
        />
        <PasswordField
          name="newPassword"
          label={t('signIn.newPassword')}
          hint={t('signIn.newPasswordIntro', { min })}
          autoComplete="new-password"
        />
      </Form>
    </Section>
  );
}

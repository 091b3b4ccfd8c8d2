import { EmptyPage, Notice, Page, useAnnounce, useMessages, useRoute } from '@kartoteka/ui';
import { useState } from 'react';
import { listKinds } from '../../src/features/kinds/contract.ts';
import { useIsAdministrator } from '../use-roles.ts';
import { KindForm } from './kind-form.tsx';
import { KindList } from './kind-list.tsx';
import styles from './kinds.module.css';

/** "Rodzaje dokumentów": the list above, the form of the chosen kind below. */
export function KindsPage() {
  const t = useMessages();
  const announce = useAnnounce();
  const administrator = useIsAdministrator();
  const { data, error, refetch } = useRoute(listKinds, {});
  const [code, setCode] = useState<string>();
  const [saved, setSaved] = useState<string>();
  const chosen = data?.kinds.find((kind) => kind.code === code);
  const choose = (next: string) => {
    setCode(next);
    setSaved(undefined);
  };
  const note = (version: number) => {
    const text = t('kinds.saved', { code: code ?? '', version });
    setSaved(text);
    announce(text);
  };
  return (
    <Page title={t('kinds.heading')} intro={t('kinds.intro')}>
      <Notice kind="info" title={t('kinds.slowTitle')}>
        {t('kinds.slowText')}
      </Notice>
      <KindList
        kinds={data?.kinds}
        chosen={code}
        onChoose={choose}
        problem={error}
        onRetry={() => void refetch()}
        empty={<EmptyPage title={t('kinds.none')}>{t('kinds.noneText')}</EmptyPage>}
      />
      {saved ? (
        <div className={styles.saved}>
          <Notice kind="good" title={saved} />
        </div>
      ) : null}
      {chosen && data ? (
        <KindForm
          key={chosen.code}
          kind={chosen}
          version={data.version}
          editable={administrator}
          onSaved={note}
          onRefused={() => void refetch()}
        />
      ) : null}
    </Page>
  );
}

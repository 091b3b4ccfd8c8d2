import { Notice, Page, Stack, TextLink, useMessages } from '@kartoteka/ui';

/** For a document that no consent shows: ended, revoked, or never there; all look alike. */
export function NoLongerShared() {
  const t = useMessages();
  return (
    <Page width="narrow" title={t('portal.document')}>
      <Stack>
        <Notice live kind="info" title={t('portal.goneHeading')}>
          {t('portal.goneText')}
        </Notice>
        <p>
          <TextLink to="/documents">{t('portal.toList')}</TextLink>
        </p>
      </Stack>
    </Page>
  );
}

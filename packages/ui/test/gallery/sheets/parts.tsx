import { useEffect, useRef } from 'react';
import {
  Button,
  Card,
  Disclosure,
  Form,
  LinkList,
  Page,
  RadioField,
  Row,
  Stack,
  StateTag,
  TextField,
  TextLink,
  useForm,
  useMessages,
} from '../../../src/index.ts';
import { FrameAround } from '../frame-around.tsx';
import type { Sheet } from '../sheets.ts';

function Parts({ refused }: { readonly refused?: boolean }) {
  const t = useMessages();
  const form = useForm({
    initial: { recipient: '', reason: '' },
    check: ({ recipient }): Record<string, string> =>
      recipient === ''
        ? { recipient: t('form.chooseField', { field: t('consents.recipient') }) }
        : {},
    send: async () => undefined,
  });
  const submit = useRef(form.submit);
  useEffect(() => {
    if (refused) void submit.current();
  }, [refused]);
  return (
    <FrameAround>
      <Page title={t('menu.portalDocuments')}>
        <Stack gap="large">
          <LinkList
            items={['Konsultacja lekarska', 'Wynik badania laboratoryjnego'].map((title) => ({
              id: title,
              title: <TextLink to="/documents/1">{title}</TextLink>,
              facts: 'Przychodnia Przykładna, 27 lutego 2026',
              aside: <StateTag kind="good">{t('state.accepted')}</StateTag>,
            }))}
          />
          <Disclosure open title={t('archive.advancedSearch')}>
            <Form form={form} submitLabel={t('table.search')}>
              <RadioField
                name="recipient"
                label={t('consents.recipient')}
                hint={t('document.mayTakeLonger')}
                options={[
                  { value: 'patient', label: t('consents.patient') },
                  { value: 'other', label: t('patient.sexOther'), hint: t('common.details') },
                ]}
              />
              <TextField short optional name="reason" label={t('consents.reason')} />
            </Form>
          </Disclosure>
          <Card>
            <Row>
              <Button icon={null}>{t('archive.saveCda')}</Button>
              <Button look="quiet">{t('archive.saveAttachment')}</Button>
            </Row>
          </Card>
        </Stack>
      </Page>
    </FrameAround>
  );
}

export const partSheets: readonly Sheet[] = [
  { name: 'parts', Content: () => <Parts /> },
  { name: 'parts-error', Content: () => <Parts refused /> },
];

import { useEffect, useRef } from 'react';
import {
  Button,
  CheckField,
  ClientProblem,
  checkDateField,
  checkFileField,
  DateField,
  FileField,
  Form,
  Page,
  PasswordField,
  SelectField,
  TextField,
  useForm,
  useLanguage,
  useMessages,
} from '../../../src/index.ts';
import { FrameAround } from '../frame-around.tsx';
import type { Sheet } from '../sheets.ts';

type Outcome = 'normal' | 'error' | 'server-field' | 'problem' | 'sending';

const refusals: Readonly<Partial<Record<Outcome, ClientProblem>>> = {
  'server-field': new ClientProblem({
    code: 'service.input',
    status: 422,
    text: 'Część danych wymaga poprawy.',
    fields: [{ field: 'reason', text: 'Skróć pole „Sprawa” do 200 znaków' }],
  }),
  problem: new ClientProblem({
    code: 'xml.encoding',
    status: 400,
    text: 'Kodowanie znaków nie zgadza się z tym, co deklaruje plik.',
    next: 'Zapisz plik w UTF-8 i spróbuj ponownie.',
    quoted: 'parser error : Input is not proper UTF-8, indicate encoding !',
    place: '/ClinicalDocument/title',
    correlationId: '7f6d3c1a-52b0-4f0e-9a51-3f2f0a6f6b11',
  }),
};

function ConsentForm({ outcome }: { readonly outcome: Outcome }) {
  const t = useMessages();
  const { language } = useLanguage();
  const filled = outcome !== 'normal' && outcome !== 'error';
  const form = useForm({
    initial: {
      recipient: filled ? 'patient' : '',
      dateFrom: filled ? '5.6.2026' : outcome === 'error' ? '31.2.2026' : '',
      dateTo: filled ? '2026-12-31' : '',
      reason: '',
      password: '',
      files: [] as readonly File[],
      agreed: false,
    },
    check: (values) => {
      if (filled) return {};
      const errors = {
        recipient: values.recipient
          ? undefined
          : t('form.chooseField', { field: t('consents.recipient') }),
        dateFrom: checkDateField(t, t('consents.dateFrom'), values.dateFrom),
        dateTo: checkDateField(t, t('consents.dateTo'), values.dateTo),
        files: checkFileField(t, language, t('consents.documentName'), values.files, {
          bytesMax: 100_000_000,
          endings: ['.xml'],
        }),
        password: values.password ? undefined : t('signIn.enterPassword'),
      };
      return Object.fromEntries(
        Object.entries(errors).filter((entry): entry is [string, string] => Boolean(entry[1])),
      );
    },
    send: async () => {
      if (outcome === 'sending') await new Promise(() => undefined);
      const refusal = refusals[outcome];
      if (refusal) throw refusal;
      window.gallery.visited.push('sent');
    },
    clearOnRefusal: ['password'],
  });
  const submit = useRef(form.submit);
  useEffect(() => {
    if (outcome !== 'normal') void submit.current();
  }, [outcome]);
  return (
    <FrameAround>
      <Page width="narrow" title={t('consents.heading')} intro={t('document.mayTakeLonger')}>
        <Form
          form={form}
          submitLabel={t('consents.send')}
          beside={<Button>{t('common.cancel')}</Button>}
        >
          <SelectField
            name="recipient"
            label={t('consents.recipient')}
            options={[{ value: 'patient', label: t('consents.patient') }]}
          />
          <DateField name="dateFrom" label={t('consents.dateFrom')} />
          <DateField name="dateTo" label={t('consents.dateTo')} />
          <TextField optional name="reason" label={t('consents.reason')} lines={3} />
          <FileField name="files" label={t('consents.documentName')} hint=".xml" accept=".xml" />
          <PasswordField
            name="password"
            label={t('signIn.password')}
            autoComplete="current-password"
          />
          <CheckField name="agreed" label={t('archive.indexDocument')} />
        </Form>
      </Page>
    </FrameAround>
  );
}

export const formSheets: readonly Sheet[] = [
  { name: 'form', Content: () => <ConsentForm outcome="normal" /> },
  { name: 'form-error', Content: () => <ConsentForm outcome="error" /> },
  { name: 'form-server-field', Content: () => <ConsentForm outcome="server-field" /> },
  { name: 'form-problem', Content: () => <ConsentForm outcome="problem" /> },
  { name: 'form-sending', Content: () => <ConsentForm outcome="sending" /> },
];

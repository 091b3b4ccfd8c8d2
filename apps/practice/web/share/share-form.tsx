import {
  Button,
  checkDateField,
  DateField,
  FactList,
  Form,
  type RouteAnswer,
  TextField,
  type Translate,
  typedIso,
  useForm,
  useMessages,
  useRouteMutation,
} from '@kartoteka/ui';
import { useState } from 'react';
import { getDocument, searchDocuments } from '../../src/features/documents/contract.ts';
import {
  type ConsentView,
  searchConsents,
  type shareDefaults,
  shareDocuments,
} from '../../src/features/shares/contract.ts';
import styles from './share.module.css';
import type { SharedDocument } from './share-dialog.tsx';
import { SharedDocuments } from './shared-documents.tsx';

export interface ShareFormProps {
  readonly documents: readonly SharedDocument[];
  readonly defaults: RouteAnswer<typeof shareDefaults>;
  readonly onShared: (consent: ConsentView) => void;
  readonly onClose: () => void;
}

/** Recipient, time, reason and documents, all prefilled and all to be changed. */
export function ShareForm({ documents, defaults, onShared, onClose }: ShareFormProps) {
  const t = useMessages();
  const [chosen, setChosen] = useState(documents);
  const share = useRouteMutation(shareDocuments, {
    refreshes: [searchDocuments, getDocument, searchConsents],
  });
  const form = useForm({
    initial: { ...defaults },
    check: (values) => checkShare(t, values),
    send: async (values) => {
      const consent = await share.mutateAsync({
        body: {
          documentIds: chosen.map(({ id }) => id),
          recipient: { kind: 'patient' },
          from: typedIso(values.from) ?? values.from,
          to: typedIso(values.to) ?? values.to,
          reason: values.reason.trim(),
        },
      });
      onShared(consent);
    },
  });
  const name = chosen[0]?.patientName ?? '';
  return (
    <div className={styles.stack}>
      <p>{t('share.intro')}</p>
      <Form
        form={form}
        submitLabel={t('share.confirm')}
        beside={<Button onClick={onClose}>{t('common.cancel')}</Button>}
      >
        <FactList
          facts={[{ label: t('share.recipient'), value: t('share.recipientPatient', { name }) }]}
        />
        <div className={styles.days}>
          <DateField name="from" label={t('share.from')} />
          <DateField name="to" label={t('share.to')} />
        </div>
        <TextField name="reason" label={t('share.reason')} />
        <SharedDocuments documents={chosen} onChange={setChosen} />
      </Form>
    </div>
  );
}

const reasonCharactersMax = 300;

function checkShare(
  t: Translate,
  values: { readonly from: string; readonly to: string; readonly reason: string },
): Record<string, string> {
  const found: Record<string, string> = {};
  const from = checkDateField(t, t('share.from'), values.from);
  const to = checkDateField(t, t('share.to'), values.to) ?? orderOf(t, values);
  const reason = reasonOf(t, values.reason.trim());
  if (from) found.from = from;
  if (to) found.to = to;
  if (reason) found.reason = reason;
  return found;
}

function orderOf(t: Translate, values: { readonly from: string; readonly to: string }) {
  const from = typedIso(values.from);
  const to = typedIso(values.to);
  return from && to && to < from ? t('share.toBeforeFrom') : undefined;
}

function reasonOf(t: Translate, reason: string): string | undefined {
  const field = t('share.reason');
  if (reason === '') return t('form.enterField', { field });
  if (reason.length <= reasonCharactersMax) return undefined;
  return t('form.tooLong', { field, max: reasonCharactersMax });
}

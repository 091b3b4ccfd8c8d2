import { SelectField, TextField, useMessages } from '@kartoteka/ui';
import { numberLabel } from './patient-form-values.ts';

/** PESEL, TAJ, another document, or why there is none. */
export function IdentityFields({ kind }: { readonly kind: string }) {
  const t = useMessages();
  return (
    <>
      <SelectField
        withEmpty={false}
        name="identity.kind"
        label={t('patients.identityKind')}
        options={[
          { value: 'pesel', label: t('patients.kindPesel') },
          { value: 'taj', label: t('patients.kindTaj') },
          { value: 'document', label: t('patients.kindDocument') },
          { value: 'none', label: t('patients.kindNone') },
        ]}
      />
      {kind === 'none' ? (
        <SelectField
          name="identity.reason"
          label={t('patients.reason')}
          options={[
            { value: 'newborn', label: t('patients.reasonNewborn') },
            { value: 'foreigner', label: t('patients.reasonForeigner') },
            { value: 'unknown', label: t('patients.reasonUnknown') },
          ]}
        />
      ) : (
        <TextField
          identifier
          short
          name="identity.number"
          label={numberLabel(t, kind)}
          {...(kind === 'pesel' && { hint: t('patients.peselHint') })}
          {...(kind !== 'document' && { inputMode: 'numeric' as const })}
        />
      )}
      {kind === 'document' ? (
        <TextField
          optional
          name="identity.issuer"
          label={t('patients.documentIssuer')}
          hint={t('patients.documentIssuerHint')}
        />
      ) : null}
    </>
  );
}

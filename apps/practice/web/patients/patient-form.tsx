import {
  Button,
  DateField,
  Form,
  type FormHandle,
  Section,
  SelectField,
  TextField,
  useLanguage,
  useMessages,
  useNavigation,
} from '@kartoteka/ui';
import { IdentityFields } from './identity-fields.tsx';
import type { PatientValues } from './patient-form-values.ts';
import styles from './patients.module.css';
import { RepresentativeFields, type Representatives } from './representative-fields.tsx';

export interface PatientFormProps {
  readonly form: FormHandle<PatientValues>;
  readonly representatives: Representatives;
  /** Where "Cancel" leads. */
  readonly back: string;
}

/** What a registrar types of a patient. */
export function PatientForm({ form, representatives, back }: PatientFormProps) {
  const t = useMessages();
  const { language } = useLanguage();
  const { go } = useNavigation();
  const { values } = form;
  const hungarian =
    values['identity.kind'] === 'taj' ||
    language === 'hu' ||
    ['birthName', 'motherName', 'birthPlace'].some((name) => values[name]);
  return (
    <Form
      form={form}
      submitLabel={t('common.save')}
      beside={<Button onClick={() => go(back)}>{t('common.cancel')}</Button>}
    >
      <TextField name="family" label={t('patients.family')} spellCheck={false} />
      <TextField name="given" label={t('patients.given')} spellCheck={false} />
      <Section title={t('patients.identityHeading')}>
        <div className={styles.fields}>
          <IdentityFields kind={values['identity.kind'] ?? ''} />
          <DateField optional name="birthDate" label={t('patient.born')} />
          <SelectField
            withEmpty={false}
            name="sex"
            label={t('patients.sex')}
            options={[
              { value: 'unknown', label: t('patients.sexUnknown') },
              { value: 'female', label: t('patient.sexFemale') },
              { value: 'male', label: t('patient.sexMale') },
            ]}
          />
        </div>
      </Section>
      {hungarian ? (
        <Section title={t('patients.moreHeading')}>
          <div className={styles.fields}>
            <TextField optional name="birthName" label={t('patients.birthName')} />
            <TextField optional name="motherName" label={t('patients.motherName')} />
            <TextField optional name="birthPlace" label={t('patients.birthPlace')} />
          </div>
        </Section>
      ) : null}
      <Section title={t('patients.contactHeading')}>
        <div className={styles.fields}>
          <TextField optional name="address" label={t('patients.address')} lines={2} />
          <TextField optional name="phone" type="tel" label={t('patients.phone')} />
          <TextField optional name="email" type="email" label={t('patients.email')} />
        </div>
      </Section>
      <Section title={t('patients.representatives')}>
        <RepresentativeFields {...representatives} />
      </Section>
      <Section title={t('patients.otherHeading')}>
        <DateField
          optional
          name="deceasedOn"
          label={t('patient.deceasedOn')}
          hint={t('patients.deceasedHint')}
        />
      </Section>
    </Form>
  );
}

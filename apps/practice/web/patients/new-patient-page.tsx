import {
  ClientProblem,
  Notice,
  Page,
  TextLink,
  useCallRoute,
  useForm,
  useMessages,
  useNavigation,
} from '@kartoteka/ui';
import { useState } from 'react';
import { createPatient, searchPatients } from '../../src/features/patients/contract.ts';
import { PatientForm } from './patient-form.tsx';
import { bodyOf, checkPatient, emptyPatient, type PatientValues } from './patient-form-values.ts';
import styles from './patients.module.css';
import { useRepresentatives } from './representative-fields.tsx';

interface Known {
  readonly id: string;
  readonly name: string;
}

/** Adds a patient; a number that is known already leads to the record that has it. */
export function NewPatientPage() {
  const t = useMessages();
  const { go } = useNavigation();
  const call = useCallRoute();
  const people = useRepresentatives(0);
  const [known, setKnown] = useState<Known>();
  const [lookupFailed, setLookupFailed] = useState(false);
  const findKnown = async (number: string) => {
    const { rows } = await call(searchPatients, { body: { text: number, pageSize: 1 } });
    const [row] = rows;
    setKnown(row && { id: row.id, name: `${row.family} ${row.given}` });
  };
  const form = useForm<PatientValues>({
    initial: emptyPatient,
    check: (values) => checkPatient(t, values, people.count),
    send: async (values) => {
      setKnown(undefined);
      setLookupFailed(false);
      try {
        const saved = await call(createPatient, { body: bodyOf(values, people.count) });
        go(`/patients/${saved.id}`);
      } catch (thrown) {
        if (thrown instanceof ClientProblem && thrown.code === 'practice.patient-exists') {
          // The refusal itself stands with the form; that the record was not found is said beside it.
          await findKnown(values['identity.number'] ?? '').catch(() => setLookupFailed(true));
        }
        throw thrown;
      }
    },
  });
  return (
    <Page width="narrow" title={t('patients.add')}>
      {known ? (
        <div className={styles.notices}>
          <Notice
            live
            kind="info"
            title={t('patients.existing')}
            action={
              <TextLink to={`/patients/${known.id}`}>
                {t('patients.openExisting', { name: known.name })}
              </TextLink>
            }
          />
        </div>
      ) : null}
      {lookupFailed ? (
        <div className={styles.notices}>
          <Notice live kind="warn" title={t('patients.existingNotLooked')} />
        </div>
      ) : null}
      <PatientForm form={form} representatives={people.bind(form)} back="/patients" />
    </Page>
  );
}

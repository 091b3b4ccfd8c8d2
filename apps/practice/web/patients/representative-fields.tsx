import { Button, type FormHandle, SelectField, TextField, useMessages } from '@kartoteka/ui';
import { useState } from 'react';
import { type PatientValues, representativeValues } from './patient-form-values.ts';
import styles from './patients.module.css';

export interface Representatives {
  readonly count: number;
  readonly add: () => void;
  readonly remove: (index: number) => void;
}

const representativesMax = 10;
const parts = ['name', 'relation', 'pesel', 'phone'];

/** How many representatives the form holds. Removing one moves those after it up. */
export function useRepresentatives(initial: number) {
  const [count, setCount] = useState(initial);
  return {
    count,
    setCount,
    bind: (form: FormHandle<PatientValues>): Representatives => ({
      count,
      add: () => {
        const fresh = Object.entries(representativeValues(count));
        for (const [name, value] of fresh) form.set(name, value);
        setCount(count + 1);
      },
      remove: (index) => {
        for (let at = index; at < count - 1; at += 1) {
          for (const part of parts) {
            const next = form.values[`representatives.${at + 1}.${part}`] ?? '';
            form.set(`representatives.${at}.${part}`, next);
          }
        }
        setCount(count - 1);
      },
    }),
  };
}

/** Who speaks for the patient: rows that are added and removed. */
export function RepresentativeFields({ count, add, remove }: Representatives) {
  const t = useMessages();
  const numbers = Array.from({ length: count }, (_, index) => index);
  return (
    <div className={styles.fields}>
      {count === 0 ? <p className={styles.muted}>{t('patients.noRepresentatives')}</p> : null}
      {numbers.map((index) => (
        <Representative key={index} index={index} onRemove={() => remove(index)} />
      ))}
      {count < representativesMax ? (
        <div>
          <Button onClick={add}>{t('patients.addRepresentative')}</Button>
        </div>
      ) : null}
    </div>
  );
}

interface RepresentativeProps {
  readonly index: number;
  readonly onRemove: () => void;
}

function Representative({ index, onRemove }: RepresentativeProps) {
  const t = useMessages();
  const at = `representatives.${index}`;
  const number = index + 1;
  return (
    <fieldset className={styles.person}>
      <legend>{t('patients.representative', { number })}</legend>
      <TextField name={`${at}.name`} label={t('patients.representativeName')} spellCheck={false} />
      <SelectField
        name={`${at}.relation`}
        label={t('patients.relation')}
        options={[
          { value: 'mother', label: t('patients.relationMother') },
          { value: 'father', label: t('patients.relationFather') },
          { value: 'guardian', label: t('patients.relationGuardian') },
          { value: 'close-person', label: t('patients.relationClose') },
        ]}
      />
      <TextField
        optional
        identifier
        short
        name={`${at}.pesel`}
        label={t('patients.kindPesel')}
        inputMode="numeric"
      />
      <TextField optional short name={`${at}.phone`} type="tel" label={t('patients.phone')} />
      <div>
        <Button
          small
          look="quiet"
          name={t('patients.removeRepresentative', { number })}
          onClick={onRemove}
        >
          {t('common.remove')}
        </Button>
      </div>
    </fieldset>
  );
}

import { Button, SelectField, TextField, useMessages } from '@kartoteka/ui';
import { type FieldRows, useFieldRows } from '../use-field-rows.ts';
import { representativeValues } from './patient-form-values.ts';
import styles from './patients.module.css';

export type Representatives = FieldRows;

const representativesMax = 10;

/** How many representatives the form holds. */
export function useRepresentatives(initial: number) {
  return useFieldRows('representatives', initial, (index) => representativeValues(index));
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

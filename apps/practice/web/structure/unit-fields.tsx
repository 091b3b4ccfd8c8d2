import { Button, TextField, useMessages } from '@kartoteka/ui';
import type { FieldRows } from '../use-field-rows.ts';
import styles from './structure.module.css';

const unitsMax = 200;

/** The units of the form: rows that are added and removed; the last one stays. */
export function UnitFields({ count, add, remove }: FieldRows) {
  const t = useMessages();
  const numbers = Array.from({ length: count }, (_none, index) => index);
  return (
    <div className={styles.fields}>
      {numbers.map((index) => (
        <Unit key={index} index={index} onRemove={count > 1 ? () => remove(index) : undefined} />
      ))}
      {count < unitsMax ? (
        <div>
          <Button onClick={add}>{t('structure.addUnit')}</Button>
        </div>
      ) : null}
    </div>
  );
}

interface UnitProps {
  readonly index: number;
  readonly onRemove: (() => void) | undefined;
}

function Unit({ index, onRemove }: UnitProps) {
  const t = useMessages();
  const at = `units.${index}`;
  const number = index + 1;
  return (
    <fieldset className={styles.unit}>
      <legend>{t('structure.unit', { number })}</legend>
      <TextField identifier short name={`${at}.code`} label={t('structure.code')} />
      <TextField name={`${at}.name`} label={t('structure.name')} spellCheck={false} />
      <div className={styles.parts}>
        <TextField optional identifier name={`${at}.resortV`} label={t('structure.resortV')} />
        <TextField optional identifier name={`${at}.resortVII`} label={t('structure.resortVII')} />
        <TextField optional identifier name={`${at}.resortIX`} label={t('structure.resortIX')} />
      </div>
      <div className={styles.parts}>
        <TextField
          identifier
          name={`${at}.resortVIII`}
          label={t('structure.resortVIII')}
          hint={t('structure.hintVIII')}
        />
        <TextField
          identifier
          name={`${at}.resortX`}
          label={t('structure.resortX')}
          hint={t('structure.hintX')}
        />
      </div>
      <div className={styles.parts}>
        <TextField optional name={`${at}.phone`} type="tel" label={t('structure.phone')} />
        <TextField optional name={`${at}.email`} type="email" label={t('structure.email')} />
      </div>
      {onRemove ? (
        <div>
          <Button
            small
            look="quiet"
            name={t('structure.removeUnit', { number })}
            onClick={onRemove}
          >
            {t('common.remove')}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}

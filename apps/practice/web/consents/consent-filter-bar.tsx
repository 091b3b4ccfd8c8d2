import { Button, useMessages } from '@kartoteka/ui';
import { useId } from 'react';
import { type ConsentState, consentStates, stateText } from './consent-states.ts';
import styles from './consents.module.css';
import type { ConsentFilters } from './route.tsx';

export interface ConsentFilterBarProps {
  readonly filters: ConsentFilters;
  readonly onFilters: (filters: ConsentFilters) => void;
}

/** Filters that stand in the address: the state, and the one patient where a page led here. */
export function ConsentFilterBar({ filters, onFilters }: ConsentFilterBarProps) {
  const t = useMessages();
  const id = useId();
  const { page: _, state, patient, ...rest } = filters;
  const choose = (next: string) =>
    onFilters({
      ...rest,
      ...(patient && { patient }),
      ...(next !== '' && { state: next as ConsentState }),
    });
  return (
    <div className={styles.filters}>
      <label htmlFor={id}>{t('consentRegister.state')}</label>
      <select id={id} value={state ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{t('consentRegister.anyState')}</option>
        {consentStates.map((one) => (
          <option key={one} value={one}>
            {stateText(t, one)}
          </option>
        ))}
      </select>
      {patient ? (
        <>
          <span>{t('consentRegister.onlyPatient')}</span>
          <Button small onClick={() => onFilters(state ? { state } : {})}>
            {t('table.clearFilters')}
          </Button>
        </>
      ) : null}
    </div>
  );
}

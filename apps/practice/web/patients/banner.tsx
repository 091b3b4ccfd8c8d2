import { clinicalDate } from '@kartoteka/messages';
import { PatientBanner, useClock, useMessages } from '@kartoteka/ui';
import type { ReactNode } from 'react';
import type { PatientView } from '../../src/features/patients/contract.ts';
import { numberOf } from './identity-text.tsx';

/** Who a page is about, fixed on top of it. */
export function Banner(props: { readonly patient: PatientView; readonly action?: ReactNode }) {
  const t = useMessages();
  const today = clinicalDate(useClock().now());
  const { family, given, birthDate, sex, deceasedOn, identity } = props.patient;
  const identifier = numberOf(t, identity);
  return (
    <PatientBanner
      today={today}
      action={props.action}
      patient={{
        family,
        given,
        ...(birthDate && { birthDate }),
        ...(sex !== 'unknown' && { sex }),
        ...(identifier && { identifier }),
        ...(deceasedOn && { deceased: deceasedOn }),
      }}
    />
  );
}

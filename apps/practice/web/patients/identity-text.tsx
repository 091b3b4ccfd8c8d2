import { Identifier, type Translate, useMessages } from '@kartoteka/ui';
import type { PatientIdentity } from '../../src/features/patients/contract.ts';

const reasons = {
  newborn: 'patients.reasonNewborn',
  foreigner: 'patients.reasonForeigner',
  unknown: 'patients.reasonUnknown',
} as const;

/** A patient's number with its label, or in words why there is none (UX-14, UX-16). */
export function IdentityText(props: {
  readonly identity: PatientIdentity;
  readonly withCopy?: boolean;
}) {
  const t = useMessages();
  const { identity, withCopy = false } = props;
  const number = numberOf(t, identity);
  if (number) return <Identifier {...number} withCopy={withCopy} />;
  return identity.kind === 'none' ? t(reasons[identity.reason]) : t('common.notRecorded');
}

/** The number and what it is called; `undefined` for somebody without one. */
export function numberOf(
  t: Translate,
  identity: PatientIdentity,
): { readonly label: string; readonly value: string } | undefined {
  if (identity.kind === 'none') return undefined;
  if (identity.kind === 'pesel') return { label: t('patient.pesel'), value: identity.number };
  if (identity.kind === 'taj') return { label: t('patient.taj'), value: identity.number };
  return { label: t('patient.otherDocument'), value: identity.number };
}

/** Why somebody has no number. */
export function reasonText(t: Translate, identity: PatientIdentity): string | undefined {
  return identity.kind === 'none' ? t(reasons[identity.reason]) : undefined;
}

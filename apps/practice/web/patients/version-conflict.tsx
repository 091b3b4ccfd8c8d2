import { Notice, type Translate, typedIso, useMessages, Value } from '@kartoteka/ui';
import { useEffect, useRef } from 'react';
import type { PatientView } from '../../src/features/patients/contract.ts';
import { numberLabel, type PatientValues, valuesOf } from './patient-form-values.ts';
import styles from './patients.module.css';

export interface Conflict {
  /** What the form began with. */
  readonly base: PatientView;
  /** What somebody else saved meanwhile. */
  readonly theirs: PatientView;
}

export interface VersionConflictProps extends Conflict {
  readonly typed: PatientValues;
  readonly people: number;
}

/** Somebody else saved first: what differs, and that nothing typed is lost. */
export function VersionConflict({ base, theirs, typed, people }: VersionConflictProps) {
  const t = useMessages();
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new conflict takes the focus.
  useEffect(() => box.current?.focus(), [theirs]);
  const before = valuesOf(base);
  const saved = valuesOf(theirs);
  const representatives = Math.max(people, theirs.representatives.length);
  const differences = fieldsOf(t, typed, representatives).filter(
    ({ name }) =>
      (before[name] ?? '') !== (saved[name] ?? '') ||
      !isSame(name, saved[name] ?? '', typed[name] ?? ''),
  );
  return (
    <div ref={box} tabIndex={-1} className={styles.notices} data-focus-target>
      <Notice live kind="warn" title={t('patients.conflictTitle')}>
        {differences.length === 0 ? (
          <p>{t('patients.conflictSame')}</p>
        ) : (
          <>
            <p>{t('patients.conflictText')}</p>
            <table className={styles.differences}>
              <thead>
                <tr>
                  <th scope="col">{t('patients.conflictField')}</th>
                  <th scope="col">{t('patients.conflictTheirs')}</th>
                  <th scope="col">{t('patients.conflictYours')}</th>
                </tr>
              </thead>
              <tbody>
                {differences.map(({ name, label }) => (
                  <tr key={name}>
                    <th scope="row">{label}</th>
                    <td>
                      <Value>{saved[name] ?? ''}</Value>
                    </td>
                    <td>
                      <Value>{typed[name] ?? ''}</Value>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </Notice>
    </div>
  );
}

function isSame(name: string, saved: string, typed: string): boolean {
  if (name === 'birthDate' || name === 'deceasedOn') return (typedIso(typed) ?? '') === saved;
  return saved.trim() === typed.trim();
}

function fieldsOf(t: Translate, typed: PatientValues, people: number) {
  const fields = [
    { name: 'family', label: t('patients.family') },
    { name: 'given', label: t('patients.given') },
    { name: 'identity.kind', label: t('patients.identityKind') },
    { name: 'identity.number', label: numberLabel(t, typed['identity.kind']) },
    { name: 'identity.issuer', label: t('patients.documentIssuer') },
    { name: 'birthDate', label: t('patient.born') },
    { name: 'sex', label: t('patients.sex') },
    { name: 'birthName', label: t('patients.birthName') },
    { name: 'motherName', label: t('patients.motherName') },
    { name: 'birthPlace', label: t('patients.birthPlace') },
    { name: 'address', label: t('patients.address') },
    { name: 'phone', label: t('patients.phone') },
    { name: 'email', label: t('patients.email') },
    { name: 'deceasedOn', label: t('patient.deceasedOn') },
  ];
  for (let index = 0; index < people; index += 1) {
    const who = t('patients.representative', { number: index + 1 });
    fields.push(
      { name: `representatives.${index}.name`, label: who },
      { name: `representatives.${index}.pesel`, label: `${who}, ${t('patients.kindPesel')}` },
      { name: `representatives.${index}.phone`, label: `${who}, ${t('patients.phone')}` },
    );
  }
  return fields;
}

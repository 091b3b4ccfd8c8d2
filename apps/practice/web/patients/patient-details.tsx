import { DateText, FactList, Identifier, Section, useMessages } from '@kartoteka/ui';
import type { PatientView } from '../../src/features/patients/contract.ts';
import { reasonText } from './identity-text.tsx';
import styles from './patients.module.css';

const relations = {
  mother: 'patients.relationMother',
  father: 'patients.relationFather',
  guardian: 'patients.relationGuardian',
  'close-person': 'patients.relationClose',
} as const;

/** What the banner does not say: address, contact, representatives, and what belongs to a number. */
export function PatientDetails({ patient }: { readonly patient: PatientView }) {
  const t = useMessages();
  const { identity } = patient;
  const reason = reasonText(t, identity);
  return (
    <Section title={t('patients.details')}>
      <div className={styles.card}>
        <FactList
          facts={[
            ...(reason ? [{ label: t('patients.reason'), value: reason }] : []),
            ...(identity.kind === 'document'
              ? [{ label: t('patients.documentIssuer'), value: identity.issuer }]
              : []),
            { label: t('patients.address'), value: patient.address },
            { label: t('patients.phone'), value: patient.phone },
            { label: t('patients.email'), value: patient.email },
            ...onlyFilled([
              { label: t('patients.birthName'), value: patient.birthName },
              { label: t('patients.motherName'), value: patient.motherName },
              { label: t('patients.birthPlace'), value: patient.birthPlace },
            ]),
            ...(patient.deceasedOn
              ? [
                  {
                    label: t('patient.deceasedOn'),
                    value: <DateText value={patient.deceasedOn} />,
                  },
                ]
              : []),
            { label: t('patients.representatives'), value: <People patient={patient} /> },
          ]}
        />
      </div>
    </Section>
  );
}

interface Fact {
  readonly label: string;
  readonly value: string | undefined;
}

function onlyFilled(facts: readonly Fact[]): readonly Fact[] {
  return facts.filter(({ value }) => value);
}

function People({ patient }: { readonly patient: PatientView }) {
  const t = useMessages();
  const { representatives } = patient;
  if (representatives.length === 0) return t('patients.noRepresentatives');
  return (
    <ul className={styles.people}>
      {representatives.map(({ name, relation, pesel, phone }) => (
        <li key={`${relation} ${name}`}>
          {name}, {t(relations[relation])}
          {pesel ? (
            <div>
              <Identifier label={t('patient.pesel')} value={pesel} withCopy={false} />
            </div>
          ) : null}
          {phone ? <div>{phone}</div> : null}
        </li>
      ))}
    </ul>
  );
}

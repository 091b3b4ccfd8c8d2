import {
  Button,
  ConfirmDialog,
  Dialog,
  ProblemNotice,
  useMessages,
  useNavigation,
  useRoute,
  useRouteMutation,
} from '@kartoteka/ui';
import { useState } from 'react';
import {
  getPatient,
  mergePatients,
  type PatientIdentity,
  type PatientView,
  searchPatients,
} from '../../src/features/patients/contract.ts';
import { IdentityText } from './identity-text.tsx';
import styles from './patients.module.css';
import { SearchBox } from './search-box.tsx';

export interface MergeDialogProps {
  readonly open: boolean;
  readonly patient: PatientView;
  readonly onClose: () => void;
}

interface Person {
  readonly id: string;
  readonly family: string;
  readonly given: string;
  readonly identity: PatientIdentity;
}

/** Two records of one person become one: first the other is found, then both are named (UX-8). */
export function MergeDialog({ open, patient, onClose }: MergeDialogProps) {
  const t = useMessages();
  const { go } = useNavigation();
  const [into, setInto] = useState<Person>();
  const merge = useRouteMutation(mergePatients, { refreshes: [getPatient, searchPatients] });
  const close = () => {
    setInto(undefined);
    onClose();
  };
  if (!into) {
    return (
      <Dialog open={open} width="wide" title={t('patients.mergeTitle')} onClose={close}>
        <FindOther patient={patient} onFound={setInto} />
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      danger
      open={open}
      title={t('patients.mergeTitle')}
      confirmLabel={t('patients.mergeDo')}
      typeName={nameOf(patient)}
      onConfirm={async () => {
        await merge.mutateAsync({ params: { id: patient.id }, body: { into: into.id } });
        close();
        go(`/patients/${into.id}`);
      }}
      onCancel={close}
    >
      <div className={styles.pair}>
        <Who heading={t('patients.mergeFrom')} person={patient} />
        <Who heading={t('patients.mergeInto')} person={into} />
      </div>
      <p>{t('patients.mergeConsequence')}</p>
      <p>
        <Button small look="quiet" onClick={() => setInto(undefined)}>
          {t('patients.mergeOther')}
        </Button>
      </p>
    </ConfirmDialog>
  );
}

function nameOf({ family, given }: Pick<Person, 'family' | 'given'>): string {
  return `${family} ${given}`;
}

function Who({ heading, person }: { readonly heading: string; readonly person: Person }) {
  return (
    <div>
      <h3>{heading}</h3>
      <p>
        <strong>{nameOf(person)}</strong>
      </p>
      <IdentityText identity={person.identity} />
    </div>
  );
}

interface FindOtherProps {
  readonly patient: PatientView;
  readonly onFound: (person: Person) => void;
}

function FindOther({ patient, onFound }: FindOtherProps) {
  const t = useMessages();
  const [text, setText] = useState(patient.family);
  const { data, error } = useRoute(searchPatients, { body: { text, pageSize: 10 } });
  const others = (data?.rows ?? []).filter(({ id }) => id !== patient.id);
  return (
    <>
      <p>{t('patients.mergeChoose')}</p>
      <SearchBox
        label={t('patients.searchLabel')}
        hint={t('patients.searchHint')}
        initial={text}
        onText={setText}
      />
      {error ? <ProblemNotice problem={error} /> : null}
      <p role="status">{data ? t('patients.count', { count: others.length }) : ''}</p>
      <ul className={styles.hits}>
        {others.map((person) => (
          <li key={person.id}>
            <div>
              <strong>{nameOf(person)}</strong>
              <div>
                <IdentityText identity={person.identity} />
              </div>
            </div>
            <Button
              name={`${t('patients.mergePick')}: ${nameOf(person)}`}
              onClick={() => onFound(person)}
            >
              {t('patients.mergePick')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

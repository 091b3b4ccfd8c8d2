import {
  Button,
  CheckField,
  checkDateField,
  DateField,
  Form,
  SelectField,
  TextField,
  type Translate,
  typedIso,
  useForm,
  useKeys,
  useMessages,
  useRoute,
} from '@kartoteka/ui';
import { useMemo, useRef, useState } from 'react';
import { listKinds } from '../../src/features/kinds/contract.ts';
import { documentStates } from '../document/document-states.ts';
import styles from './archive.module.css';
import {
  type ArchiveSearch,
  isFiltered,
  readArchiveSearch,
  type TypedSearch,
} from './archive-search.ts';

export interface SearchPanelProps {
  readonly search: ArchiveSearch;
  readonly typed: TypedSearch;
  readonly onFind: (search: ArchiveSearch, typed: TypedSearch) => void;
}

/** "Wyszukiwanie zaawansowane". */
export function SearchPanel({ search, typed, onFind }: SearchPanelProps) {
  const t = useMessages();
  const box = useRef<HTMLDetailsElement>(null);
  const [startsOpen] = useState(
    () =>
      isFiltered(search, typed) ||
      search.withReplaced === true ||
      window.matchMedia('(min-width: 60em)').matches,
  );
  useSearchKey(box);
  const { patientId, sort, order } = search;
  const form = useForm({
    initial: valuesOf(search, typed),
    check: (values) => checkDates(t, values),
    send: async (values) => {
      const { patient, author, text, ...rest } = values;
      const days = Object.fromEntries(dayFields.map(([key]) => [key, typedIso(values[key])]));
      onFind(readArchiveSearch({ patientId, sort, order, ...rest, ...days }), {
        patient: patient.trim(),
        author: author.trim(),
        text: text.trim(),
      });
    },
  });
  return (
    <details ref={box} className={styles.panel} open={startsOpen}>
      <summary>{t('archive.advancedSearch')}</summary>
      {patientId ? (
        <p className={styles.onePatient}>
          {t('archive.onePatient')}
          <Button small look="quiet" onClick={() => onFind(withoutPatient(search), typed)}>
            {t('archive.allPatients')}
          </Button>
        </p>
      ) : null}
      <Form form={form} submitLabel={t('archive.find')}>
        <div className={styles.fields}>
          <TextField name="patient" type="search" label={t('archive.filterPatient')} />
          <TextField name="text" type="search" label={t('archive.filterText')} />
          <KindField />
          <SelectField
            name="state"
            label={t('archive.filterState')}
            emptyLabel={t('archive.filterAllStates')}
            options={Object.entries(documentStates).map(([value, { key }]) => ({
              value,
              label: t(key),
            }))}
          />
          {dayFields.map(([name, key]) => (
            <DateField key={name} name={name} label={t(key)} hint="" />
          ))}
          <TextField name="author" label={t('archive.filterAuthor')} />
        </div>
        <CheckField name="withReplaced" label={t('removal.showReplaced')} />
      </Form>
    </details>
  );
}

function KindField() {
  const t = useMessages();
  const kinds = useRoute(listKinds, {});
  return (
    <SelectField
      name="kind"
      label={t('archive.filterKind')}
      emptyLabel={t('archive.filterAllKinds')}
      options={(kinds.data?.kinds ?? []).map(({ code, name }) => ({
        value: code,
        label: `${code} ${name}`,
      }))}
    />
  );
}

const dayFields = [
  ['addedFrom', 'archive.addedFrom'],
  ['addedTo', 'archive.addedTo'],
  ['issuedFrom', 'archive.issuedFrom'],
  ['issuedTo', 'archive.issuedTo'],
] as const;

function valuesOf(search: ArchiveSearch, typed: TypedSearch) {
  return {
    ...typed,
    kind: search.kind ?? '',
    state: search.state ?? '',
    withReplaced: search.withReplaced === true,
    addedFrom: search.addedFrom ?? '',
    addedTo: search.addedTo ?? '',
    issuedFrom: search.issuedFrom ?? '',
    issuedTo: search.issuedTo ?? '',
  };
}

function checkDates(t: Translate, values: ReturnType<typeof valuesOf>): Record<string, string> {
  const found = dayFields.flatMap(([name, key]) => {
    const text = checkDateField(t, t(key), values[name], { optional: true });
    return text ? [[name, text] as const] : [];
  });
  return Object.fromEntries(found);
}

function withoutPatient({ patientId: _patientId, page: _page, ...rest }: ArchiveSearch) {
  return rest;
}

/** `/` opens the panel and goes to its first field (UX-48). */
function useSearchKey(box: React.RefObject<HTMLDetailsElement | null>): void {
  const bindings = useMemo(
    () => [
      {
        key: '/',
        meaning: 'frame.keySearch' as const,
        run: () => {
          if (!box.current) return;
          box.current.open = true;
          box.current.querySelector<HTMLInputElement>('input[name="patient"]')?.focus();
        },
      },
    ],
    [box],
  );
  useKeys(bindings);
}

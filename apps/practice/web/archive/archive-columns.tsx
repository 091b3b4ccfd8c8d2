import type { Language } from '@kartoteka/kernel';
import {
  DateText,
  Identifier,
  type TableColumn,
  TextLink,
  type Translate,
  Value,
  YesNo,
} from '@kartoteka/ui';
import type { DocumentRow, DocumentState } from '../../src/features/documents/contract.ts';
import { actorName } from '../document/actor-name.ts';
import { DocumentStateTag, ReplacedTag } from '../document/document-state-tag.tsx';
import styles from './archive.module.css';

/** The columns as users know them, and the state beside them. */
export function archiveColumns(t: Translate, language: Language): TableColumn<DocumentRow>[] {
  return [
    {
      id: 'patientName',
      header: t('archive.columnPatient'),
      cell: (row) => <PatientCell row={row} missing={t('archive.noPatient')} />,
      rowHeader: true,
      sortable: true,
    },
    {
      id: 'pesel',
      header: t('archive.columnPesel'),
      cell: ({ pesel }) =>
        pesel ? (
          <Identifier labelHidden withCopy={false} label={t('archive.columnPesel')} value={pesel} />
        ) : (
          <Value />
        ),
    },
    {
      id: 'inCloud',
      header: t('archive.columnRepository'),
      cell: ({ inCloud }) => <YesNo value={inCloud} />,
    },
    {
      id: 'consented',
      header: t('archive.columnConsent'),
      cell: ({ consented }) => <YesNo value={consented} />,
    },
    {
      id: 'kindName',
      header: t('archive.columnKind'),
      cell: (row) => (
        <span>
          <TextLink to={`/documents/${row.id}`}>{capital(row.kindName, language)}</TextLink>
          {row.warnings > 0 ? ' ' : ''}
          {row.warnings > 0 ? (
            <span className={styles.warnings}>
              {t('archive.warnings', { count: row.warnings })}
            </span>
          ) : null}
        </span>
      ),
      sortable: true,
    },
    {
      id: 'addedAt',
      header: t('archive.columnAdded'),
      cell: ({ addedAt }) => <DateText withTime value={addedAt} />,
      sortable: true,
    },
    {
      id: 'addedBy',
      header: t('archive.columnUser'),
      cell: ({ addedBy }) => <Value missing="unknown">{actorName(t, addedBy)}</Value>,
    },
    {
      id: 'state',
      header: t('archive.columnState'),
      cell: ({ state, replaced }) => (
        <span className={wordy.has(state) || replaced ? undefined : styles.oneLine}>
          <DocumentStateTag state={state} />
          {replaced ? ' ' : ''}
          {replaced ? <ReplacedTag /> : null}
        </span>
      ),
    },
  ];
}

/** States of several words may take two lines; the others stay on one. */
const wordy: ReadonlySet<DocumentState> = new Set(['waiting', 'checking', 'conflict']);

interface PatientCellProps {
  readonly row: DocumentRow;
  readonly missing: string;
}

function PatientCell({ row, missing }: PatientCellProps) {
  if (!row.patientId) return <span className={styles.missing}>{missing}</span>;
  return (
    <TextLink className={styles.person} to={`/patients/${row.patientId}`}>
      {row.patientName}
    </TextLink>
  );
}

function capital(text: string, language: Language): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

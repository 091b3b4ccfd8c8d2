import {
  Button,
  CheckField,
  FactList,
  Form,
  TextField,
  useForm,
  useMessages,
  useRouteMutation,
  YesNo,
} from '@kartoteka/ui';
import { useEffect, useId, useRef } from 'react';
import {
  dryRunKinds,
  type KindRow,
  listKinds,
  saveKinds,
} from '../../src/features/kinds/contract.ts';
import { DryRun } from './dry-run.tsx';
import styles from './kinds.module.css';

export interface KindFormProps {
  readonly kind: KindRow;
  /** The version of the settings that was read; saving over another is refused. */
  readonly version: number;
  readonly editable: boolean;
  readonly onSaved: (version: number) => void;
  /** Another saved first, perhaps: the list has to be read anew. */
  readonly onRefused: () => void;
}

const daysMax = 36_500;

/** The form of one kind, headed with its code in brackets and its name. */
export function KindForm(props: KindFormProps) {
  const { kind, editable } = props;
  const t = useMessages();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section className={styles.form} aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1} data-focus-target>
        {`[${kind.code}] ${kind.name}`}
      </h2>
      <FactList
        facts={[
          { label: t('kinds.columnKind'), value: kind.code },
          { label: t('kinds.columnName'), value: kind.name },
          ...(editable
            ? []
            : [
                { label: t('kinds.columnArchive'), value: <YesNo value={kind.autoArchive} /> },
                {
                  label: t('kinds.columnLocalDays'),
                  value: kind.localDays === null ? t('kinds.forever') : String(kind.localDays),
                },
              ]),
        ]}
      />
      {editable ? <Parameters {...props} /> : <p className={styles.muted}>{t('kinds.readOnly')}</p>}
    </section>
  );
}

function Parameters({ kind, version, onSaved, onRefused }: KindFormProps) {
  const t = useMessages();
  const save = useRouteMutation(saveKinds, { refreshes: [listKinds] });
  const dryRun = useRouteMutation(dryRunKinds);
  const form = useForm({
    initial: {
      autoArchive: kind.autoArchive,
      localDays: kind.localDays === null ? '' : String(kind.localDays),
    },
    check: ({ localDays }): Record<string, string> =>
      readDays(localDays) === undefined ? { localDays: t('kinds.daysWrong') } : {},
    send: async (values) => {
      try {
        const body = { version, kinds: [settingOf(kind.code, values)] };
        const saved = await save.mutateAsync({ body });
        dryRun.reset();
        onSaved(saved.version);
      } catch (thrown) {
        // Saving again then takes the version of whoever was first.
        onRefused();
        throw thrown;
      }
    },
  });
  const tryOut = () => {
    if (readDays(form.values.localDays) === undefined) return void form.submit();
    dryRun.mutate({ body: { kinds: [settingOf(kind.code, form.values)] } });
  };
  return (
    <>
      <Form
        form={form}
        submitLabel={t('common.save')}
        beside={
          <Button busy={dryRun.isPending} onClick={tryOut}>
            {t('kinds.dryRun')}
          </Button>
        }
      >
        <CheckField name="autoArchive" label={t('kinds.columnArchive')} />
        <TextField
          short
          name="localDays"
          inputMode="numeric"
          label={t('kinds.columnLocalDays')}
          hint={t('kinds.daysHint')}
        />
      </Form>
      <DryRun result={dryRun.data} problem={dryRun.error} />
      <p className={styles.muted}>{t('kinds.version', { version })}</p>
    </>
  );
}

interface Typed {
  readonly autoArchive: boolean;
  readonly localDays: string;
}

function settingOf(code: string, { autoArchive, localDays }: Typed) {
  return { code, autoArchive, localDays: readDays(localDays) ?? null };
}

/** The typed days; `null` for an empty field, `undefined` for what is no number of days. */
function readDays(typed: string): number | null | undefined {
  const text = typed.replace(/\s/g, '');
  if (text === '') return null;
  const days = Number(text);
  return /^\d+$/.test(text) && days >= 1 && days <= daysMax ? days : undefined;
}

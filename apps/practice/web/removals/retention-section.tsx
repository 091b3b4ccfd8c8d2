import {
  FactList,
  Form,
  Notice,
  type RouteAnswer,
  Section,
  TextField,
  useForm,
  useMessages,
  useRoute,
  useRouteMutation,
} from '@kartoteka/ui';
import { listDue, readRetention, saveRetention } from '../../src/features/removals/contract.ts';
import { useIsAdministrator } from '../use-roles.ts';
import styles from './removals.module.css';
import { classNames } from './retention-names.ts';

type Retention = RouteAnswer<typeof readRetention>;

/** How long documents of each class are kept; what is shipped has to be verified by the practice. */
export function RetentionSection() {
  const t = useMessages();
  const administrator = useIsAdministrator();
  const { data } = useRoute(readRetention, {});
  if (!data) return null;
  return (
    <Section title={t('removal.retentionHeading')}>
      <div className={styles.stack}>
        <p>{t('removal.retentionText')}</p>
        {data.version === 0 ? (
          <Notice kind="warn" title={t('removal.verifyTitle')}>
            {t('removal.verifyText')}
          </Notice>
        ) : null}
        {administrator ? (
          <RetentionForm key={data.version} retention={data} />
        ) : (
          <FactList
            facts={data.classes.map(({ code, years }) => ({
              label: t(classNames[code]),
              value: t('removal.years', { years }),
            }))}
          />
        )}
      </div>
    </Section>
  );
}

const yearsMax = 200;

function RetentionForm({ retention }: { readonly retention: Retention }) {
  const t = useMessages();
  const save = useRouteMutation(saveRetention, { refreshes: [readRetention, listDue] });
  const form = useForm({
    initial: Object.fromEntries(retention.classes.map(({ code, years }) => [code, String(years)])),
    check: (values) =>
      Object.fromEntries(
        Object.entries(values)
          .filter(([, typed]) => readYears(typed) === undefined)
          .map(([code]) => [code, t('removal.yearsWrong')]),
      ),
    send: async (values) => {
      const classes = retention.classes.map(({ code, years }) => ({
        code,
        years: readYears(values[code] ?? '') ?? years,
      }));
      await save.mutateAsync({ body: { version: retention.version, classes } });
    },
  });
  return (
    <Form form={form} submitLabel={t('removal.saveYears')}>
      {retention.classes.map(({ code, shippedYears }) => (
        <TextField
          key={code}
          short
          name={code}
          inputMode="numeric"
          label={t(classNames[code])}
          hint={t('removal.shipped', { years: shippedYears })}
        />
      ))}
    </Form>
  );
}

function readYears(typed: string): number | undefined {
  const years = Number(typed.replace(/\s/g, ''));
  return Number.isInteger(years) && years >= 1 && years <= yearsMax ? years : undefined;
}

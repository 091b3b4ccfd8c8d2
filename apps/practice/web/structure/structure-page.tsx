import {
  Button,
  Card,
  EmptyPage,
  FactList,
  Loading,
  Page,
  ProblemNotice,
  Section,
  useMessages,
  useNavigation,
  useRoute,
} from '@kartoteka/ui';
import { getStructure, type StructureView } from '../../src/features/structure/contract.ts';
import { useIsAdministrator } from '../use-roles.ts';
import styles from './structure.module.css';
import { UnitList } from './unit-list.tsx';

/** "Struktura organizacyjna": provider, establishment, units and who works in them. */
export function StructurePage() {
  const t = useMessages();
  const { go } = useNavigation();
  const administrator = useIsAdministrator();
  const { data, error, refetch } = useRoute(getStructure, {});
  const edit = (label: string, look: 'primary' | 'plain') => (
    <Button look={look} onClick={() => go('/cloud/structure/edit')}>
      {label}
    </Button>
  );
  return (
    <Page
      title={t('structure.heading')}
      intro={t('structure.intro')}
      action={administrator && data?.structure ? edit(t('structure.edit'), 'plain') : null}
    >
      {error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading /> : null}
      {data && !data.structure ? (
        <EmptyPage
          title={t('structure.emptyTitle')}
          action={administrator ? edit(t('structure.fill'), 'primary') : null}
        >
          {t('structure.emptyText')}
          {administrator ? '' : ` ${t('structure.emptyOthers')}`}
        </EmptyPage>
      ) : null}
      {data?.structure ? <Known view={data} structure={data.structure} /> : null}
    </Page>
  );
}

interface KnownProps {
  readonly view: StructureView;
  readonly structure: NonNullable<StructureView['structure']>;
}

function Known({ view, structure }: KnownProps) {
  const t = useMessages();
  const { provider, establishment, units } = structure;
  const shared = (of: typeof establishment) => [
    { label: t('structure.name'), value: of.name },
    { label: t('structure.address'), value: of.address },
    { label: t('structure.phone'), value: of.phone },
    { label: t('structure.regon'), value: of.regon },
    { label: t('structure.nip'), value: of.nip },
  ];
  return (
    <>
      <div className={styles.pair}>
        <Section title={t('structure.provider')}>
          <Card>
            <FactList
              facts={[
                ...shared(provider),
                { label: t('structure.resortI'), value: provider.resortI },
              ]}
            />
          </Card>
        </Section>
        <Section title={t('structure.establishment')}>
          <Card>
            <FactList facts={shared(establishment)} />
          </Card>
        </Section>
      </div>
      <Section title={t('structure.units')}>
        <UnitList units={units} staff={view.staff} />
      </Section>
      <p className={styles.muted}>
        {t('structure.version', { version: view.version, name: view.changedBy ?? '' })}
      </p>
    </>
  );
}

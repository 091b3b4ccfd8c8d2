import {
  Button,
  Form,
  Loading,
  Notice,
  Page,
  ProblemNotice,
  Section,
  TextField,
  useAnnounce,
  useForm,
  useMessages,
  useNavigation,
  useRoute,
  useRouteMutation,
} from '@kartoteka/ui';
import { getBoard } from '../../src/features/board/contract.ts';
import {
  getStructure,
  type StructureView,
  saveStructure,
} from '../../src/features/structure/contract.ts';
import { useFieldRows } from '../use-field-rows.ts';
import { useIsAdministrator } from '../use-roles.ts';
import styles from './structure.module.css';
import {
  checkStructure,
  type StructureValues,
  structureBody,
  structureValues,
  unitValues,
} from './structure-form-values.ts';
import { UnitFields } from './unit-fields.tsx';

/** Changes the organisation structure. */
export function EditStructurePage() {
  const t = useMessages();
  const administrator = useIsAdministrator();
  const { data, error, refetch } = useRoute(getStructure, {});
  if (data && administrator) return <Edit view={data} />;
  return (
    <Page title={t('structure.windowEdit')}>
      {data ? <Notice kind="info" title={t('structure.emptyOthers')} /> : null}
      {error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading /> : null}
    </Page>
  );
}

/** The form keeps what it began with: an answer that comes later does not overwrite what is typed. */
function Edit({ view }: { readonly view: StructureView }) {
  const t = useMessages();
  const { go } = useNavigation();
  const announce = useAnnounce();
  const save = useRouteMutation(saveStructure, { refreshes: [getStructure, getBoard] });
  const units = useFieldRows('units', view.structure?.units.length ?? 1, (index) =>
    unitValues(index),
  );
  const form = useForm<StructureValues>({
    initial: structureValues(view.structure),
    check: (values) => checkStructure(t, values, units.count),
    send: async (values) => {
      const body = { ...structureBody(values, units.count), version: view.version };
      await save.mutateAsync({ body });
      announce(t('structure.saved'));
      go('/cloud/structure');
    },
  });
  return (
    <Page width="narrow" title={t('structure.heading')} windowTitle={t('structure.windowEdit')}>
      <Form
        form={form}
        submitLabel={t('common.save')}
        beside={<Button onClick={() => go('/cloud/structure')}>{t('common.cancel')}</Button>}
      >
        <Section title={t('structure.provider')}>
          <div className={styles.fields}>
            <OrganisationFields at="provider" />
            <TextField
              identifier
              short
              name="provider.resortI"
              label={t('structure.resortI')}
              inputMode="numeric"
            />
          </div>
        </Section>
        <Section title={t('structure.establishment')}>
          <div className={styles.fields}>
            <OrganisationFields at="establishment" />
          </div>
        </Section>
        <Section title={t('structure.units')}>
          <UnitFields {...units.bind(form)} />
        </Section>
      </Form>
    </Page>
  );
}

function OrganisationFields({ at }: { readonly at: 'provider' | 'establishment' }) {
  const t = useMessages();
  const number = (part: 'regon' | 'nip') => (
    <TextField
      identifier
      short
      name={`${at}.${part}`}
      label={t(`structure.${part}`)}
      inputMode="numeric"
    />
  );
  return (
    <>
      <TextField name={`${at}.name`} label={t('structure.name')} spellCheck={false} />
      <TextField optional name={`${at}.address`} label={t('structure.address')} lines={2} />
      <TextField optional short name={`${at}.phone`} type="tel" label={t('structure.phone')} />
      {number('regon')}
      {number('nip')}
    </>
  );
}

import {
  Button,
  FileField,
  Form,
  Loading,
  Notice,
  Page,
  ProblemNotice,
  TextField,
  useForm,
  useLanguage,
  useMessages,
  useNavigation,
  useRoute,
  useRouteMutation,
} from '@kartoteka/ui';
import { getBoard } from '../../src/features/board/contract.ts';
import {
  type CloudLinkView,
  getCloudLink,
  saveCloudLink,
} from '../../src/features/cloud-link/contract.ts';
import { useIsAdministrator } from '../use-roles.ts';
import {
  bodyOf,
  checkRegistration,
  fileFields,
  namingFile,
  type Registration,
} from './registration.ts';

/** "Rejestracja certyfikatów dla eRepozytorium w chmurze". */
export function RegistrationPage() {
  const t = useMessages();
  const { data, error, refetch } = useRoute(getCloudLink, {});
  const administrator = useIsAdministrator();
  if (data && administrator) return <RegistrationForm link={data} />;
  return (
    <Page title={t('cloud.registration')}>
      {data ? <Notice kind="info" title={t('cloud.emptyOthers')} /> : null}
      {error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading /> : null}
    </Page>
  );
}

function RegistrationForm({ link }: { readonly link: CloudLinkView }) {
  const t = useMessages();
  const { language } = useLanguage();
  const { go } = useNavigation();
  const save = useRouteMutation(saveCloudLink, { refreshes: [getCloudLink, getBoard] });
  const form = useForm<Registration>({
    initial: {
      account: link.account ?? '',
      machineUrl: link.machineUrl ?? '',
      portalUrl: link.portalUrl ?? '',
      trustedAuthorities: [],
      tlsCertificate: [],
      tlsPrivateKey: [],
      wssCertificate: [],
      wssPrivateKey: [],
    },
    check: (values) => checkRegistration(t, language, values),
    send: async (values) => {
      try {
        await save.mutateAsync({ body: await bodyOf(values) });
        go('/cloud');
      } catch (thrown) {
        throw namingFile(t, thrown, values);
      }
    },
  });
  return (
    <Page
      width="narrow"
      title={t(link.connected ? 'cloud.registrationUpdate' : 'cloud.registration')}
    >
      <Form
        form={form}
        submitLabel={t(link.connected ? 'cloud.update' : 'cloud.register')}
        beside={<Button onClick={() => go('/cloud')}>{t('cloud.leave')}</Button>}
      >
        <Notice kind="warn" title={t('cloud.secrecy')} />
        <TextField
          identifier
          short
          name="account"
          inputMode="numeric"
          label={t('cloud.accountId')}
          hint={t('cloud.accountHint')}
        />
        {fileFields.map(({ name, label, hint, example }) => (
          <FileField
            key={name}
            name={name}
            label={t(label)}
            hint={hint ? t(hint) : t('cloud.fileExample', { name: example })}
          />
        ))}
        <TextField
          identifier
          name="machineUrl"
          type="url"
          label={t('cloud.machineUrl')}
          hint={t('cloud.urlHint')}
        />
        <TextField
          identifier
          name="portalUrl"
          type="url"
          label={t('cloud.portalUrl')}
          hint={t('cloud.urlHint')}
        />
      </Form>
    </Page>
  );
}

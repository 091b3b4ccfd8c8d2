import type { Language } from '@kartoteka/kernel';
import type { MessageKey } from '@kartoteka/messages';
import { ClientProblem, checkFileField, type FieldErrors, type Translate } from '@kartoteka/ui';

type Files = readonly File[];

/** What an administrator gives to connect the practice. */
export interface Registration {
  readonly account: string;
  readonly machineUrl: string;
  readonly portalUrl: string;
  readonly trustedAuthorities: Files;
  readonly tlsCertificate: Files;
  readonly tlsPrivateKey: Files;
  readonly wssCertificate: Files;
  readonly wssPrivateKey: Files;
}

/** PEM files are some kilobytes; what is larger is another file. */
const fileBytesMax = 100_000;

type FileName = Exclude<keyof Registration, 'account' | 'machineUrl' | 'portalUrl'>;

interface RegistrationFile {
  readonly name: FileName;
  readonly label: MessageKey;
  /** A name as the office gives it. */
  readonly example: string;
  readonly hint?: MessageKey;
}

/** The files in the order in which the window has always asked for them. */
export const fileFields: readonly RegistrationFile[] = [
  { name: 'tlsCertificate', label: 'cloud.tlsPublic', example: 'ctls-5010_public.pem.txt' },
  { name: 'tlsPrivateKey', label: 'cloud.tlsPrivate', example: 'ctls-5010_private.pem.txt' },
  { name: 'wssCertificate', label: 'cloud.wssPublic', example: 'cwss-5010_public.pem.txt' },
  { name: 'wssPrivateKey', label: 'cloud.wssPrivate', example: 'cwss-5010_private.pem.txt' },
  {
    name: 'trustedAuthorities',
    label: 'cloud.authorities',
    example: 'ca.pem',
    hint: 'cloud.authoritiesHint',
  },
];

/** What is missing, too large or empty, said before sending. */
export function checkRegistration(
  t: Translate,
  language: Language,
  values: Registration,
): FieldErrors {
  const errors: Record<string, string> = {};
  const note = (name: keyof Registration, text: string | undefined) => {
    if (text) errors[name] = text;
  };
  const enter = (name: 'account' | 'machineUrl' | 'portalUrl', field: string) =>
    note(name, values[name].trim() === '' ? t('form.enterField', { field }) : undefined);
  enter('account', t('cloud.accountId'));
  for (const { name, label } of fileFields) {
    const limits = { bytesMax: fileBytesMax };
    note(name, checkFileField(t, language, t(label), values[name], limits));
  }
  enter('machineUrl', t('cloud.machineUrl'));
  enter('portalUrl', t('cloud.portalUrl'));
  return errors;
}

/** The body that is sent: addresses as typed, files as texts. */
export async function bodyOf(values: Registration) {
  const texts = await Promise.all(
    fileFields.map(async ({ name }) => [name, (await values[name][0]?.text()) ?? ''] as const),
  );
  const { account, machineUrl, portalUrl } = values;
  const files = Object.fromEntries(texts) as Record<FileName, string>;
  return { account, machineUrl, portalUrl, ...files };
}

/** A refusal that belongs to a file says which one: four files look alike in a folder. */
export function namingFile(t: Translate, thrown: unknown, values: Registration): unknown {
  if (!(thrown instanceof ClientProblem)) return thrown;
  const { details } = thrown;
  const fields = thrown.fields.map(({ field, text }) => {
    const own = fileFields.find(({ name }) => name === field);
    const file = own && values[own.name][0];
    if (!file) return { field, text };
    const whole = [text, details.next].filter(Boolean).join(' ');
    return { field, text: t('cloud.fileProblem', { name: file.name, text: whole }) };
  });
  return new ClientProblem({ ...details, fields });
}

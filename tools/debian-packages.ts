import { runStep } from './run-step.ts';

/** What the suite needs of Debian: judges that we did not write, clients, and a browser. */
export const neededPackages = [
  'chromium',
  'curl',
  'default-jdk-headless',
  'libnet-ssleay-perl',
  'libwss4j-java',
  'libxml2-utils',
  'oathtool',
  'openssl',
  'python3-lxml',
  'python3-xmlsec',
  'python3-zeep',
  'swaks',
  'xmlsec1',
  'xsltproc',
] as const;

/** Which of them are not installed. */
export async function missingPackages(): Promise<string[]> {
  // The braces are dpkg's own placeholders, not ours.
  const format = ['$', '{Package} $', '{db:Status-Status}\n'].join('');
  const { output } = await runStep('dpkg-query', ['-W', '-f', format, ...neededPackages], {
    quiet: true,
  });
  return neededPackages.filter((name) => !output.includes(`${name} installed`));
}

/** Installs packages; needs root. A package list that is too old is brought up to date first. */
export async function debianPackages(names: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runStep('apt-get', ['update', '-qq'], { quiet: true, env });
  const { code, output } = await runStep(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...names],
    { quiet: true, env },
  );
  if (code !== 0) console.error(output);
}

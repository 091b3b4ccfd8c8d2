import { execFile } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { samplePatientId, sampleSubmission } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CloudForTests,
  startCloudForTests,
  type TestAccount,
} from '../../apps/cloud/test/cloud-for-tests.ts';
import { machineClient } from '../../apps/cloud/test/machine-client.ts';
import { accountFiles } from './zeep-client.ts';

const page = readFileSync(new URL('../../docs/how-to/call-the-cloud.md', import.meta.url), 'utf8');
const run = promisify(execFile);

/** What a reader copies from the page has to run: here with other addresses, files and time. */
describe('the examples of docs/how-to/call-the-cloud.md', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  let files: ReturnType<typeof accountFiles>;
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
    files = accountFiles(cloud, account);
    for (const kind of ['tls', 'wss'] as const) {
      copyFileSync(files[kind].cert, join(files.folder, `${kind}-public.pem`));
      copyFileSync(files[kind].key, join(files.folder, `${kind}-private.pem`));
    }
  });
  afterAll(async () => {
    files?.remove();
    await cloud?.stop();
  });

  const example = (language: string): string => {
    const [, code = ''] = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(page) ?? [];
    expect(code).toContain('.kartoteka/demo');
    return code
      .replaceAll('localhost:4003', `localhost:${cloud.port}`)
      .replaceAll('.kartoteka/demo', files.folder);
  };

  it('ITI-18 FindDocuments: Python with zeep', async () => {
    const sample = sampleSubmission({ serial: 1 });
    await machineClient(cloud, account).provide(sample);
    const code = example('python')
      .replace('datetime.now(timezone.utc)', `datetime.fromisoformat("${files.now}")`)
      .replace('PESEL^^^&OID&ISO', samplePatientId());
    const { stdout } = await run('/usr/bin/python3', ['-c', code]);
    expect(stdout).toContain('ResponseStatusType:Success');
    for (const { uniqueId } of sample.submission.documents) expect(stdout).toContain(uniqueId);
  });

  it('curl, without a signature', async () => {
    const { stdout } = await run('sh', ['-c', example('sh')]);
    expect(JSON.parse(stdout)).toMatchObject({ account: account.id });
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  findDocuments,
  lcmNamespace,
  type ObjectId,
  readQueryResponse,
  readRegistryResponse,
  readSubmitObjects,
  type TransactionName,
} from '@kartoteka/xds';
import { child, rawMarkup, writeElement, writeXml } from '@kartoteka/xml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CloudForTests,
  startCloudForTests,
  type TestAccount,
} from '../../apps/cloud/test/cloud-for-tests.ts';
import { machineClient, sha1 } from '../../apps/cloud/test/machine-client.ts';
import {
  bodyOf,
  hasSharedData,
  readShared,
  schemaFile,
} from '../../packages/xds/test/shared-data.ts';

const good = [
  'tk2/pnr.xml',
  'tk2/soap-pnr.xml',
  'mtom/http-mtom-pnr.txt',
  'mtom/PnrXop-Xop.body.txt',
  'mtom/epd-ITI-41-request.http.txt',
];

/** Messages that nobody here wrote, signed anew and sent to a running cloud. */
describe.skipIf(!hasSharedData)('real messages at the cloud', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  let repository: string;
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
    repository = (await cloud.parts.operator.find('5010'))!.repositoryOid;
  });
  afterAll(() => cloud?.stop());

  it.each(good)('ITI-41, ITI-18, ITI-43: %s is stored, found and given back', async (name) => {
    // The toolkit's messages share unique ids among one another: each gets an account of its own.
    const own = await cloud.account(String(7000 + good.indexOf(name)));
    const ownRepository = (await cloud.parts.operator.find(own.id))!.repositoryOid;
    const client = machineClient(cloud, own);
    const submit = child(bodyOf(name), lcmNamespace, 'SubmitObjectsRequest');
    const { submission } = readSubmitObjects(submit!);
    const contents = new Map<ObjectId, Uint8Array>();
    const documents = submission!.documents.map((entry, index) => {
      contents.set(entry.id, Buffer.from(`dokument ${index} z ${name}`));
      // Hash and size belonged to bytes that did not come along with the published message.
      return { ...entry, hash: undefined, size: undefined };
    });
    const response = await client.provide({ submission: { ...submission!, documents }, contents });
    expect(response).toEqual({ status: 'Success', errors: [] });

    const patientId = submission!.submissionSet.patientId!;
    const found = await client.query(findDocuments({ patientId }));
    expect(found.faults).toEqual([]);
    const ids = documents.map(({ uniqueId }) => uniqueId!);
    expect(found.objects.documents.map(({ uniqueId }) => uniqueId).sort()).toEqual([...ids].sort());
    for (const [index, entry] of documents.entries()) {
      const stored = found.objects.documents.find(({ uniqueId }) => uniqueId === entry.uniqueId)!;
      expect(stored.mimeType).toBe(entry.mimeType);
      expect(stored.title).toEqual(entry.title);
      expect(stored.authors).toEqual(entry.authors);
      expect(stored.extraSlots).toEqual(entry.extraSlots);
      expect(stored.hash).toBe(sha1(Buffer.from(`dokument ${index} z ${name}`)));
    }
    const retrieved = await client.retrieve(ownRepository, ids);
    expect(retrieved.documents.map(({ bytes }) => bytes.toString())).toEqual(
      documents.map((_entry, index) => `dokument ${index} z ${name}`),
    );
  });

  /** Sends a stored body as it is, signed anew, and gives back what the cloud answered. */
  const send = async (transaction: TransactionName, name: string) => {
    const body = writeElement(bodyOf(name));
    const message = await machineClient(cloud, account).call(transaction, {
      body,
      attachments: [],
    });
    return message.envelope.body;
  };
  const codesOf = async (name: string) =>
    readRegistryResponse(await send('iti41', name)).errors.map(({ code }) => code);
  const queryCodesOf = async (name: string) =>
    readQueryResponse(await send('iti18', name)).errors.map(({ code }) => code);

  it('ITI-41: pnr without its documents is XDSMissingDocument', async () => {
    expect(await codesOf('tk2/pnr.xml')).toEqual(expect.arrayContaining(['XDSMissingDocument']));
  });

  it('ITI-41: pnr-element-order is a metadata error', async () => {
    expect(await codesOf('tk2/pnr-element-order.xml')).toContain('XDSRepositoryMetadataError');
  });

  it('ITI-18 FindDocuments: sq-req-missing-stat is XDSStoredQueryMissingParam', async () => {
    expect(await queryCodesOf('tk2/sq-req-missing-stat.xml')).toContain(
      'XDSStoredQueryMissingParam',
    );
  });

  it('ITI-18 FindDocuments: sq-req-bad-code is refused by the registry', async () => {
    expect(await queryCodesOf('tk2/sq-req-bad-code.xml')).toContain('XDSRegistryError');
  });

  it('ITI-18 FindDocuments: sq-req is answered', async () => {
    expect(readQueryResponse(await send('iti18', 'tk2/sq-req.xml')).status).toBe('Success');
  });

  it('ITI-43: soap-ret-req names another repository: XDSUnknownRepositoryId', async () => {
    const answer = await send('iti43', 'tk2/soap-ret-req.xml');
    expect(JSON.stringify(answer)).toContain('XDSUnknownRepositoryId');
  });

  it.each(['tk2/xml-parse-error.xml', 'tk2/empty-soap-wrapper.xml'])(
    '%s is answered with a SOAP fault, and the process lives',
    async (name) => {
      const path = `/services/${account.id}/xds/repository`;
      const answer = await cloud.transport(path, account).send({
        headers: { 'content-type': 'application/soap+xml; charset=UTF-8' },
        body: (async function* () {
          yield readShared(name);
        })(),
      });
      let text = '';
      for await (const piece of answer.body) text += Buffer.from(piece).toString('utf8');
      expect(answer.status).toBe(400);
      expect(text).toContain(':Fault');
      expect(text).not.toMatch(/at \w+ \(|Error:/);
    },
  );

  it('writes answers that the published schemas accept', async () => {
    const client = machineClient(cloud, account);
    const answers = {
      stored: await send('iti41', 'tk2/pnr.xml'),
      found: await send('iti18', 'tk2/sq-req.xml'),
      refused: await send('iti18', 'tk2/sq-req-missing-stat.xml'),
      missing: await send('iti43', 'tk2/soap-ret-req.xml'),
    };
    expect(client).toBeDefined();
    expect(repository).toMatch(/^2\.999\.77\./);
    const folder = mkdtempSync(join(tmpdir(), 'kartoteka-schema-'));
    const files = Object.entries(answers).map(([name, body]) => {
      const file = join(folder, `${name}.xml`);
      writeFileSync(file, writeXml(rawMarkup(writeElement(body).xml)));
      return file;
    });
    const run = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schemaFile, ...files], {
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect(run.stderr.split('\n').filter((line) => line && !line.endsWith(' validates'))).toEqual(
      [],
    );
  });
});

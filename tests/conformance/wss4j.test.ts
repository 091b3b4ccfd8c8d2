import { createWssSigner, writeEnvelope } from '@kartoteka/soap';
import { transactionWires, writeProvideAndRegister } from '@kartoteka/xds';
import { sampleSubmission } from '@kartoteka/xds/sample';
import { rawMarkup } from '@kartoteka/xml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CloudForTests,
  startCloudForTests,
  type TestAccount,
  testRandom,
} from '../../apps/cloud/test/cloud-for-tests.ts';
import { names } from '../../packages/soap/test/wss/message.sample.ts';
import {
  bodies,
  type ForeignMessage,
  foreignMessage,
  identityOf,
  packed,
  timesOf,
} from './foreign-message.ts';
import { multipartOf } from './multipart.ts';
import { startWss4j, type Wss4j, whyNoWss4j } from './wss4j.ts';

const missing = whyNoWss4j();
if (missing) console.warn(`skipped: WSS4J is ${missing}`);

/** Apache WSS4J, which CXF and most Java clients of this field sign with. */
describe.skipIf(missing !== undefined)('messages signed by WSS4J', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  let repository: string;
  let wss4j: Wss4j;
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
    repository = (await cloud.parts.operator.find('5010'))!.repositoryOid;
    wss4j = startWss4j(identityOf(account));
    // So that no test waits for Java to start.
    await wss4j.verify('<nothing/>');
  });
  afterAll(async () => {
    wss4j?.stop();
    await cloud?.stop();
  });

  const sign = (
    { envelope }: ForeignMessage,
    headers: readonly (readonly [string, string])[] = [],
  ) => wss4j.sign(envelope, { ...timesOf(cloud), headers });
  const addressing = ['To', 'Action', 'MessageID'].map((name) => [names.wsa, name] as const);
  const post = async (path: string, body: string | Buffer, contentType: string) => {
    const answer = await cloud.transport(path, account).send({
      headers: { 'content-type': contentType },
      body: (async function* () {
        yield Buffer.from(body);
      })(),
    });
    let text = '';
    for await (const piece of answer.body) text += Buffer.from(piece).toString('utf8');
    return { status: answer.status, text };
  };
  const plain = 'application/soap+xml; charset=UTF-8';
  const success = 'ResponseStatusType:Success"';

  it('ITI-41, ITI-18, ITI-43: are taken: Body and Timestamp, with prefix lists', async () => {
    const sample = sampleSubmission({ serial: 1 });
    const provide = foreignMessage(cloud, account, {
      transaction: 'iti41',
      body: bodies.provide(sample),
    });
    const find = foreignMessage(cloud, account, { transaction: 'iti18', body: bodies.find() });
    const ids = sample.submission.documents.map(({ uniqueId }) => uniqueId!);
    const retrieve = foreignMessage(cloud, account, {
      transaction: 'iti43',
      body: bodies.retrieve(repository, ids),
    });
    for (const message of [provide, find, retrieve]) {
      const signed = await sign(message);
      expect(signed).toContain('InclusiveNamespaces');
      const answer = await post(message.path, signed, plain);
      expect(answer).toMatchObject({ status: 200, text: expect.stringContaining(success) });
      if (message === find) for (const id of ids) expect(answer.text).toContain(id);
    }
  });

  it('ITI-18: are taken with the addressing headers signed as well', async () => {
    const message = foreignMessage(cloud, account, { transaction: 'iti18', body: bodies.find() });
    const answer = await post(message.path, await sign(message, addressing), plain);
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining(success) });
  });

  it('ITI-41: are taken as MTOM, signed over the text that the attachments stand for', async () => {
    const message = foreignMessage(cloud, account, {
      transaction: 'iti41',
      body: bodies.provide(sampleSubmission({ serial: 2 })),
    });
    const { contentType, body } = multipartOf(packed(await sign(message)), message);
    const answer = await post(message.path, body, contentType);
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining(success) });
  });

  it('are refused when something was changed behind the signature', async () => {
    const message = foreignMessage(cloud, account, { transaction: 'iti18', body: bodies.find() });
    const signed = await sign(message, addressing);
    const altered = [
      signed.replace('LeafClass', 'ObjectRef'),
      signed.replace(/<wsu:Expires>20\d\d/, '<wsu:Expires>2099'),
      signed.replace(/(<wsa:MessageID[^>]*>urn:uuid:)./, '$1z'),
    ];
    for (const text of altered) {
      expect(text).not.toBe(signed);
      const answer = await post(message.path, text, plain);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.text).toContain('security.signature-');
    }
    expect(await post(message.path, signed, plain)).toMatchObject({ status: 200 });
  });

  it('are matched by ours: WSS4J takes what our signer writes, and refuses it altered', async () => {
    const keys = identityOf(account);
    const signer = createWssSigner({ ...keys, clock: cloud.clock, random: testRandom });
    const { action } = transactionWires.iti41;
    const ours = async (to: string) => {
      const bytes = await writeEnvelope({
        version: '1.2',
        action,
        to,
        messageId: `urn:uuid:${testRandom.uuid()}`,
        body: rawMarkup(bodies.provide(sampleSubmission({ serial: 3 }))),
        security: signer,
      });
      return Buffer.from(bytes).toString('utf8');
    };
    const message = await ours('https://chmura.example/services/5010/xds/repository');
    expect(await wss4j.verify(message)).toMatch(
      /^signed: (?=.*\bBody\b)(?=.*\bTimestamp\b)(?=.*\bTo\b).*\bAction\b/,
    );
    const altered = [
      message.replace('Wysyłka', 'Wysylka'),
      message.replace('/5010/', '/5011/'),
      message.replace(/(Expires>20)\d\d/, '$199'),
    ];
    for (const text of altered) {
      expect(text).not.toBe(message);
      expect(await wss4j.verify(text)).toContain('refused: ');
    }
  });

  it('are matched by ours: WSS4J takes our signature over attachments in its reconstituted form', async () => {
    const keys = identityOf(account);
    const { submission, contents } = sampleSubmission({ serial: 4 });
    const beside = new Map(
      [...contents].map(([id, bytes]) => [
        id,
        { contentType: 'text/xml', size: bytes.length, open: () => [bytes] },
      ]),
    );
    const { body, attachments } = writeProvideAndRegister(submission, beside);
    const bytes = await writeEnvelope({
      version: '1.2',
      action: transactionWires.iti41.action,
      to: 'https://chmura.example/',
      messageId: `urn:uuid:${testRandom.uuid()}`,
      body,
      attachments,
      security: createWssSigner({ ...keys, clock: cloud.clock, random: testRandom }),
    });
    const texts = [...contents.values()].map((one) => Buffer.from(one).toString('base64'));
    const whole = Buffer.from(bytes)
      .toString('utf8')
      .replaceAll(/<(\w+:)?Include [^>]*\/>/g, () => texts.shift() ?? '');
    expect(texts).toEqual([]);
    expect(await wss4j.verify(whole)).toContain('signed: ');
  });
});

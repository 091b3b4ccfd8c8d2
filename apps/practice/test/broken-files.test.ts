import { samplePeople } from '@kartoteka/kernel/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileMessages } from '../../../packages/xml/test/hostile.sample.ts';
import type { ImportResult } from '../src/features/documents/contract.ts';
import { type PracticeForTests, startPracticeForTests } from './practice-for-tests.ts';
import { changed, example, exampleNames, sample } from './sample-documents.ts';
import type { StaffSession } from './staff-session.ts';

const languages = ['pl', 'hu', 'en'] as const;
const megabyte = 1_048_576;

describe('files that are no document', () => {
  let practice: PracticeForTests;
  let administrator: StaffSession;
  beforeAll(async () => {
    practice = await startPracticeForTests();
    administrator = await practice.signIn('administrator');
  });
  afterAll(() => practice?.stop());

  const stored = async () => {
    const [row] = await practice.test.asAdmin<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM practice.document) AS documents,
         (SELECT count(*)::int FROM practice.patient) AS patients,
         (SELECT count(*)::int FROM practice.outbox) AS outbox`,
    );
    return row;
  };
  const send = async (bytes: Uint8Array, language: (typeof languages)[number] = 'pl') =>
    administrator.call<ImportResult>({
      method: 'POST',
      path: '/api/documents/import?name=plik.xml',
      raw: bytes,
      headers: { 'accept-language': language },
    });
  const refused = async (bytes: Uint8Array): Promise<string> => {
    const texts = new Set<string>();
    let code = '';
    for (const language of languages) {
      const answer = await send(bytes, language);
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        fileName: 'plik.xml',
        outcome: 'refused',
        documentId: null,
        patientId: null,
      });
      const { problem } = answer.body;
      expect(problem!.text).not.toMatch(/\{|undefined|Error|null/);
      expect(problem!.text.length).toBeGreaterThan(10);
      expect(problem!.next.length).toBeGreaterThan(10);
      texts.add(problem!.text);
      code = problem!.code;
    }
    expect(texts.size).toBe(3);
    return code;
  };
  const nothingStored = async (work: () => Promise<void>) => {
    const before = await stored();
    await work();
    expect(await stored()).toEqual(before);
    expect((await practice.stranger().call({ method: 'GET', path: '/healthz' })).status).toBe(200);
  };

  it('sixty cuts through one document are refused each time', () =>
    nothingStored(async () => {
      const bytes = sample('KIF', '1001');
      for (let part = 0; part < 60; part += 1) {
        const code = await refused(bytes.subarray(0, Math.floor((bytes.length * part) / 60)));
        expect(code).toMatch(/^xml\.(malformed|encoding)$/);
      }
    }));

  it.skipIf(exampleNames.length === 0)(
    'each official example is refused when cut off at seven places',
    () =>
      nothingStored(async () => {
        for (const name of exampleNames) {
          const bytes = example(name);
          for (let part = 1; part <= 7; part += 1) {
            const answer = await send(bytes.subarray(0, Math.floor((bytes.length * part) / 8)));
            expect(answer.status).toBe(200);
            expect(answer.body.outcome).toBe('refused');
            expect(answer.body.problem!.code).toMatch(/^xml\.(malformed|encoding)$/);
          }
        }
      }),
    120_000,
  );

  it.each(hostileMessages().map((one) => [one.name, one] as const))(
    '%s of about one megabyte is refused',
    (_name, { bytes, code }) =>
      nothingStored(async () => {
        const answer = await send(bytes);
        expect(answer.status).toBe(200);
        expect(answer.body.outcome).toBe('refused');
        // A document may be larger than a message, so some of these end as what they are not.
        expect([code, 'cda.not-cda']).toContain(answer.body.problem!.code);
      }),
  );

  it.each([
    ['nothing', Buffer.alloc(0), 'xml.malformed'],
    ['blanks', Buffer.from(' \n '), 'xml.malformed'],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'practice.not-xml'],
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
      'practice.not-xml',
    ],
    ['JSON', Buffer.from('{"resourceType":"Bundle"}'), 'xml.malformed'],
    ['a web page', Buffer.from('<html><body/></html>'), 'cda.not-cda'],
    ['a CDA without its namespace', Buffer.from('<ClinicalDocument/>'), 'cda.not-cda'],
    ['a part of a CDA', Buffer.from('<section xmlns="urn:hl7-org:v3"/>'), 'cda.not-cda'],
    ['an empty CDA', Buffer.from('<ClinicalDocument xmlns="urn:hl7-org:v3"/>'), undefined],
  ])('%s is refused with words in three languages', (_name, bytes, code) =>
    nothingStored(async () => {
      const found = await refused(bytes);
      if (code) expect(found).toBe(code);
    }),
  );

  it('an encoding that is not what the file says is refused', () =>
    nothingStored(async () => {
      const text = sample('KON', '1002').toString('utf8');
      expect(await refused(Buffer.from(text, 'latin1'))).toBe('xml.encoding');
      expect(await refused(Buffer.from(text.replace('UTF-8', 'EBCDIC-PL')))).toMatch(/^xml\./);
      expect(await refused(Buffer.from(text, 'utf16le').subarray(1))).toMatch(/^xml\./);
    }));

  it('a document without an id, and one whose id nobody could use, are refused', () =>
    nothingStored(async () => {
      const bytes = sample('KON', '1003');
      const none = changed(bytes, /<id extension="1003"[^>]*\/>/, '');
      expect(await refused(none)).toMatch(/^(practice\.no-document-id|cda\.)/);
      const long = changed(bytes, 'extension="1003"', `extension="${'9'.repeat(300)}"`);
      expect(await refused(long)).toMatch(/^(practice\.no-document-id|cda\.)/);
      const letters = changed(bytes, 'extension="1003"', 'extension="ąę ść"');
      expect(await refused(letters)).toMatch(/^(practice\.no-document-id|cda\.)/);
    }));

  it('one byte changed at two hundred places is taken or refused, and never a failure of ours', async () => {
    const bytes = sample('WBL', '1004', { patient: samplePeople[2]! });
    for (let step = 0; step < 200; step += 1) {
      const damaged = Buffer.from(bytes);
      const at = Math.floor((bytes.length * step) / 200);
      damaged[at] = (damaged[at]! + 1 + (step % 250)) % 256;
      const answer = await send(damaged);
      expect(answer.status, `byte ${at}`).toBe(200);
      expect(['stored', 'conflict', 'already-there', 'refused']).toContain(answer.body.outcome);
    }
    expect(practice.logLines.join('')).not.toContain('service.unexpected');
  });

  it('200 MB are cut off at the limit without being read whole, in bounded memory', () =>
    nothingStored(async () => {
      let sent = 0;
      const piece = Buffer.alloc(megabyte, 0x20);
      const endless = async function* () {
        for (let count = 0; count < 200; count += 1) {
          sent += piece.length;
          yield piece;
        }
      };
      global.gc?.();
      const before = process.memoryUsage().rss;
      let most = 0;
      const watching = setInterval(() => {
        most = Math.max(most, process.memoryUsage().rss - before);
      }, 20);
      const answer = await administrator.call<ImportResult>({
        method: 'POST',
        path: '/api/documents/import?name=wielki.xml',
        raw: endless(),
      });
      clearInterval(watching);
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        outcome: 'refused',
        problem: { code: 'practice.too-large' },
      });
      expect(answer.body.problem!.text).toContain('100 MB');
      expect(sent).toBeLessThan(150 * megabyte);
      expect(most).toBeLessThan(400 * megabyte);
    }));

  it('a file that says it has 200 MB is refused before it is read', () =>
    nothingStored(async () => {
      let sent = 0;
      const piece = Buffer.alloc(megabyte, 0x20);
      const endless = async function* () {
        for (let count = 0; count < 200; count += 1) {
          sent += piece.length;
          yield piece;
        }
      };
      const answer = await administrator.call<ImportResult>({
        method: 'POST',
        path: '/api/documents/import?name=wielki.xml',
        raw: endless(),
        headers: { 'content-length': String(200 * megabyte) },
      });
      expect(answer.status).toBe(200);
      expect(answer.body.problem!.code).toBe('practice.too-large');
      expect(sent).toBeLessThan(20 * megabyte);
    }));

  it('refused files are in the audit trail, and nothing of them in the log', async () => {
    const secret = samplePeople[7]!.pesel;
    const bytes = sample('KON', '1005', { patient: samplePeople[7]! });
    await refused(bytes.subarray(0, bytes.length - 20));
    const records = await practice.test.asAdmin<{ outcome: string; actor_display: string }>(
      `SELECT outcome, actor_display FROM kartoteka.audit_record
       WHERE action = 'document.import' AND outcome <> 'success' ORDER BY id DESC LIMIT 1`,
    );
    expect(records).toEqual([{ outcome: 'xml.malformed', actor_display: 'Anna administrator' }]);
    expect(practice.logLines.join('\n')).not.toContain(secret);
  });
});

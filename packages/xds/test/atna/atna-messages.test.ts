import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attributeOf, children, readXml, writeXml, type XmlMarkup } from '@kartoteka/xml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AtnaExchange,
  type AtnaObjects,
  type AtnaTransaction,
  atnaTransactions,
  findDocuments,
  readAtnaObjects,
  syslogFrame,
  writeAuditMessages,
  writeProvideAndRegister,
  writeRetrieveRequest,
  writeStoredQuery,
} from '../../src/index.ts';
import { samplePatientId, sampleSubmission } from '../../src/sample/index.ts';
import { body as queryBody } from '../query-body.ts';

const shape = fileURLToPath(new URL('./audit-message.rng', import.meta.url));

/** What xmllint says against the shape of DICOM PS3.15 A.5.1; empty where all are valid. */
function shapeFaults(messages: readonly Uint8Array[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'atna-'));
  try {
    const files = messages.map((message, index) => {
      const file = join(folder, `${index}.xml`);
      writeFileSync(file, message);
      return file;
    });
    const run = spawnSync('xmllint', ['--noout', '--nonet', '--relaxng', shape, ...files], {
      encoding: 'utf8',
    });
    if (run.error) throw run.error;
    return run.stderr
      .split('\n')
      .filter((line) => line !== '' && !line.endsWith(' validates'))
      .join('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const nothing: AtnaObjects = {
  patients: [],
  submissionSets: [],
  documents: [],
  registryObjects: [],
};
const everything: AtnaObjects = {
  patients: ['90010112345^^^&2.16.840.1.113883.3.4424.1.1.616&ISO'],
  submissionSets: ['2.999.1.5'],
  documents: [
    { uniqueId: '2.999.7^1', repositoryUniqueId: '2.999.77', homeCommunityId: 'urn:oid:2.999' },
  ],
  registryObjects: ['urn:uuid:2f1d0f5a-94d9-4d1f-9a68-2b0ce7bb0001'],
  query: { id: 'urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d', text: '<AdhocQueryRequest/>' },
};

function exchange(
  transaction: AtnaExchange['transaction'],
  change: Partial<AtnaExchange> = {},
): AtnaExchange {
  return {
    transaction,
    at: '2026-03-02T06:40:00.000Z',
    caller: {
      replyTo: 'https://practice.example/reply',
      name: 'CN=5010 TLS',
      address: '192.0.2.7',
    },
    self: {
      endpoint: 'https://cloud.example/services/5010/xds',
      host: 'cloud.example',
      processId: '7',
    },
    sourceId: '0000000000005010',
    objects: everything,
    correlationId: 'bcdfg-hjkmn-pqrst-vwxyz',
    ...change,
  };
}

/** A message as plain facts: what the tables of the framework name. */
function factsOf(message: XmlMarkup) {
  const { root } = readXml(writeXml(message));
  const coded = (of: typeof root, name: string) =>
    children(of, '', name).map((one) => attributeOf(one, 'csd-code'));
  const [event] = children(root, '', 'EventIdentification');
  if (!event) throw new Error('an event stands in each message');
  return {
    event: [...coded(event, 'EventID'), ...coded(event, 'EventTypeCode')],
    action: attributeOf(event, 'EventActionCode'),
    outcome: attributeOf(event, 'EventOutcomeIndicator'),
    participants: children(root, '', 'ActiveParticipant').map((one) => ({
      user: attributeOf(one, 'UserID'),
      requestor: attributeOf(one, 'UserIsRequestor'),
      role: coded(one, 'RoleIDCode')[0],
      at: `${attributeOf(one, 'NetworkAccessPointTypeCode')} ${attributeOf(one, 'NetworkAccessPointID')}`,
    })),
    objects: children(root, '', 'ParticipantObjectIdentification').map((one) =>
      [
        attributeOf(one, 'ParticipantObjectTypeCode'),
        attributeOf(one, 'ParticipantObjectTypeCodeRole'),
        coded(one, 'ParticipantObjectIDTypeCode')[0],
        attributeOf(one, 'ParticipantObjectID'),
      ].join(' '),
    ),
  };
}

const only = (messages: readonly XmlMarkup[]): XmlMarkup => {
  expect(messages).toHaveLength(1);
  return messages[0] as XmlMarkup;
};
const patient = `1 1 2 ${everything.patients[0]}`;
const set = '2 20 urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd 2.999.1.5';
const document = '2 3 9 2.999.7^1';
/** Event, type, action, our role, participant objects: the tables of the framework, written out. */
const tables: Record<AtnaTransaction, [string, string, 'source' | 'destination', string[]]> = {
  'ITI-18': ['110112', 'E', 'destination', [patient, `2 24 ITI-18 ${everything.query?.id}`]],
  'ITI-41': ['110107', 'C', 'destination', [patient, set]],
  'ITI-42': ['110107', 'C', 'destination', [patient, set]],
  'ITI-43': ['110106', 'R', 'source', [patient, document]],
  'ITI-57': ['110110', 'U', 'destination', [patient, set]],
  'ITI-62': ['110110', 'D', 'destination', [patient, `2 3 12 ${everything.registryObjects[0]}`]],
  'ITI-65': ['110107', 'C', 'destination', [patient, set]],
  'ITI-66': ['110112', 'E', 'destination', [patient, `2 24 ITI-66 ${everything.query?.id}`]],
  'ITI-67': ['110112', 'E', 'destination', [patient, `2 24 ITI-67 ${everything.query?.id}`]],
  'ITI-68': ['110106', 'R', 'source', [patient, document]],
  'ITI-86': ['110110', 'D', 'destination', [patient, document]],
};

describe('audit messages of IHE transactions', () => {
  it.each(Object.keys(atnaTransactions) as AtnaTransaction[])(
    '%s tells event, participants and objects as its table has them',
    (transaction) => {
      const [event, action, ourRole, objects] = tables[transaction];
      const facts = factsOf(only(writeAuditMessages(exchange(transaction))));
      const ours = ourRole === 'source' ? '110153' : '110152';
      const theirs = ourRole === 'source' ? '110152' : '110153';
      expect(facts).toMatchObject({ event: [event, transaction], action, outcome: '0', objects });
      expect(facts.participants).toContainEqual({
        user: 'https://practice.example/reply',
        requestor: 'true',
        role: theirs,
        at: '2 192.0.2.7',
      });
      expect(facts.participants).toContainEqual({
        user: 'https://cloud.example/services/5010/xds',
        requestor: 'false',
        role: ours,
        at: '1 cloud.example',
      });
    },
  );

  it('has the shape of DICOM PS3.15 for every transaction, granted and refused', () => {
    const names = [
      ...(Object.keys(atnaTransactions) as AtnaTransaction[]),
      'refused-caller',
    ] as const;
    const messages = names.flatMap((name) => [
      ...writeAuditMessages(exchange(name)),
      ...writeAuditMessages(exchange(name, { objects: nothing, caller: { address: '::1' } })),
      ...writeAuditMessages(exchange(name, { problem: 'xds.refused', severity: 'minor' })),
    ]);
    expect(shapeFaults(messages.map((message) => writeXml(message)))).toBe('');
  });

  it('is checked by a shape that does refuse: one part taken away or misplaced is found', () => {
    const good = only(writeAuditMessages(exchange('ITI-18'))).xml;
    const spoilt = [
      good.replace(/<EventID [^>]*>/, ''),
      good.replace(/EventActionCode="."/, 'EventActionCode="X"'),
      good.replace(/ UserIsRequestor="true"/, ''),
      good.replace(/<AuditSourceIdentification.*<\/AuditSourceIdentification>/, ''),
      good.replace(/value="[^"]+"/, 'value="not base64!"'),
      good.replace(/ originalText="Query"/, ''),
    ];
    for (const one of spoilt) {
      expect(one).not.toBe(good);
      expect(shapeFaults([Buffer.from(one)]), one).not.toBe('');
    }
  });

  it('says how a refusal and a failure of ours ended, with the code and the id of the call', () => {
    const refused = only(
      writeAuditMessages(exchange('ITI-41', { problem: 'xds.metadata', severity: 'minor' })),
    );
    expect(factsOf(refused).outcome).toBe('4');
    expect(refused.xml).toContain(
      '<EventOutcomeDescription>xds.metadata bcdfg-hjkmn-pqrst-vwxyz</EventOutcomeDescription>',
    );
    const failed = only(
      writeAuditMessages(
        exchange('ITI-41', { problem: 'service.unexpected', severity: 'serious' }),
      ),
    );
    expect(factsOf(failed).outcome).toBe('8');
  });

  it('tells a caller of whom nobody knows what it wanted as a security alert', () => {
    const facts = factsOf(
      only(
        writeAuditMessages(
          exchange('refused-caller', { problem: 'pki.no-certificate', severity: 'minor' }),
        ),
      ),
    );
    expect(facts).toMatchObject({
      event: ['110113', '110126'],
      action: 'E',
      outcome: '4',
      objects: [],
    });
  });

  it('stays below what a receiver must take, however many objects a removal names', () => {
    const documents = Array.from({ length: 1_000 }, (_, index) => ({
      uniqueId: `2.999.7.${index}.${'9'.repeat(40)}`,
      repositoryUniqueId: '2.999.77',
    }));
    const messages = writeAuditMessages(
      exchange('ITI-86', { objects: { ...everything, documents } }),
    );
    const told = messages.flatMap((message) =>
      factsOf(message).objects.filter((one) => one !== patient),
    );
    expect(told).toHaveLength(1_000);
    for (const message of messages) expect(writeXml(message).length).toBeLessThan(32_768);
    const long = { ...everything, query: { id: 'q', text: 'x'.repeat(100_000) } };
    const query = only(writeAuditMessages(exchange('ITI-18', { objects: long })));
    expect(writeXml(query).length).toBeLessThan(32_768);
    expect(query.xml).toContain('QueryBytesLeftOut');
  });

  it('writes whatever strangers send: any text gives a message of the right shape', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
    const messages = fc
      .sample(fc.tuple(text, text, text, text), 40)
      .flatMap(([id, name, query, problem]) =>
        (['ITI-18', 'ITI-43', 'ITI-62'] as const).flatMap((transaction) =>
          writeAuditMessages(
            exchange(transaction, {
              problem,
              severity: 'minor',
              caller: { replyTo: id, name, address: '192.0.2.7' },
              objects: {
                ...nothing,
                patients: [id],
                documents: [{ uniqueId: id, repositoryUniqueId: name }],
                registryObjects: [query],
                query: { id, text: query },
              },
            }),
          ),
        ),
      );
    expect(shapeFaults(messages.map((message) => writeXml(message)))).toBe('');
  });
});

describe('what a request is about', () => {
  it('finds patient and submission set of a submission', () => {
    const { submission, contents } = sampleSubmission();
    const outgoing = new Map(
      [...contents].map(([id, bytes]) => [id, { inline: Buffer.from(bytes) }] as const),
    );
    const { root } = readXml(writeXml(writeProvideAndRegister(submission, outgoing).body));
    expect(readAtnaObjects(root)).toEqual({
      ...nothing,
      patients: [samplePatientId()],
      submissionSets: [submission.submissionSet.uniqueId],
    });
  });

  it('finds the query, whole, and the patient that it asks about', () => {
    const query = findDocuments({ patientId: samplePatientId(), statuses: ['Approved'] });
    const { root } = readXml(writeXml(writeStoredQuery({ query, returnType: 'LeafClass' })));
    const objects = readAtnaObjects(root);
    expect(objects.patients).toEqual([samplePatientId()]);
    expect(objects.query?.id).toBe('urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d');
    const { root: again } = readXml(Buffer.from(objects.query?.text ?? ''));
    expect(readAtnaObjects(again).patients).toEqual([samplePatientId()]);
  });

  it('finds them in a query that is refused later: an unknown query, a patient twice', () => {
    const two = "('1^^^&amp;1.2.3&amp;ISO','2^^^&amp;1.2.3&amp;ISO')";
    const objects = readAtnaObjects(queryBody('urn:uuid:unknown', [['$XDSFolderPatientId', two]]));
    expect(objects.patients).toEqual(['1^^^&1.2.3&ISO', '2^^^&1.2.3&ISO']);
    expect(objects.query?.id).toBe('urn:uuid:unknown');
  });

  it('finds the documents that are asked for, and those that are to be removed', () => {
    const asked = { repositoryUniqueId: '2.999.77', documentUniqueId: '2.999.7^1' };
    const { root } = readXml(writeXml(writeRetrieveRequest([{ ...asked, home: 'urn:oid:2.999' }])));
    expect(readAtnaObjects(root).documents).toEqual([
      { uniqueId: '2.999.7^1', repositoryUniqueId: '2.999.77', homeCommunityId: 'urn:oid:2.999' },
    ]);
    const removal = `<RemoveObjectsRequest xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0"
      xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><r:ObjectRefList>
      <r:ObjectRef id="urn:uuid:1"/><r:ObjectRef id="urn:uuid:2"/></r:ObjectRefList></RemoveObjectsRequest>`;
    expect(readAtnaObjects(readXml(Buffer.from(removal)).root).registryObjects).toEqual([
      'urn:uuid:1',
      'urn:uuid:2',
    ]);
  });
});

describe('frames of syslog over TLS', () => {
  const message = only(writeAuditMessages(exchange('ITI-41')));
  const head = {
    at: '2026-03-02T06:40:00.000Z',
    host: 'cloud.example',
    application: 'kartoteka',
    processId: '7',
  };

  it('counts bytes, not characters, and says priority, version, message id and UTF-8', () => {
    const polish = only(
      writeAuditMessages(exchange('ITI-41', { caller: { name: 'CN=Łódź', address: '192.0.2.7' } })),
    );
    const frame = syslogFrame(polish, head);
    const space = frame.indexOf(' ');
    expect(Number(frame.subarray(0, space).toString())).toBe(frame.length - space - 1);
    const text = frame.subarray(space + 1).toString();
    expect(text).toMatch(
      /^<85>1 2026-03-02T06:40:00\.000Z cloud\.example kartoteka 7 IHE\+RFC-3881 - \uFEFF<\?xml .*<AuditMessage>/s,
    );
  });

  it('never lets a field break out of the header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (host, processId) => {
        const frame = syslogFrame(message, { ...head, host, processId }).toString();
        const header = frame.slice(0, frame.indexOf('\uFEFF'));
        expect(header.split(' ')).toHaveLength(9);
        expect(header).toMatch(/^[\x20-\x7e]+$/);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import {
  checkAnswer,
  checkSubmission,
  objectsOf,
  type RegistryError,
  type Submission,
} from '../src/index.ts';
import { sampleOids } from '../src/sample/index.ts';
import { entryChanged, good, registeredId, setChanged, withAssociation } from './change.ts';
import { codesRules, requiredRules, timesRules } from './rules/attributes.ts';
import { identifiersRules } from './rules/identifiers.ts';
import { associationsRules, wholeRules } from './rules/message.ts';
import { peopleRules } from './rules/people.ts';
import { type Row, withAuthor } from './rules/row.ts';
import { textsRules } from './rules/texts.ts';

const metadata = 'XDSRepositoryMetadataError';

const groups: [string, Row[]][] = [
  ['required attributes', requiredRules],
  ['codes', codesRules],
  ['times', timesRules],
  ['identifiers', identifiersRules],
  ['people and organisations', peopleRules],
  ['texts', textsRules],
  ['the message as a whole', wholeRules],
  ['associations', associationsRules],
];

describe.each(groups)('ITI-41: rules on %s', (_, rows) => {
  it.each(rows.map((row) => ({ ...row, code: row.code ?? metadata })))(
    '$rule: else $code at $at',
    ({ bad, at, code: expected, also }) => {
      expectOnly(checkSubmission(bad(), 'iti41'), { at, code: expected, also });
    },
  );

  it.each(rows)('ITI-42: $rule', ({ bad, at, code: expected = metadata, also }) => {
    // The same rules, in the words of a Registry; what only a repository knows is given.
    const code = expected.replace('XDSRepository', 'XDSRegistry');
    expectOnly(checkSubmission(fromRepository(bad()), 'iti42'), { at, code, also });
  });
});

/** One mutation breaks one rule; what else it breaks has to be said in the row. */
function expectOnly(
  errors: readonly RegistryError[],
  { at, code, also = [] }: { at: string; code: string; also?: readonly string[] | undefined },
): void {
  expect(errors).toContainEqual(expect.objectContaining({ code, location: at, severity: 'Error' }));
  const others = errors.map(({ location }) => location).filter((location) => location !== at);
  expect([...new Set(others)]).toEqual(also);
}

function fromRepository(submission: Submission): Submission {
  const documents = submission.documents.map((entry) => ({
    ...entry,
    repositoryUniqueId: entry.repositoryUniqueId ?? sampleOids.repository,
  }));
  return { ...submission, documents };
}

describe('ITI-41: what the rules let pass', () => {
  const passing: [string, () => Submission][] = [
    ['the full sample', good],
    ['a mime type that nobody registered', () => entryChanged({ mimeType: 'text/goofy' })],
    ['a hash in upper case', () => entryChanged({ hash: 'A'.repeat(40) })],
    ['a document without author', () => entryChanged({ authors: [] })],
    ['a person with a name and no id', () => withAuthor({ person: '^Udawana' as never })],
    ['a person with an id and no authority', () => withAuthor({ person: '77' as never })],
    ['an organisation with a name only', () => withAuthor({ institutions: ['ZOZ' as never] })],
    [
      'an organisation whose id is an OID',
      () => withAuthor({ institutions: ['ZOZ^^^^^^^^^1.2.3' as never] }),
    ],
    [
      'a source domain that is in no OID tree',
      () => entryChanged({ sourcePatientId: '1^^^&3.4.5&ISO' }),
    ],
    ['a year alone', () => entryChanged({ creationTime: '2026' })],
    ['a leap day', () => entryChanged({ creationTime: '20240229' })],
    [
      'a service that stops on the day it starts',
      () => entryChanged({ serviceStartTime: '202602270900', serviceStopTime: '20260227' }),
    ],
    ['a title of 128 characters', () => entryChanged({ title: [{ value: 'ż'.repeat(128) }] })],
    [
      'a title outside the basic plane',
      () => entryChanged({ title: [{ value: '𝔸'.repeat(128) }] }),
    ],
    ['an empty PID field', () => entryChanged({ sourcePatientInfo: ['PID-3|'] })],
    ['a recipient who is a person only', () => setChanged({ intendedRecipients: ['|^Próbna'] })],
    ['the unique id of P1, OID^extension', () => setChanged({ uniqueId: '1.2.3^77' })],
    ['a status Approved', () => entryChanged({ status: 'Approved' })],
    ['a SubmissionSet with the status Submitted', () => setChanged({ status: 'Submitted' })],
    ['a lid that is the id', () => entryChanged({ lid: good().documents[0]?.id })],
    ['no Folder at all', () => withoutFolder()],
    ['a relationship inside the message', () => withAssociation({ type: 'signs' })],
    [
      'a relationship to a registered document',
      () => withAssociation({ type: 'RPLC', target: registeredId }),
    ],
    ...(['NonVersioningUpdate', 'ConditionalRegister'] as const).map(
      (type): [string, () => Submission] => [
        `the type ${type} of P1`,
        () => withAssociation({ type, target: registeredId }),
      ],
    ),
    [
      'a registered document as Reference',
      () =>
        withAssociation({
          type: 'HasMember',
          source: good().submissionSet.id,
          target: registeredId,
          submissionSetStatus: 'Reference',
        }),
    ],
    [
      'a registered Folder that takes a new document',
      () => withAssociation({ type: 'HasMember', source: registeredId }),
    ],
  ];

  it.each(passing)('%s', (_, make) => {
    expect(checkSubmission(make(), 'iti41')).toEqual([]);
  });

  function withoutFolder(): Submission {
    const sample = good();
    const kept = sample.associations.filter(({ id }) => id.startsWith('Member'));
    return { ...sample, folders: [], associations: kept };
  }
});

describe('columns of the table', () => {
  it.each(['repositoryUniqueId', 'hash', 'size'] as const)(
    'ITI-42 needs %s, ITI-41 does not: XDSRegistryMetadataError',
    (name) => {
      const complete = entryChanged({ repositoryUniqueId: '1.2.3' });
      const both = complete.documents.map((entry) => ({ ...entry, repositoryUniqueId: '1.2.3' }));
      const full = { ...complete, documents: both } as unknown as Submission;
      expect(checkSubmission(full, 'iti42')).toEqual([]);
      const lacking = {
        ...full,
        documents: full.documents.map((entry) => ({ ...entry, [name]: undefined })),
      };
      expect(checkSubmission(lacking, 'iti41')).toEqual([]);
      expect(checkSubmission(lacking, 'iti42')).toEqual(
        ['Document01', 'Document02'].map((id) =>
          expect.objectContaining({
            code: 'XDSRegistryMetadataError',
            location: `DocumentEntry[${id}].${name}`,
          }),
        ),
      );
    },
  );

  it('names the Registry in errors of ITI-42: XDSRegistryDuplicateUniqueIdInMessage', () => {
    const twice = entryChanged({ uniqueId: good().documents[0]?.uniqueId }, 1);
    expect(checkSubmission(twice, 'iti42').map(({ code: found }) => found)).toContain(
      'XDSRegistryDuplicateUniqueIdInMessage',
    );
  });

  it('an answer of a registry needs status, hash, size and repository of every entry', () => {
    const errors = checkAnswer(objectsOf(entryChanged({ hash: undefined, size: undefined })));
    expect(errors.map(({ location }) => location)).toEqual(
      expect.arrayContaining([
        'DocumentEntry[Document01].availabilityStatus',
        'DocumentEntry[Document01].hash',
        'DocumentEntry[Document01].size',
        'DocumentEntry[Document01].repositoryUniqueId',
        'SubmissionSet[SubmissionSet01].availabilityStatus',
      ]),
    );
  });

  it('an on-demand entry in an answer has no content yet: no creationTime, hash and size', () => {
    const onDemand = entryChanged({
      type: 'on-demand',
      status: 'Approved',
      creationTime: undefined,
      hash: undefined,
      size: undefined,
      repositoryUniqueId: '1.2.3',
    });
    const missing = checkAnswer(objectsOf(onDemand)).filter(({ location }) =>
      location?.startsWith('DocumentEntry[Document01]'),
    );
    expect(missing).toEqual([]);
  });
});

describe('error texts', () => {
  it('say nothing of the patient, whatever is wrong', () => {
    const secret = '44051401359';
    const bad: Submission[] = [
      entryChanged({ patientId: `${secret}^^^x` }),
      entryChanged({ sourcePatientId: `${secret}` }),
      entryChanged({ sourcePatientInfo: [`${secret}|x`] }),
      entryChanged({ title: [{ value: secret.repeat(20) }] }),
      entryChanged({ creationTime: secret }),
      entryChanged({ languageCode: `${secret}-${secret}` }),
      entryChanged({ legalAuthenticator: `^^${secret}` }),
      setChanged({ intendedRecipients: [`^${secret}`], sourceId: secret }),
    ];
    for (const one of bad) {
      const errors = checkSubmission(one, 'iti41');
      expect(errors.length).toBeGreaterThan(0);
      expect(JSON.stringify(errors)).not.toContain(secret);
    }
  });

  it('stay bounded for a message that is wrong throughout', () => {
    const sample = good();
    const [entry] = sample.documents;
    const documents = Array.from({ length: 900 }, () => ({ ...entry, mimeType: undefined }));
    const errors = checkSubmission({ ...sample, documents } as Submission, 'iti41');
    expect(errors).toHaveLength(100);
  });
});

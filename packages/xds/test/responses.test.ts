import { Problem } from '@kartoteka/kernel';
import { readXml, writeXml } from '@kartoteka/xml';
import { describe, expect, it } from 'vitest';
import {
  failure,
  problemOfErrors,
  type RegistryError,
  readRegistryResponse,
  registryErrorOf,
  success,
  transactionOfAction,
  transactionWires,
  writeRegistryResponse,
  xdsErrorCodes,
} from '../src/index.ts';

const error: RegistryError = {
  code: 'XDSRegistryBusy',
  context: 'Later, "please" & <thanks>.',
  severity: 'Error',
  location: 'Here',
};
const warning: RegistryError = {
  code: 'XDSExtraMetadataNotSaved',
  context: 'One slot.',
  severity: 'Warning',
};
const prefix = 'urn:oasis:names:tc:ebxml-regrep:';
const response = (status: string, errors = ''): string =>
  `<rs:RegistryResponse xmlns:rs="urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0" status="${prefix}ResponseStatusType:${status}">${errors}</rs:RegistryResponse>`;
const parse = (text: string) => readRegistryResponse(readXml(Buffer.from(text)).root);

describe('RegistryResponse', () => {
  it.each([
    ['Success', success],
    ['Success with a warning', { ...success, errors: [warning] }],
    ['Failure', failure([error, warning])],
    ['PartialSuccess', { status: 'PartialSuccess', errors: [error] } as const],
  ])('%s: written → read is the identity', (_, one) => {
    expect(readRegistryResponse(readXml(writeXml(writeRegistryResponse(one))).root)).toEqual(one);
  });

  it.each([
    ['Error', [warning, error]],
    ['Warning', [warning]],
  ])('highestSeverity is %s', (highest, errors) => {
    expect(writeRegistryResponse({ ...success, errors }).xml).toContain(
      `highestSeverity="${prefix}ErrorSeverityType:${highest}"`,
    );
  });

  it('an error without severity counts as Error, as the schema says', () => {
    const list =
      '<rs:RegistryErrorList><rs:RegistryError errorCode="X" codeContext="c"/></rs:RegistryErrorList>';
    expect(parse(response('Failure', list)).errors).toEqual([
      { code: 'X', context: 'c', severity: 'Error' },
    ]);
  });

  it('Failure without an error (as regresp-fail-noerr) is no answer to act on: xds.answer-contradicts', () => {
    expect(() => parse(response('Failure'))).toThrow(
      expect.objectContaining({ code: 'xds.answer-contradicts' }),
    );
  });

  it('Success beside an error quotes it: xds.answer-contradicts', () => {
    const list =
      '<rs:RegistryErrorList><rs:RegistryError errorCode="XDSUnknownPatientId" codeContext="c"/></rs:RegistryErrorList>';
    expect(() => parse(response('Success', list))).toThrow(
      expect.objectContaining({ code: 'xds.answer-contradicts', quoted: 'XDSUnknownPatientId: c' }),
    );
  });

  it.each([
    ['another status', response('Maybe')],
    ['another element', '<a/>'],
  ])('%s: xds.answer-unreadable', (_, text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'xds.answer-unreadable' }));
  });
});

describe('problems and errors', () => {
  it('a problem leaves with the code of the catalog', () => {
    const problem = new Problem('xml.too-large', { params: { limit: 'bytesMax', max: 5 } });
    expect(registryErrorOf(problem, 'iti41')).toMatchObject({
      code: 'XDSRepositoryOutOfResources',
      context: expect.stringContaining('bytesMax (5)'),
    });
  });

  it('a problem without a code of its own leaves as the general error of the actor', () => {
    const problem = new Problem('xds.refused', {
      params: { code: 'x' },
      cause: new Error('inner'),
    });
    expect(registryErrorOf(problem, 'iti41').code).toBe('XDSRepositoryError');
    expect(registryErrorOf(problem, 'iti18').code).toBe('XDSRegistryError');
    expect(JSON.stringify(registryErrorOf(problem, 'iti18'))).not.toContain('inner');
  });

  it('a problem keeps its place', () => {
    const problem = new Problem('xds.metadata', { params: { code: 'x' }, place: '/a/b' });
    expect(registryErrorOf(problem, 'iti18').location).toBe('/a/b');
  });

  it.each([
    ['XDSDuplicateUniqueIdInRegistry', 'xds.already-stored'],
    ['XDSNonIdenticalHash', 'xds.other-content'],
    ['XDSRepositoryOutOfResources', 'xds.out-of-resources'],
    ['LocalPolicyRestrictionError', 'xds.policy'],
    ['XDSUnknownPatientId', 'xds.unknown-patient'],
    ['XDSPatientIdDoesNotMatch', 'xds.other-patient'],
    ['XDSRegistryDeprecatedDocumentError', 'xds.deprecated'],
    ['UnresolvedReferenceException', 'xds.unresolved-reference'],
    ['XDSDocumentUniqueIdError', 'xds.unknown-document'],
    ['XDSUnknownRepositoryId', 'xds.unknown-repository'],
    ['XDSMetadataVersionError', 'xds.stale-version'],
    ['XDSMetadataUpdateError', 'xds.update-refused'],
    ['XDSMetadataUpdateOperationError', 'xds.update-refused'],
    ['XDSPatientIDReconciliationError', 'xds.patients-mixed'],
    ['XDSTooManyResults', 'xds.too-many-results'],
    ['XDSRepositoryBusy', 'xds.busy'],
    ['XDSRepositoryMetadataError', 'xds.metadata'],
    ['REG.WER.4636', 'xds.refused'],
    ['toString', 'xds.refused'],
  ])('a peer’s %s is our %s, its words quoted', (code, problem) => {
    const found = problemOfErrors([warning, { ...error, code }]);
    expect(found).toMatchObject({ code: problem, quoted: `${code}: ${error.context}` });
    for (const language of ['pl', 'hu', 'en'] as const) {
      expect(found.text(language) + found.next(language)).not.toMatch(/\{\w+\}/);
    }
  });

  it('an error that we have words for goes before one that we have not', () => {
    expect(problemOfErrors([{ ...error, code: 'Strange' }, error]).code).toBe('xds.busy');
  });

  it('no error at all is still a refusal', () => {
    expect(problemOfErrors([]).code).toBe('xds.refused');
  });

  it('every code of the specification is listed once', () => {
    expect(new Set(xdsErrorCodes).size).toBe(xdsErrorCodes.length);
    expect(xdsErrorCodes).toHaveLength(57);
  });
});

describe('transactions on the wire', () => {
  it.each(Object.entries(transactionWires))('%s is found by its action', (name, wire) => {
    expect(transactionOfAction(wire.action)).toBe(name);
    expect(wire.answerAction).toBe(`${wire.action}Response`);
  });

  it.each([
    ['ITI-61', 'urn:ihe:iti:2010:RegisterOnDemandDocumentEntry'],
    ['ITI-92', 'urn:ihe:iti:2018:RestrictedUpdateDocumentSet'],
    ['no action', undefined],
  ])('%s is not built: xds.action-unsupported', (_, action) => {
    expect(() => transactionOfAction(action)).toThrow(
      expect.objectContaining({ code: 'xds.action-unsupported' }),
    );
  });
});

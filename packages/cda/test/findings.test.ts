import { languages } from '@kartoteka/kernel';
import { samplePesel } from '@kartoteka/kernel/sample';
import { describe, expect, it } from 'vitest';
import { type FindingCode, findingDefinitions, findingText, readCda } from '../src/index.ts';
import { sampleKinds } from '../src/sample/index.ts';
import { changed, good, localRoot, pdf, png, polish, withSection } from './documents.ts';

const findings = (bytes: Uint8Array) => readCda(bytes).findings;
const codes = (bytes: Uint8Array) => findings(bytes).map(({ code }) => code);
const version2 = () =>
  good('KIF', { version: 2, replaces: { number: '1000', setNumber: '501', version: 1 } });
const author = /<author>[\s\S]*<\/author>/;

/** Code, document, what is changed in it, and where the finding stands. */
type Rule = readonly [FindingCode, Uint8Array, string | RegExp, string, string];
const kon = () => good('KON');
const root = '/ClinicalDocument';
const role = `${root}/recordTarget/patientRole`;
const assigned = `${root}/author/assignedAuthor`;
const instruction = '/processing-instruction(xml-stylesheet)';

const rules: readonly Rule[] = [
  ['id-missing', kon(), /<id extension="1001"[^>]*>/, '', root],
  ['id-missing', kon(), /<id extension="1001"[^>]*>/, '<id nullFlavor="NI"/>', root],
  ['id-unusable', kon(), `root="${localRoot}.7.1"`, 'root="nie-oid"', `${root}/id`],
  ['id-unusable', kon(), 'extension="1001"', `extension="${'9'.repeat(129)}"`, `${root}/id`],
  ['id-unusable', kon(), 'extension="1001"', 'extension="ż1"', `${root}/id`],
  [
    'id-uuid',
    kon(),
    `root="${localRoot}.7.1"`,
    'root="f81d4fae-7dec-11d0-a765-00a0c91e6bf6"',
    `${root}/id`,
  ],
  ['id-extension-missing', kon(), 'id extension="1001"', 'id', `${root}/id`],
  [
    'id-twice',
    kon(),
    `<setId extension="501" root="${localRoot}.7.2"`,
    `<setId extension="1001" root="${localRoot}.7.1"`,
    `${root}/setId`,
  ],
  [
    'xml-id-twice',
    good('SKS'),
    '<paragraph ID="ENC_1">',
    '<paragraph ID="DIAG_1">',
    `${root}/component/structuredBody/component[2]/section/text/paragraph`,
  ],
  ['type-id', kon(), /<typeId[^>]*>/, '', root],
  ['type-id', kon(), 'POCD_HD000040', 'POCD_HD000020', `${root}/typeId`],
  [
    'template-version-missing',
    kon(),
    '.13.10.1.15" extension="1.3.1"',
    '.13.10.1.15"',
    `${root}/templateId`,
  ],
  [
    'template-several',
    kon(),
    '<templateId',
    `<templateId root="${polish}.13.10.1.1" extension="1.3.1"/><templateId`,
    `${root}/templateId[1]`,
  ],
  ['stylesheet-missing', kon(), /<\?xml-stylesheet[^>]*>/, '', instruction],
  ['stylesheet-version', kon(), 'CDA_PL_IG_1.3.1.xsl', 'CDA_PL_IG_1.3.xsl', instruction],
  ['set-id-missing', kon(), /<setId[^>]*>/, '', root],
  ['set-id-missing', kon(), 'setId extension="501"', 'setId', `${root}/setId`],
  ['version-missing', kon(), /<versionNumber[^>]*>/, '', root],
  [
    'version-missing',
    kon(),
    'versionNumber value="1"',
    'versionNumber value="0"',
    `${root}/versionNumber`,
  ],
  [
    'code-missing',
    kon(),
    '<code code="11488-4" codeSystem="2.16.840.1.113883.6.1"',
    '<code nullFlavor="NI"',
    `${root}/code`,
  ],
  ['code-display-missing', kon(), ' displayName="Consult note"', '', `${root}/code`],
  ['class-missing', kon(), /<translation[^>]*>/, '', `${root}/code`],
  ['class-mismatch', kon(), 'code="05.00"', 'code="06.10"', `${root}/code/translation`],
  ['title-missing', kon(), /<title>Konsultacja[^<]*<\/title>/, '', root],
  [
    'effective-time',
    kon(),
    /<effectiveTime value="2026[^>]*>/,
    '<effectiveTime value="20260230"/>',
    `${root}/effectiveTime`,
  ],
  [
    'effective-time',
    kon(),
    /<effectiveTime value="2026[^>]*>/,
    '<effectiveTime value="2026"/>',
    `${root}/effectiveTime`,
  ],
  [
    'confidentiality',
    kon(),
    'confidentialityCode code="N"',
    'confidentialityCode code="X"',
    `${root}/confidentialityCode`,
  ],
  ['confidentiality', kon(), /<confidentialityCode[^>]*>/, '', root],
  ['language', kon(), 'code="pl-PL"', 'code="pl"', `${root}/languageCode`],
  ['patient-missing', kon(), /<recordTarget>[\s\S]*<\/recordTarget>/, '', root],
  [
    'patient-missing',
    kon(),
    /<patientRole>[\s\S]*<\/patientRole>/,
    '<patientRole/>',
    `${root}/recordTarget`,
  ],
  [
    'patient-several',
    kon(),
    '<recordTarget>',
    '<recordTarget><patientRole><id root="1.2.3" extension="1"/><patient><name><given>A</given><family>B</family></name><birthTime value="1990"/></patient></patientRole></recordTarget><recordTarget>',
    `${root}/recordTarget[2]`,
  ],
  ['patient-id-missing', kon(), /<patientRole><id[^>]*><id[^>]*>/, '<patientRole>', role],
  [
    'patient-id-twice',
    kon(),
    '<patientRole>',
    `<patientRole><id root="${localRoot}.17.1" extension="5"/>`,
    role,
  ],
  ['patient-name', kon(), '<family>Próbna</family>', '', `${role}/patient/name`],
  ['birth-time', kon(), /<birthTime[^>]*>/, '', `${role}/patient`],
  [
    'birth-time',
    kon(),
    /<birthTime[^>]*>/,
    '<birthTime value="19900230"/>',
    `${role}/patient/birthTime`,
  ],
  ['pesel-form', kon(), /extension="58\d{9}"/, 'extension="5803121012"', `${role}/id[2]`],
  [
    'pesel-check-digit',
    kon(),
    /extension="(58\d{8})\d"/,
    'extension="58031210120"',
    `${role}/id[2]`,
  ],
  [
    'pesel-birth-date',
    kon(),
    /extension="58\d{9}"/,
    `extension="${samplePesel('1958-13-00', 1012)}"`,
    `${role}/id[2]`,
  ],
  [
    'pesel-birth-mismatch',
    kon(),
    /<birthTime value="\d+"/,
    '<birthTime value="19580313"',
    `${role}/patient/birthTime`,
  ],
  [
    'pesel-sex-mismatch',
    kon(),
    'administrativeGenderCode code="F"',
    'administrativeGenderCode code="M"',
    `${role}/patient/administrativeGenderCode`,
  ],
  ['author-missing', kon(), author, '', root],
  ['author-id-missing', kon(), /<assignedAuthor><id[^>]*>/, '<assignedAuthor>', assigned],
  ['author-name', kon(), '<family>Wymyślny</family>', '', assigned],
  ['author-function-missing', kon(), /<functionCode[^>]*>/, '', `${root}/author`],
  ['author-licence-root', kon(), 'functionCode code="LEK"', 'functionCode code="PIEL"', assigned],
  [
    'author-organisation-missing',
    kon(),
    /<representedOrganization>[\s\S]*<\/representedOrganization>/,
    '',
    assigned,
  ],
  [
    'author-time',
    kon(),
    /<time value="[^"]*"\/><assignedAuthor>/,
    '<assignedAuthor>',
    `${root}/author`,
  ],
  [
    'author-time-mismatch',
    kon(),
    /<time value="[^"]*"\/><signatureCode/,
    '<time value="20260303"/><signatureCode',
    `${root}/legalAuthenticator/time`,
  ],
  ['custodian-missing', kon(), /<custodian>[\s\S]*<\/custodian>/, '', root],
  [
    'custodian-missing',
    kon(),
    /<representedCustodianOrganization>[\s\S]*<\/representedCustodianOrganization>/,
    '',
    `${root}/custodian`,
  ],
  [
    'custodian-assigner',
    good('REC'),
    'assigningAuthorityName="CSIOZ"',
    'assigningAuthorityName="CeZ"',
    `${root}/custodian`,
  ],
  ['authenticator-missing', kon(), /<legalAuthenticator>[\s\S]*<\/legalAuthenticator>/, '', root],
  [
    'authenticator-time',
    kon(),
    /<time value="[^"]*"\/><signatureCode/,
    '<signatureCode',
    `${root}/legalAuthenticator`,
  ],
  [
    'signature-code',
    kon(),
    'signatureCode code="S"',
    'signatureCode code="X"',
    `${root}/legalAuthenticator/signatureCode`,
  ],
  [
    'authenticator-not-author',
    kon(),
    /<assignedEntity><id extension="\d+"/,
    '<assignedEntity><id extension="1000000"',
    `${root}/legalAuthenticator/assignedEntity`,
  ],
  ['related-type', version2(), 'typeCode="RPLC"', 'typeCode="XXXX"', `${root}/relatedDocument`],
  [
    'related-id-missing',
    version2(),
    /<parentDocument><id[^>]*>/,
    '<parentDocument>',
    `${root}/relatedDocument/parentDocument`,
  ],
  [
    'replaces-itself',
    version2(),
    'id extension="1000"',
    'id extension="1001"',
    `${root}/relatedDocument/parentDocument`,
  ],
  [
    'replaces-other-set',
    version2(),
    /(<parentDocument>[\s\S]*?)<setId extension="501"/,
    '<parentDocument><setId extension="777"',
    `${root}/relatedDocument/parentDocument`,
  ],
  [
    'replaces-version',
    version2(),
    'versionNumber value="2"',
    'versionNumber value="3"',
    `${root}/relatedDocument/parentDocument`,
  ],
  [
    'replaced-missing',
    kon(),
    'versionNumber value="1"',
    'versionNumber value="2"',
    `${root}/versionNumber`,
  ],
  [
    'nip-check-digit',
    kon(),
    '<representedOrganization>',
    `<representedOrganization><id root="${polish}.2.1" extension="1234567890"/>`,
    `${assigned}/representedOrganization/id[1]`,
  ],
  ['regon-check-digit', kon(), /extension="36099001\d" /, 'extension="123456789" ', ''],
  [
    'regon-check-digit',
    kon(),
    /extension="\d{14}"/,
    'extension="12345678901234"',
    `${assigned}/representedOrganization/asOrganizationPartOf/wholeOrganization/id`,
  ],
  [
    'npwz-check-digit',
    kon(),
    /<assignedAuthor><id extension="\d{7}"/,
    '<assignedAuthor><id extension="7724513"',
    `${assigned}/id`,
  ],
  [
    'npwz-check-digit',
    kon(),
    /<assignedAuthor><id extension="\d{7}"/,
    '<assignedAuthor><id extension="98765"',
    `${assigned}/id`,
  ],
  ['provider-id-form', kon(), 'id extension="000000099901" root', 'id extension="1007" root', ''],
  [
    'cell-id-form',
    kon(),
    '000000099901-001',
    '001-000000099901',
    `${assigned}/representedOrganization/id`,
  ],
  [
    'unit-id-form',
    kon(),
    '<representedOrganization>',
    `<representedOrganization><id root="${polish}.2.3.2" extension="1007-01"/>`,
    `${assigned}/representedOrganization/id[1]`,
  ],
  [
    'cell-specialty-missing',
    kon(),
    /<standardIndustryClassCode[^>]*>/,
    '',
    `${assigned}/representedOrganization`,
  ],
  [
    'regon14-missing',
    kon(),
    /<id extension="\d{14}"[^>]*>/,
    '',
    `${assigned}/representedOrganization`,
  ],
  [
    'taj-check-digit',
    kon(),
    '<patientRole>',
    '<patientRole><id root="2.25.141105893605715729927023938617344396180.100" extension="123456789"/>',
    `${role}/id[1]`,
  ],
];

/** Embedded files that are not what they should be. */
const value = (attributes: string, content: string) =>
  withSection(
    '<renderMultiMedia referencedObject="M1"/>',
    `<entry><observationMedia ID="M1" classCode="OBS" moodCode="EVN"><value ${attributes}>${content}</value></observationMedia></entry>`,
  );
const b64 = (mime: string) => `representation="B64" mediaType="${mime}"`;

describe('findings', () => {
  it.each(sampleKinds)('has none in a good %s', (kind) => {
    for (const variant of [0, 1, 2]) expect(codes(good(kind, { variant }))).toEqual([]);
  });

  it.each(rules)('reports %s', (code, bytes, from, to, place) => {
    expect(codes(bytes)).not.toContain(code);
    const found = findings(changed(bytes, from, to)).filter((finding) => finding.code === code);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]?.severity).toBe(findingDefinitions[code].severity);
    if (place !== '') expect(found.map((finding) => finding.place)).toContain(place);
  });

  it.each([
    ['attachment-type', value(b64('image/png'), pdf.toString('base64'))],
    ['attachment-type', value(b64('text/html'), Buffer.from('<html>').toString('base64'))],
    ['attachment-damaged', value(b64('image/png'), `${png.toString('base64')}!`)],
    ['attachment-damaged', value(b64('image/png'), 'AAAAA')],
    [
      'attachment-remote',
      value('mediaType="image/png"', '<reference value="https://x.example/a.png"/>'),
    ],
    ['attachment-remote', value('mediaType="image/png"', '<reference value="skan.png"/>')],
  ] as const)('reports %s', (code, bytes) => {
    expect(codes(bytes)).toEqual([code]);
    expect(findings(bytes)[0]?.place).toContain('/observationMedia/value');
  });

  it.each([
    ['image/png', png],
    ['IMAGE/PNG', png],
    ['image/png; charset=binary', png],
    ['application/pdf', pdf],
    ['image/jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ])('says nothing of a file that is what it says: %s', (mime, file) => {
    expect(codes(value(b64(mime), file.toString('base64')))).toEqual([]);
  });

  it('leaves none of its definitions without a test', () => {
    const elsewhere = [
      'attachment-type',
      'attachment-damaged',
      'attachment-remote',
      'findings-more',
    ];
    const tested = new Set<string>([...rules.map(([code]) => code), ...elsewhere]);
    expect(Object.keys(findingDefinitions).filter((code) => !tested.has(code))).toEqual([]);
  });

  it('keeps errors in front and stops at the limit, saying so', () => {
    const ids = `<id root="${polish}.1.1.616" extension="1"/>`.repeat(40);
    const bytes = changed(
      changed(good('KON'), /<id extension="1001"[^>]*>/, ''),
      '<assignedAuthor>',
      `<assignedAuthor>${ids}`,
    );
    const found = readCda(bytes, { limits: { findingsMax: 10 } }).findings;
    expect(found.length).toBe(11);
    expect(found[0]).toMatchObject({ code: 'id-missing', severity: 'error' });
    expect(found.at(-1)).toMatchObject({ code: 'findings-more', params: { shown: 10 } });
  });

  it('holds the rules of the Polish guide only against documents of that guide', () => {
    const foreign = changed(
      changed(good('KON'), `${polish}.13.10.1.15`, '2.16.840.1.113883.10.20.22.1.2'),
      /<setId[^>]*><versionNumber[^>]*>/,
      '',
    );
    const bare = changed(foreign, /<custodian>[\s\S]*<\/legalAuthenticator>/, '');
    expect(codes(bare)).toEqual([]);
    expect(codes(changed(bare, /<recordTarget>[\s\S]*<\/recordTarget>/, ''))).toEqual([
      'patient-missing',
    ]);
  });

  it('has words in all languages, with every value filled in', () => {
    for (const code of Object.keys(findingDefinitions) as FindingCode[]) {
      const params = {
        id: 'X',
        class: 'X',
        expected: 'X',
        profession: 'X',
        version: 2,
        digits: 9,
        number: 1,
        mime: 'X',
        shown: 5,
      };
      for (const language of languages) {
        const text = findingText({ code, severity: 'warning', place: '/', params }, language);
        expect(text).not.toMatch(/[{}]|undefined/);
        expect(text).toMatch(/\.$/);
      }
    }
    const [finding] = findings(
      changed(good('KON'), /extension="58\d{9}"/, 'extension="58031210120"'),
    );
    expect(findingText(finding!, 'pl')).toBe('Cyfra kontrolna numeru PESEL się nie zgadza.');
  });

  it('names no patient in its texts, places and values', () => {
    const bytes = changed(good('KON'), /extension="58\d{9}"/, 'extension="58031210120"');
    const told = JSON.stringify(findings(bytes));
    expect(told).not.toContain('58031210120');
    expect(told).not.toContain('Próbna');
  });
});

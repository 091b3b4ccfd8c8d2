import { element, rawMarkup, writeXml, type XmlMarkup } from '@kartoteka/xml';
import { extPl, hl7, oid, pikTemplateRoot, xmlSchemaInstance } from '../oids.ts';
import { coded, templateId } from './narrative.ts';
import { sampleContent } from './sample-content.ts';
import type { SampleCdaOptions, SampleContent, SampleSection } from './sample-model.ts';
import { type SampleShape, sampleShapes } from './sample-shapes.ts';
import {
  id,
  writeAuthenticator,
  writeAuthor,
  writeCustodian,
  writePatient,
} from './write-header.ts';

const guideVersion = '1.3.1';
const pharmacyTemplates = ['1.3.6.1.4.1.19376.1.9.1.1.1', '1.3.6.1.4.1.19376.1.5.3.1.1.1'];

/**
 * Writes a document of the Polish implementation 1.3.1 about invented people, for demo data and
 * tests. It keeps the national schema and every rule that `readCda` checks.
 *
 * @example
 * buildSampleCda({ kind: 'KIF', localRoot: '2.16.840.1.113883.3.4424.2.7.26', number: '1001',
 *   patient: samplePeople[0], issued: '20260302101500+0100' })
 */
export function buildSampleCda(options: SampleCdaOptions): Uint8Array {
  const shape = sampleShapes[options.kind];
  const content = sampleContent(options);
  const root = element(
    'ClinicalDocument',
    {
      xmlns: hl7,
      'xmlns:extPL': extPl[0],
      'xmlns:pharm': 'urn:ihe:pharm',
      'xmlns:xsi': xmlSchemaInstance,
      'xsi:type': 'extPL:ClinicalDocument',
    },
    ...identity(options, shape, content),
    writePatient(options, shape),
    writeAuthor(options, shape),
    writeCustodian(options, shape),
    writeAuthenticator(options),
    ...context(options, content),
    body(options, shape, content),
  );
  const href = options.stylesheet ?? `CDA_PL_IG_${guideVersion}.xsl`;
  const front = href === false ? '' : `<?xml-stylesheet href="${href}" type="text/xsl"?>\n`;
  return writeXml(rawMarkup(`${front}${root.xml}`), { declaration: true });
}

function identity(
  options: SampleCdaOptions,
  shape: SampleShape,
  content: SampleContent,
): XmlMarkup[] {
  const [code, displayName] = shape.type;
  const [classCode, className] = shape.documentClass;
  const loinc = { code, codeSystem: oid.loinc, codeSystemName: 'LOINC', displayName };
  const translation = element('translation', {
    code: classCode,
    codeSystem: oid.documentClass,
    codeSystemName: 'KLAS_DOK_P1',
    displayName: className,
  });
  const before = shape.pharmacy ? pharmacyTemplates : [];
  return [
    element('typeId', { extension: 'POCD_HD000040', root: oid.cdaType }),
    ...before.map((root) => element('templateId', { root })),
    element('templateId', {
      root: `${pikTemplateRoot}.${shape.template}`,
      extension: guideVersion,
    }),
    id(`${options.localRoot}.${shape.arcs[0]}`, options.number, true),
    element('code', loinc, translation),
    element('title', {}, content.title),
    element('effectiveTime', { value: options.issued }),
    element('confidentialityCode', { code: 'N', codeSystem: oid.confidentiality }),
    element('languageCode', { code: 'pl-PL' }),
    setId(options.localRoot, shape, options.setNumber ?? options.number),
    element('versionNumber', { value: String(options.version ?? 1) }),
  ];
}

function setId(localRoot: string, shape: SampleShape, extension: string): XmlMarkup {
  return element('setId', { extension, root: `${localRoot}.${shape.arcs[1]}` });
}

/** What stands between the authenticator and the body: service, replaced document, encounter. */
function context(options: SampleCdaOptions, { service }: SampleContent): XmlMarkup[] {
  const { issued, kind } = options;
  const time = element('effectiveTime', { value: issued });
  const parts: XmlMarkup[] = [];
  if (service) {
    const event = { classCode: 'ACT', moodCode: 'EVN' };
    const serviceEvent = element(
      'serviceEvent',
      event,
      coded('code', service, oid.procedures),
      time,
    );
    parts.push(element('documentationOf', { typeCode: 'DOC' }, templateId('2.51'), serviceEvent));
  }
  if (options.replaces) parts.push(replacement(options, sampleShapes[kind]));
  if (kind === 'KIF') parts.push(hospitalStay(options));
  return parts;
}

function replacement({ replaces, localRoot }: SampleCdaOptions, shape: SampleShape): XmlMarkup {
  const { number = '', setNumber = '', version = 1 } = replaces ?? {};
  const parent = element(
    'parentDocument',
    {},
    id(`${localRoot}.${shape.arcs[0]}`, number, false),
    setId(localRoot, shape, setNumber),
    element('versionNumber', { value: String(version) }),
  );
  return element('relatedDocument', { typeCode: 'RPLC' }, templateId('2.7'), parent);
}

function hospitalStay({ issued, localRoot, number }: SampleCdaOptions): XmlMarkup {
  const day = issued.slice(0, 8);
  const encounter = element(
    'encompassingEncounter',
    { classCode: 'ENC', moodCode: 'EVN' },
    id(`${localRoot}.98`, number, true),
    element('effectiveTime', {}, element('low', { value: day }), element('high', { value: day })),
  );
  return element('componentOf', { typeCode: 'COMP' }, templateId('2.66'), encounter);
}

function body(options: SampleCdaOptions, shape: SampleShape, content: SampleContent): XmlMarkup {
  const sections = content.sections.map((section) => component(writeSection(section)));
  const attached = options.attachment ? [component(attachmentSection(options.attachment))] : [];
  const structured = element(
    'structuredBody',
    { classCode: 'DOCBODY', moodCode: 'EVN' },
    ...sections,
    ...attached,
    ...(options.extra ?? []),
  );
  const attributes = { typeCode: 'COMP', contextConductionInd: 'true' };
  return element('component', attributes, templateId(`2.${shape.templates.body}`), structured);
}

function component(section: XmlMarkup): XmlMarkup {
  return element('component', {}, section);
}

function writeSection({ template, code, title, text, entries = [] }: SampleSection): XmlMarkup {
  return element(
    'section',
    {},
    templateId(`3.${template}`),
    code && coded('code', code, oid.loinc),
    title === undefined ? undefined : element('title', {}, title),
    element('text', {}, ...text),
    ...entries,
  );
}

function attachmentSection({
  mime,
  bytes,
}: NonNullable<SampleCdaOptions['attachment']>): XmlMarkup {
  const media = element(
    'observationMedia',
    { ID: 'DOCUMENT_CONTENT', classCode: 'OBS', moodCode: 'EVN' },
    templateId('4.49'),
    element(
      'value',
      { representation: 'B64', mediaType: mime },
      Buffer.from(bytes).toString('base64'),
    ),
  );
  return element(
    'section',
    {},
    templateId('3.55'),
    element('title', {}, 'Załączony plik'),
    element('text', {}, element('renderMultiMedia', { referencedObject: 'DOCUMENT_CONTENT' })),
    element('entry', {}, media),
  );
}

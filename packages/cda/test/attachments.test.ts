import { Problem } from '@kartoteka/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAttachment, readCda, sniffMime } from '../src/index.ts';
import { changed, good, pdf, png, withSection } from './documents.ts';

const media = (id: string, attributes: string, content: string) =>
  `<entry><observationMedia ${id && `ID="${id}"`} classCode="OBS" moodCode="EVN"><value ${attributes}>${content}</value></observationMedia></entry>`;
const b64 = (mime: string) => `representation="B64" mediaType="${mime}"`;
const code = (work: () => unknown) => {
  try {
    work();
  } catch (problem) {
    return problem instanceof Problem ? problem.code : String(problem);
  }
  return 'none';
};

describe('telling what a file is', () => {
  it.each([
    ['application/pdf', 'pdf', pdf],
    ['image/png', 'png', png],
    ['image/jpeg', 'jpg', Buffer.from([0xff, 0xd8, 0xff, 0xdb])],
    ['image/gif', 'gif', Buffer.from('GIF89a')],
    ['image/tiff', 'tif', Buffer.from([0x49, 0x49, 0x2a, 0x00, 8])],
    ['image/tiff', 'tif', Buffer.from([0x4d, 0x4d, 0x00, 0x2a, 8])],
    ['application/dicom', 'dcm', Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')])],
    ['application/zip', 'zip', Buffer.from([0x50, 0x4b, 3, 4])],
    ['text/rtf', 'rtf', Buffer.from('{\\rtf1 x}')],
    ['text/plain', 'txt', Buffer.from('Zażółć gęślą jaźń\n')],
    ['application/octet-stream', 'bin', Buffer.from([0, 1, 2])],
    ['application/octet-stream', 'bin', Buffer.alloc(0)],
  ])('goes by the first bytes: %s', (mime, extension, bytes) => {
    expect(sniffMime(bytes)).toEqual({ mime, extension });
  });

  it.each([
    '<html><script>1</script>',
    '<svg onload="x()"/>',
    '  <?xml version="1.0"?><a/>',
    '\ufeff<!DOCTYPE html>',
  ])('takes markup for plain data, never for a type that a browser runs: %s', (text) => {
    expect(sniffMime(Buffer.from(text)).mime).toBe('application/octet-stream');
  });
});

describe('files inside a document', () => {
  it('are listed with name, type, size, place and reference', () => {
    const bytes = good('KON', { attachment: { mime: 'application/pdf', bytes: pdf } });
    expect(readCda(bytes).attachments).toEqual([
      {
        number: 0,
        name: 'DOCUMENT_CONTENT.pdf',
        mime: 'application/pdf',
        declaredMime: 'application/pdf',
        size: pdf.length,
        place:
          '/ClinicalDocument/component/structuredBody/component[5]/section/entry/observationMedia/value',
        reference: 'DOCUMENT_CONTENT',
      },
    ]);
  });

  it('come out byte for byte, whatever line breaks the base64 has', () => {
    const wrapped = png.toString('base64').replace(/(.{20})/g, '$1\r\n\t ');
    const bytes = withSection('x', media('M1', b64('image/png'), wrapped));
    const { attachment, bytes: file } = readAttachment(bytes, 0);
    expect(Buffer.compare(Buffer.from(file), png)).toBe(0);
    expect(attachment).toMatchObject({ name: 'M1.png', size: png.length });
  });

  it('are named safely, whatever the mark says', () => {
    const of = (id: string) =>
      readCda(withSection('x', media(id, b64('image/png'), png.toString('base64')))).attachments[0]
        ?.name;
    expect(of('')).toBe('attachment-1.png');
    expect(of('../../etc/passwd')).toBe('etcpasswd.png');
    expect(of('a b&#10;ż')).toBe('ab.png');
  });

  it('are found in nonXMLBody, as base64 and as plain text', () => {
    const body = (text: string) =>
      changed(
        good('KON'),
        /<structuredBody[\s\S]*<\/structuredBody>/,
        `<nonXMLBody>${text}</nonXMLBody>`,
      );
    const inBase64 = body(`<text ${b64('application/pdf')}>${pdf.toString('base64')}</text>`);
    expect(readCda(inBase64).attachments).toMatchObject([
      { name: 'attachment-1.pdf', mime: 'application/pdf' },
    ]);
    const plain = body('<text mediaType="text/plain">Opis słowny</text>');
    expect(readCda(plain).attachments).toMatchObject([{ mime: 'text/plain', size: 12 }]);
    expect(Buffer.from(readAttachment(plain, 0).bytes).toString()).toBe('Opis słowny');
    expect(
      readCda(body('<text mediaType="application/pdf"><reference value="a.pdf"/></text>'))
        .attachments,
    ).toEqual([]);
  });

  it('are found in external documents too', () => {
    const external = `<entry><act classCode="ACT" moodCode="EVN"><code nullFlavor="NA"/><reference typeCode="REFR"><externalDocument><text ${b64('application/pdf')}>${pdf.toString('base64')}</text></externalDocument></reference></act></entry>`;
    expect(readCda(withSection('x', external)).attachments).toMatchObject([
      { mime: 'application/pdf', size: pdf.length },
    ]);
  });

  it('end at the limit', () => {
    const many = media('', b64('image/png'), png.toString('base64')).repeat(12);
    expect(
      readCda(withSection('x', many), { limits: { attachmentsMax: 5 } }).attachments.length,
    ).toBe(5);
  });

  it('that are not there or damaged are a clear problem', () => {
    const damaged = withSection('x', media('M1', b64('image/png'), 'iVBORw0KGgo*'));
    expect(code(() => readAttachment(damaged, 0))).toBe('cda.attachment-damaged');
    expect(code(() => readAttachment(damaged, 1))).toBe('cda.no-attachment');
    expect(code(() => readAttachment(damaged, -1))).toBe('cda.no-attachment');
    for (const text of ['A', 'AAAAA', 'AA=A', 'AAA==', '====', 'AAAA=', 'AAż=']) {
      const bytes = withSection('x', media('M1', b64('image/png'), text));
      expect(code(() => readAttachment(bytes, 0))).toBe('cda.attachment-damaged');
    }
  });

  it('of any bytes survive the way in and out', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 3_000 }), (content) => {
        const bytes = good('KON', {
          attachment: { mime: 'application/octet-stream', bytes: content },
        });
        const { bytes: file } = readAttachment(bytes, 0);
        expect(Buffer.compare(Buffer.from(file), Buffer.from(content))).toBe(0);
      }),
      { numRuns: 50 },
    );
  });
});

describe('large files', () => {
  const large = Buffer.concat([pdf, Buffer.alloc(20_000_000, 0x5a)]);

  it('pass by the parser: 20 MB inside a document is read, listed and handed out', () => {
    const bytes = good('KON', { attachment: { mime: 'application/pdf', bytes: large } });
    const reading = readCda(bytes);
    expect(reading.findings).toEqual([]);
    expect(reading.attachments).toMatchObject([{ mime: 'application/pdf', size: large.length }]);
    const { bytes: file } = readAttachment(bytes, 0);
    expect(Buffer.compare(Buffer.from(file), large)).toBe(0);
    expect(reading.text).not.toContain('kartoteka-cut');
  });

  it('that are damaged are found out without decoding', () => {
    const bytes = good('KON', { attachment: { mime: 'application/pdf', bytes: large } });
    const broken = changed(bytes, '</value>', 'A</value>');
    expect(readCda(broken).findings).toMatchObject([{ code: 'attachment-damaged' }]);
  });

  it('leave other long texts to the limits of the parser', () => {
    const text = `<paragraph>${'Długi opis. '.repeat(60_000)}</paragraph>`;
    expect(readCda(withSection(text)).text.length).toBeGreaterThan(100_000);
    const limits = { markupBytesMax: 500_000 };
    expect(code(() => readCda(withSection(text), { limits }))).toBe('xml.too-large');
  });

  it('cannot be pointed at by a text that looks like our marker', () => {
    const forged = withSection(
      'x',
      media('M1', b64('image/png'), 'kartoteka-cut-0-0') +
        media('M2', b64('application/pdf'), large.toString('base64')),
    );
    const { attachments, findings } = readCda(forged);
    expect(attachments[1]).toMatchObject({ size: large.length, mime: 'application/pdf' });
    expect(findings.map(({ code: found }) => found)).toContain('attachment-damaged');
  });
});

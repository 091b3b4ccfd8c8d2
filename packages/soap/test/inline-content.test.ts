import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { receiveSoap, type SoapLimits } from '../src/index.ts';
import {
  clock,
  codeOf,
  contentsOf,
  envelope,
  inPieces,
  memorySink,
  mtomType,
  multipart,
  problemOf,
  raw,
  retrieved,
  rootHeaders,
} from './sample.ts';

const plainType = 'application/soap+xml';
/** The rules of large content, at a size that lets a test try them all. */
const limits: Partial<SoapLimits> = { inlineTextBytesMax: 200, rootBytesMax: 2000 };
const big = randomBytes(3000);
const text = big.toString('base64');

async function receive(body: Uint8Array, size = 64, contentType = plainType) {
  const sink = memorySink();
  const options = { clock, sink, limits };
  try {
    const message = await receiveSoap({ contentType }, inPieces(body, size), options);
    return contentsOf(message, sink);
  } catch (error) {
    expect(sink.contents.size).toBe(0);
    throw error;
  }
}

const refusal = (body: Uint8Array): Promise<string> => codeOf(receive(body));

describe('long base64 in an envelope', () => {
  const body = envelope(retrieved('eA==', text, text, 'eQ==').xml);

  it('is cut out before parsing, in whatever pieces it comes', async () => {
    for (const size of [1, 3, 64, 1000, 0]) {
      const [one, two, three, four] = await receive(body, size);
      expect(one?.toString()).toBe('x');
      expect(two?.equals(big)).toBe(true);
      expect(three?.equals(big)).toBe(true);
      expect(four?.toString()).toBe('y');
    }
  });

  it('is cut out of the root part of a multipart as well', async () => {
    const framed = multipart('MIMEBoundary_1', [{ headers: rootHeaders, content: body }]);
    expect((await receive(framed, 50, mtomType))[1]?.equals(big)).toBe(true);
  });

  it('may be broken into lines', async () => {
    const lines = text.replace(/.{76}/g, '$&\r\n');
    const [one] = await receive(envelope(retrieved(raw(`\n   ${lines}\n`)).xml));
    expect(one?.equals(big)).toBe(true);
    const java = text.replace(/.{76}/g, '$&&#13;\n');
    const [two] = await receive(envelope(retrieved(raw(java)).xml));
    expect(two?.equals(big)).toBe(true);
  });

  it('stays in the tree up to the limit, and goes out one byte above it', async () => {
    for (const length of [144, 147, 150, 153, 156]) {
      const content = randomBytes(length);
      const inline = envelope(retrieved(content.toString('base64')).xml + ' '.repeat(300));
      const [one] = await receive(inline, 7);
      expect(one?.equals(content)).toBe(true);
    }
  });

  it('is found among quotes, comments, CDATA and instructions', async () => {
    const noise =
      `<a b="x>${'y'.repeat(250)}" c='>"'/><!-- <Document>${text.slice(0, 250)} -- ><d> -->`.replace(
        ' -- >',
        ' - >',
      ) +
      `<?pi <Document>${'z'.repeat(250)}?><e><![CDATA[<Document>${text.slice(0, 250)}]] ]]></e>`;
    const markup = envelope(`<r>${noise}${retrieved(text).xml}<a/></r>`);
    for (const size of [1, 5, 0]) {
      const received = await receive(markup, size);
      expect(received.map((bytes) => bytes.equals(big))).toEqual([true]);
    }
  });

  it('is refused where it is no base64, with the place left clean', async () => {
    const wrong = `${text.slice(0, 2000)}*${text.slice(2000)}`;
    expect(await refusal(envelope(retrieved(wrong).xml))).toBe('soap.base64');
    expect(await refusal(envelope(retrieved(text.slice(0, 2001)).xml))).toBe('soap.base64');
    expect(await refusal(envelope(`<a>${'ą '.repeat(200)}</a>`))).toBe('soap.base64');
  });

  it('is refused where it shares its element with anything else', async () => {
    for (const more of ['<b/>', '<!-- x -->', '<![CDATA[QUJD]]>', '<?x y?>']) {
      expect(await refusal(envelope(retrieved(raw(`${text}${more}`)).xml))).toBe('soap.base64');
    }
  });

  it('is refused in an element that carries no document, unless the caller names it', async () => {
    const value = envelope(`<v>${text}</v>`);
    expect(await refusal(value)).toBe('soap.content-place');
    const sink = memorySink();
    const contentElements = [{ namespace: '', name: 'v' }];
    const options = { clock, sink, limits, contentElements };
    const message = await receiveSoap({ contentType: plainType }, inPieces(value, 64), options);
    expect(message.contentOf(message.envelope.body)?.size).toBe(big.length);
  });

  it('is refused in the Header', async () => {
    const markup = envelope(retrieved('eA==').xml, `<t>${text}</t>`);
    expect(await refusal(markup)).toBe('soap.include-in-header');
  });

  it('cannot be forged or shifted by marks of the sender', async () => {
    const mark = raw('<k:content xmlns:k="urn:kartoteka:content" n="0"/>');
    const forgeries = [retrieved(mark, text), retrieved(text, mark), retrieved(mark)];
    for (const forged of forgeries) {
      const padded = envelope(forged.xml + ' '.repeat(300));
      expect(await refusal(padded)).toBe('soap.content-mark');
    }
  });

  it('does not open a way around the limit of the rest', async () => {
    const tags = '<a b="c"/>'.repeat(300);
    const problem = await problemOf(receive(envelope(`<r>${tags}${retrieved(text).xml}</r>`)));
    expect(problem.params).toEqual({ limit: 'rootBytesMax', max: 2000 });
    for (const flood of [
      `<!--${'x'.repeat(3000)}-->`,
      `<a b="${'x'.repeat(3000)}"/>`,
      `<![CDATA[${'x'.repeat(3000)}]]>`,
    ]) {
      expect(await refusal(envelope(`<r>${flood}</r>`))).toBe('soap.too-large');
    }
    expect(await refusal(envelope(`<r><a/>${' '.repeat(3000)}</r>`))).toBe('soap.too-large');
    expect(await refusal(Buffer.alloc(3000, '<a'))).toBe('soap.too-large');
  });

  it('leaves what is not well-formed, cut off or a DOCTYPE to the parser', async () => {
    const start = `<!DOCTYPE x [<!ENTITY e "${'x'.repeat(10)}">]>`;
    expect(await refusal(Buffer.concat([Buffer.from(start), body]))).toBe('xml.doctype');
    expect(await refusal(body.subarray(0, body.length - 20))).toBe('xml.malformed');
    expect(await refusal(body.subarray(0, body.indexOf('</xdsb:Document>') + 500))).toBe(
      'soap.cut-off',
    );
    expect(await refusal(Buffer.concat([body, Buffer.from('<!-- never ends')]))).toBe(
      'xml.malformed',
    );
  });

  it('is not looked for in UTF-16, which keeps the limit of an envelope', async () => {
    const small = envelope(retrieved('eA==').xml).toString('latin1');
    const utf16 = Buffer.from(`\uFEFF${small}`, 'utf16le');
    expect((await receive(utf16))[0]?.toString()).toBe('x');
    const large = Buffer.from(`\uFEFF${body.toString('latin1')}`, 'utf16le');
    expect(await refusal(large)).toBe('soap.too-large');
  });
});

import { Problem } from '@kartoteka/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCda } from '../src/index.ts';
import { sampleKinds } from '../src/sample/index.ts';
import { changed, example, exampleNames, good } from './documents.ts';

/** The code of the problem, or `read` where the document could be read after all. */
function outcome(bytes: Uint8Array): string {
  try {
    readCda(bytes);
    return 'read';
  } catch (problem) {
    // Anything but a Problem is a defect and fails the test here.
    if (!(problem instanceof Problem)) throw problem;
    for (const language of ['pl', 'hu', 'en'] as const) {
      expect(problem.text(language)).not.toMatch(/\{|undefined/);
      expect(problem.next(language).length).toBeGreaterThan(10);
    }
    return problem.code;
  }
}

const wrap = (inner: string) =>
  Buffer.from(
    `<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3">${inner}</ClinicalDocument>`,
  );
const names = exampleNames();

describe('broken documents', () => {
  it.each(sampleKinds)('%s cut off at forty places is a problem each time', (kind) => {
    const bytes = good(kind);
    for (let part = 0; part < 40; part += 1) {
      const cut = bytes.subarray(0, Math.floor((bytes.length * part) / 40));
      // A cut through a character of several bytes is an encoding that ends too early.
      expect(outcome(cut)).toMatch(/^xml\.(malformed|encoding)$/);
    }
  });

  it.skipIf(names.length === 0).each(names)(
    'the official %s cut off at ten places is a problem each time',
    (name) => {
      const bytes = example(name);
      for (let part = 1; part <= 10; part += 1) {
        expect(outcome(bytes.subarray(0, Math.floor((bytes.length * part) / 11)))).toMatch(
          /^xml\.(malformed|encoding)$/,
        );
      }
    },
  );

  it('one byte changed at three hundred places never ends in anything but a reading or a problem', () => {
    const bytes = good('WBL');
    for (let step = 0; step < 300; step += 1) {
      const damaged = Uint8Array.from(bytes);
      const at = Math.floor((bytes.length * step) / 300);
      damaged[at] = (damaged[at]! + 1 + (step % 250)) % 256;
      expect(outcome(damaged)).toMatch(
        /^(read|cda\.not-cda|xml\.(malformed|encoding|doctype|too-large))$/,
      );
    }
  });

  it('random bytes are a problem', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        expect(outcome(bytes)).toMatch(/^xml\./);
      }),
    );
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 'xml.malformed'],
    ['white space', Buffer.from('  \n '), 'xml.malformed'],
    ['a PDF', Buffer.from('%PDF-1.7 ...'), 'xml.malformed'],
    ['a JSON file', Buffer.from('{"resourceType":"Bundle"}'), 'xml.malformed'],
    ['a web page', Buffer.from('<html><body><p>x</p></body></html>'), 'cda.not-cda'],
    ['another vocabulary', Buffer.from('<ClinicalDocument/>'), 'cda.not-cda'],
    ['a part of a CDA', Buffer.from('<section xmlns="urn:hl7-org:v3"/>'), 'cda.not-cda'],
    [
      'a CDA inside an envelope',
      Buffer.from('<a><ClinicalDocument xmlns="urn:hl7-org:v3"/></a>'),
      'cda.not-cda',
    ],
    ['two documents in one file', Buffer.concat([good('KON'), good('KON')]), 'xml.malformed'],
  ])('%s is told apart', (_what, bytes, code) => {
    expect(outcome(bytes)).toBe(code);
  });

  it.each([
    [
      'Latin-2 bytes under a declaration of UTF-8',
      Buffer.from(
        Buffer.from(good('KON'))
          .toString('utf8')
          .replace(/[^ -~\n]/g, '\xb1'),
        'latin1',
      ),
    ],
    [
      'UTF-16 under a declaration of UTF-8',
      Buffer.from(Buffer.from(good('KON')).toString('utf8'), 'utf16le'),
    ],
    [
      'an encoding that nobody knows',
      changed(good('KON'), 'encoding="UTF-8"', 'encoding="x-mystery"'),
    ],
    [
      'a lone continuation byte',
      Buffer.concat([Buffer.from('<a>'), Buffer.from([0x80]), Buffer.from('</a>')]),
    ],
  ])('%s is a matter of encoding or form', (_what, bytes) => {
    expect(outcome(bytes)).toMatch(/^xml\.(encoding|malformed)$/);
  });

  const doctypes = {
    'billion laughs': `<!DOCTYPE l [<!ENTITY a "lol">${'bcdefghij'
      .split('')
      .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghi'[index]};`.repeat(10)}">`)
      .join('')}]><l>&j;</l>`,
    'an external entity': '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>',
    'an external DTD':
      '<!DOCTYPE ClinicalDocument SYSTEM "https://evil.example/x.dtd"><ClinicalDocument xmlns="urn:hl7-org:v3"/>',
    'a parameter entity': '<!DOCTYPE l [<!ENTITY % p SYSTEM "https://evil.example/p">%p;]><l/>',
    'a quadratic blow-up': `<!DOCTYPE l [<!ENTITY a "${'x'.repeat(50_000)}">]><l>${'&a;'.repeat(5_000)}</l>`,
    'an empty DOCTYPE': '<!DOCTYPE html><ClinicalDocument xmlns="urn:hl7-org:v3"/>',
  };
  it.each(Object.entries(doctypes))('%s is refused for its DOCTYPE', (_what, text) => {
    expect(outcome(Buffer.from(text))).toBe('xml.doctype');
  });

  it.each([
    ['nested too deep', wrap(`${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`)],
    ['too many elements', wrap('<b/>'.repeat(200_000))],
    [
      'too many attributes',
      wrap(`<a ${Array.from({ length: 2_000 }, (_, n) => `a${n}=""`).join(' ')}/>`),
    ],
    ['12 MB of markup', wrap('<paragraph>tekst, tekst. </paragraph>'.repeat(330_000))],
    ['one text of 11 MB', wrap(`<title>${'tekst, '.repeat(1_600_000)}</title>`)],
  ])('%s is over a limit', (_what, bytes) => {
    expect(outcome(bytes)).toBe('xml.too-large');
  });

  it('160 MB is refused before anything is read', () => {
    const started = performance.now();
    expect(outcome(Buffer.alloc(160_000_000, 0x20))).toBe('cda.too-large');
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('the price of a hostile document of up to 1 MB', () => {
  const hostile: Record<string, Uint8Array> = {
    ...Object.fromEntries(
      Object.entries(doctypesOf()).map(([name, text]) => [name, Buffer.from(text)]),
    ),
    'deep nesting': wrap(`${'<a>'.repeat(140_000)}`),
    'many elements': wrap('<b/>'.repeat(240_000)),
    'many attributes': wrap(
      `<a ${Array.from({ length: 60_000 }, (_, n) => `a${n}=""`).join(' ')}/>`,
    ),
    'an endless comment': Buffer.from(`<!--${'-x'.repeat(490_000)}`),
    'an endless tag': Buffer.from(`<a ${'b '.repeat(490_000)}`),
    garbage: Buffer.alloc(1_000_000, '<'),
  };

  it.each(Object.entries(hostile))('%s is refused in 50 ms of processor time', (_what, bytes) => {
    expect(outcome(bytes)).toMatch(/^xml\./);
    let best = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 5; run += 1) {
      const before = process.cpuUsage();
      outcome(bytes);
      const { user, system } = process.cpuUsage(before);
      best = Math.min(best, (user + system) / 1_000);
    }
    expect(best).toBeLessThan(50);
  });
});

function doctypesOf(): Record<string, string> {
  return {
    'an entity bomb': `<!DOCTYPE l [<!ENTITY a "${'x'.repeat(900_000)}">]><l>&a;&a;&a;</l>`,
    'many entities': `<!DOCTYPE l [${'<!ENTITY a "b">'.repeat(60_000)}]><l/>`,
  };
}

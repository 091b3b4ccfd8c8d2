import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Base64Layout } from '../src/base64/base64-layout.ts';
import { Base64Decoder } from '../src/base64/decode-base64.ts';
import { soapLimitsDefault } from '../src/limits.ts';
import { Base64Text } from '../src/wss/index.ts';
import { codeOf } from './sample.ts';

/** Decodes text in pieces of the given size and gives back the bytes and the text made again. */
function through(text: string, size: number, limits = soapLimitsDefault) {
  const layout = new Base64Layout(limits);
  const decoder = new Base64Decoder(layout);
  const wire = Buffer.from(text, 'latin1');
  const pieces: Buffer[] = [];
  for (let at = 0; at < wire.length; at += size) {
    pieces.push(Buffer.from(decoder.decode(wire.subarray(at, at + size))));
  }
  decoder.finish();
  const restore = layout.restorer();
  const encoder = new Base64Text();
  const again = pieces.map((piece) => restore(encoder.write(piece)));
  again.push(restore(encoder.end()), restore(undefined));
  return { bytes: Buffer.concat(pieces), text: again.join('') };
}

/** What an XML parser makes of the text, in canonical form. */
function canonical(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/&#(13|xD);/gi, '\u0000')
    .replace(/&#(10|xA);/gi, '\n')
    .replace(/&#(9|x9);/gi, '\t')
    .replace(/&#(32|x20);/gi, ' ')
    .replaceAll('\u0000', '&#xD;');
}

const gap = fc.constantFrom(
  '',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '\r',
  '&#13;\n',
  '&#xD;&#xA;',
  '\n    ',
  '&#32;',
);

describe('base64 text', () => {
  it('is decoded in any pieces, and made again with its white space', () => {
    const cuts = fc.array(fc.tuple(fc.nat(300), gap), { maxLength: 12 });
    const sizes = fc.integer({ min: 1, max: 70 });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), cuts, sizes, (bytes, gaps, size) => {
        const base64 = Buffer.from(bytes).toString('base64');
        const places = new Map(gaps.map(([at, space]) => [Math.min(at, base64.length), space]));
        let text = places.get(0) ?? '';
        for (let at = 1; at <= base64.length; at += 1) {
          text += base64.slice(at - 1, at) + (places.get(at) ?? '');
        }
        const result = through(text, size);
        expect(result.bytes.equals(bytes)).toBe(true);
        expect(result.text).toBe(canonical(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('costs one entry for lines of equal length, however many there are', () => {
    const limits = { ...soapLimitsDefault, base64GapsMax: 3 };
    const base64 = Buffer.alloc(300_000, 'abc').toString('base64');
    for (const separator of ['\n', '\r\n', '&#13;\n']) {
      const lines = base64.match(/.{1,76}/g)?.join(separator) ?? '';
      expect(through(`\n  ${lines}\n`, 65_536, limits).text).toBe(canonical(`\n  ${lines}\n`));
    }
  });

  it('is refused when its lines are too irregular to be remembered', async () => {
    const base64 = Buffer.alloc(6000, 'abc').toString('base64');
    let length = 0;
    const irregular = base64.replace(/.{4}/g, (four) => `${four}${length++ % 2 ? ' ' : '\n'}`);
    const limits = { ...soapLimitsDefault, base64GapsMax: 100 };
    expect(await codeOf(() => through(irregular, 100, limits))).toBe('soap.base64-layout');
    const blanks = `QUJD${' '.repeat(5000)}QUJD`;
    expect(await codeOf(() => through(blanks, 100))).toBe('soap.base64-layout');
    const decoder = new Base64Decoder();
    expect(decoder.decode(Buffer.from(irregular)).length).toBe(6000);
  });

  it('is refused with one wrong character anywhere', () => {
    const good = Buffer.from('Kartoteka!').toString('base64');
    const others = '-_.*!,;:<>"\u0000\u0080\u00ff&=';
    fc.assert(
      fc.property(
        fc.nat(good.length - 1),
        fc.constantFrom(...others),
        fc.integer({ min: 1, max: 20 }),
        (at, wrong, size) => {
          const bad = good.slice(0, at) + wrong + good.slice(at + 1);
          if (bad === good) return;
          expect(() => through(bad, size)).toThrow('soap.base64');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is refused with padding that is missing, too much, in the middle, or with bits left over', () => {
    const broken = [
      ...['Q', 'QQ', 'QQ=', 'QQ===', 'QQ==QQ==', '=', '====', 'Q===', 'QR==', 'QUF=', 'QQ=Q'],
      ...[
        'QQ== Q',
        'QUJDQ',
        'QUJD=',
        '&#65;QQQ',
        'QQ&amp;',
        'QQ==&#13',
        'QUJD&',
        '&&#13;',
        '&#x0000000D;',
      ],
    ];
    for (const text of broken) {
      for (const size of [1, 2, 3, 4, 5, 100]) {
        expect(() => through(text, size), `${text} by ${size}`).toThrow('soap.base64');
      }
    }
  });
});

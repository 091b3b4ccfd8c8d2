import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineReader, stuffDots, topOf } from '../../src/mail/pop3/pop3-codec.ts';

/** What any client does with a multi-line answer (RFC 1939, 3), written down a second time. */
function unstuff(answer: Buffer): Buffer {
  const lines = answer.toString('latin1').split('\r\n');
  const end = lines.indexOf('.');
  const whole = lines
    .slice(0, end)
    .map((line) => `${line.startsWith('.') ? line.slice(1) : line}\r\n`);
  return Buffer.from(whole.join(''), 'latin1');
}

/** Lines of any bytes but CR and LF, with many dots. */
const line = fc
  .array(fc.oneof(fc.constant(0x2e), fc.integer({ min: 0, max: 255 })), { maxLength: 20 })
  .map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 0x0d && byte !== 0x0a)));
const message = fc
  .array(line, { maxLength: 12 })
  .map((lines) => Buffer.concat(lines.flatMap((one) => [one, Buffer.from('\r\n')])));

describe('multi-line answers', () => {
  it('come back byte by byte, whatever the message', () => {
    fc.assert(
      fc.property(message, (bytes) => {
        expect(unstuff(stuffDots(bytes)).equals(bytes)).toBe(true);
      }),
    );
  });

  it('never have a line with one dot but at their end', () => {
    fc.assert(
      fc.property(message, (bytes) => {
        const lines = stuffDots(bytes).toString('latin1').split('\r\n');
        expect(lines.indexOf('.')).toBe(lines.length - 2);
      }),
    );
  });

  it.each([
    ['', '.\r\n'],
    ['.\r\n', '..\r\n.\r\n'],
    ['.a\r\n', '..a\r\n.\r\n'],
    ['a.\r\n', 'a.\r\n.\r\n'],
    ['a\r\n..\r\n', 'a\r\n...\r\n.\r\n'],
    ['no end', 'no end\r\n.\r\n'],
  ])('%j becomes %j', (given, written) => {
    expect(stuffDots(Buffer.from(given)).toString()).toBe(written);
  });

  it.each([
    [0, 'a: b\r\nc: d\r\n\r\n'],
    [1, 'a: b\r\nc: d\r\n\r\n1\r\n'],
    [9, 'a: b\r\nc: d\r\n\r\n1\r\n2\r\n'],
  ])('TOP with %s lines', (lines, top) => {
    const whole = Buffer.from('a: b\r\nc: d\r\n\r\n1\r\n2\r\n');
    expect(Buffer.from(topOf(whole, lines)).toString()).toBe(top);
  });

  it('TOP of a message without headers or without a body', () => {
    expect(Buffer.from(topOf(Buffer.from('\r\n1\r\n2\r\n'), 1)).toString()).toBe('\r\n1\r\n');
    expect(Buffer.from(topOf(Buffer.from('a: b\r\n'), 1)).toString()).toBe('a: b\r\n');
  });
});

describe('command lines', () => {
  it('are the same however they are split over packets', () => {
    const text = fc.stringMatching(/^[\x20-\x7e]{0,30}$/);
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), fc.array(fc.nat(200)), (lines, cuts) => {
        const bytes = Buffer.from(lines.map((one) => `${one}\r\n`).join(''));
        const at = [
          0,
          ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b),
          bytes.length,
        ];
        const read = createLineReader(255);
        const found = at
          .slice(1)
          .flatMap((end, index) => read(bytes.subarray(at[index], end)).lines);
        expect(found).toEqual(lines.map((one) => ({ text: one, bare: false })));
      }),
    );
  });

  it('tell LF alone from CRLF', () => {
    const read = createLineReader(255);
    expect(read(Buffer.from('STAT\nNOOP\r\n')).lines).toEqual([
      { text: 'STAT', bare: true },
      { text: 'NOOP', bare: false },
    ]);
  });

  it.each([
    ['at the limit', 'a'.repeat(253), false],
    ['over the limit', 'a'.repeat(254), true],
  ])('%s', (_name, text, tooLong) => {
    expect(createLineReader(255)(Buffer.from(`${text}\r\n`)).tooLong).toBe(tooLong);
  });

  it('over the limit are given up before their end comes, and nothing is read after them', () => {
    const read = createLineReader(255);
    expect(read(Buffer.from('a'.repeat(300))).tooLong).toBe(true);
    expect(read(Buffer.from('\r\nNOOP\r\n'))).toEqual({ lines: [], tooLong: true });
  });
});

import { fixedClock } from '@kartoteka/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBody } from '../src/frame/calls/decode-body.ts';
import { maskBytes, maskText } from '../src/frame/calls/mask-secrets.ts';
import { changeTime, machineTime, worldClock } from '../src/frame/clock/world-time.ts';
import { html } from '../src/frame/html.ts';
import { matchesPattern } from '../src/frame/match-pattern.ts';
import { parseWorldName, splitAccount } from '../src/frame/worlds/world-name.ts';
import { inOrderOfReference } from '../src/frame/worlds/world-tables.ts';

describe('a pattern', () => {
  it('means what the same pattern means as a regular expression', () => {
    const signs = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 8 });
    fc.assert(
      fc.property(signs, signs, (name, pattern) => {
        const parts = pattern.split('*').map((part) => part.replaceAll('.', '\\.'));
        const expected = new RegExp(`^${parts.join('.*')}$`, 's').test(name);
        expect(matchesPattern(name, pattern)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes no time worth speaking of, however it is made', () => {
    const startedMs = performance.now();
    expect(matchesPattern('a'.repeat(5_000), `${'a*'.repeat(2_000)}b`)).toBe(false);
    expect(performance.now() - startedMs).toBeLessThan(500);
  });
});

describe('an account', () => {
  const world = fc
    .stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/)
    .filter((one) => one !== 'localhost');
  const user = fc.stringMatching(/^[a-z0-9.]{1,12}$/);

  it('comes back as it was, with its world', () => {
    fc.assert(
      fc.property(user, world, (name, of) => {
        expect(splitAccount(`${name}+${of}@host.example`)).toEqual({
          account: `${name}@host.example`,
          world: of,
        });
        expect(splitAccount(`${name}+${of}`)).toEqual({ account: name, world: of });
        expect(splitAccount(`${name}@${of}`)).toEqual({ account: name, world: of });
      }),
    );
  });

  it('names no world unless it says so', () => {
    for (const account of ['a@b.example', 'a', 'a@localhost', '', '@', 'a+B@c.example', 'a@b@c']) {
      expect(splitAccount(account)).toEqual({ account, world: undefined });
    }
  });

  it('never names what is no name of a world', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const { world: named } = splitAccount(typed);
        if (named !== undefined) expect(parseWorldName(named)).toBe(named);
      }),
    );
  });
});

describe('HTML', () => {
  it('lets no value out of its place', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const written = html`<a title="${value}">${[value, html`<b>${value}</b>`]}</a>`.toString();
        expect(written.match(/</g)).toHaveLength(4);
        expect(written.match(/"/g)).toHaveLength(2);
        const back = /title="([^"]*)"/s.exec(written)?.[1] ?? '';
        const unescaped = back.replace(/&(amp|lt|gt|quot|#39);/g, (_whole, name: string) => {
          return { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }[name] ?? '';
        });
        expect(unescaped).toBe(value);
      }),
    );
  });

  it('writes nothing for nothing', () => {
    expect(html`<p>${undefined}${null}${false}${0}</p>`.toString()).toBe('<p>0</p>');
  });
});

describe('masking', () => {
  it('takes a named secret out in every spelling, and leaves the rest', () => {
    const secret = fc
      .string({ minLength: 6, maxLength: 20 })
      .filter((one) => /^[^*\s]+$/.test(one));
    fc.assert(
      fc.property(secret, (value) => {
        const spellings = [value, encodeURIComponent(value), Buffer.from(value).toString('base64')];
        const masked = maskText(`front ${spellings.join(' ')} back`, [value]);
        for (const spelling of spellings) {
          if (spelling !== '***' && !'front back ***'.includes(spelling)) {
            expect(masked).not.toContain(spelling);
          }
        }
        expect(masked).toMatch(/^front /);
        expect(masked).toMatch(/ back$/);
      }),
    );
  });

  it.each([
    ['{"password": "a\\"b", "x": 1}', '{"password": "***", "x": 1}'],
    ['{"oneTimeCode":123456,"n":2}', '{"oneTimeCode":"***","n":2}'],
    ['login=a&haslo=b%20c&d=e', 'login=a&haslo=***&d=e'],
    [
      '<wsse:Password Type="x">abc</wsse:Password><a>b</a>',
      '<wsse:Password Type="x">***</wsse:Password><a>b</a>',
    ],
    ['Authorization: Basic YTpi\nHost: x', 'Authorization: ***\nHost: x'],
    ['Cookie: a=b\r\nHost: x', 'Cookie: ***\r\nHost: x'],
    ['the pinch of salt', 'the pinch of salt'],
  ])('turns %s into %s', (text, masked) => {
    expect(maskText(text, [])).toBe(masked);
  });

  it('keeps bytes that are no text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const kept = maskBytes(bytes, ['surely-not-in-there']);
        const isPlain = !/password|secret|pin|otp|puk|totp|[=:<]/i.test(
          Buffer.from(bytes).toString('latin1'),
        );
        if (isPlain) expect(Buffer.from(kept).equals(Buffer.from(bytes))).toBe(true);
      }),
    );
  });
});

describe('a decoded body', () => {
  it.each([
    ['application/json', '{"a":[1]}', '{\n  "a": [\n    1\n  ]\n}'],
    ['application/problem+json', '{broken', '{broken'],
    ['text/xml', '<a x="1"><b>t</b><c/></a>', '<a x="1">\n  <b>t</b>\n  <c/>\n</a>'],
    ['application/soap+xml; charset=utf-8', '<a><b></a>', '<a><b></a>'],
    [
      'application/xml',
      '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
      '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
    ],
    ['application/x-www-form-urlencoded', 'a=1&b=%C5%82', 'a = 1\nb = ł'],
    ['text/plain', 'as it is', 'as it is'],
    ['image/png', '', ''],
  ])('of %s', (type, body, text) => {
    expect(decodeBody(type, Buffer.from(body))).toBe(text);
  });
});

describe('the time of a world', () => {
  const machine = fixedClock('2026-03-01T08:00:00Z');
  const at = (iso: string) => new Date(iso);

  it('is set, goes on, stands, goes on from where it stood', () => {
    let time = changeTime(machineTime, { now: at('2030-01-01T00:00:00Z') }, machine.now());
    machine.advance(1_000);
    expect(worldClock(time, machine).now()).toEqual(at('2030-01-01T00:00:01Z'));
    time = changeTime(time, { frozen: true }, machine.now());
    machine.advance(60_000);
    expect(worldClock(time, machine).now()).toEqual(at('2030-01-01T00:00:01Z'));
    time = changeTime(time, { frozen: false }, machine.now());
    machine.advance(1_000);
    expect(worldClock(time, machine).now()).toEqual(at('2030-01-01T00:00:02Z'));
    time = changeTime(time, { offsetMs: 0 }, machine.now());
    expect(worldClock(time, machine).now()).toEqual(machine.now());
    expect(changeTime(time, {}, machine.now())).toEqual(time);
  });
});

describe('the order of tables', () => {
  const table = (name: string, ...refersTo: string[]) => ({ name, columns: [], refersTo });

  it('puts first what others refer to', () => {
    const names = inOrderOfReference([
      table('note', 'person', 'world'),
      table('person', 'world', 'person'),
      table('attachment', 'note'),
    ]).map(({ name }) => name);
    expect(names).toEqual(['person', 'note', 'attachment']);
  });

  it('says so when there is none', () => {
    expect(() => inOrderOfReference([table('a', 'b'), table('b', 'a')])).toThrow(/circle/);
  });
});

import { describe, expect, it } from 'vitest';
import { readXml, textOf } from '../src/index.ts';
import { askPython, hasLxml } from './judges.ts';
import { codeOf, problemOf } from './problem-code.ts';

const words = 'Zażółć gęślą jaźń';
const hungarian = 'árvíztűrő tükörfúrógép';

function utf16(text: string, order: 'le' | 'be'): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

const mark = '\uFEFF';
const declare = (name: string) => `<?xml version="1.0" encoding="${name}"?>`;

/** The two code pages of our countries, for the letters used here. */
const iso88592: Record<string, number> = {
  ż: 0xbf,
  ó: 0xf3,
  ł: 0xb3,
  ć: 0xe6,
  ę: 0xea,
  ś: 0xb6,
  ą: 0xb1,
  ź: 0xbc,
  ń: 0xf1,
  á: 0xe1,
  í: 0xed,
  ű: 0xfb,
  ő: 0xf5,
  ü: 0xfc,
  ö: 0xf6,
  ú: 0xfa,
  é: 0xe9,
};
const windows1250: Record<string, number> = { ...iso88592, ś: 0x9c, ą: 0xb9, ź: 0x9f };

function singleByte(text: string, table: Record<string, number>): Buffer {
  return Buffer.from([...text].map((letter) => table[letter] ?? letter.charCodeAt(0)));
}

const read = (bytes: Uint8Array) => textOf(readXml(bytes).root);

describe('encodings', () => {
  it.each<[string, Buffer]>([
    ['UTF-8, undeclared', Buffer.from(`<a>${words}</a>`)],
    ['UTF-8, declared', Buffer.from(`${declare('UTF-8')}<a>${words}</a>`)],
    ['UTF-8, declared by its other name', Buffer.from(`${declare('utf8')}<a>${words}</a>`)],
    ['UTF-8 with mark', Buffer.from(`${mark}<a>${words}</a>`)],
    ['UTF-8 with mark, declared', Buffer.from(`${mark}${declare('utf-8')}<a>${words}</a>`)],
    ['UTF-16LE with mark', utf16(`${mark}${declare('UTF-16')}<a>${words}</a>`, 'le')],
    ['UTF-16BE with mark', utf16(`${mark}${declare('UTF-16')}<a>${words}</a>`, 'be')],
    ['UTF-16LE with mark, undeclared', utf16(`${mark}<a>${words}</a>`, 'le')],
    ['UTF-16BE without mark', utf16(`${declare('UTF-16BE')}<a>${words}</a>`, 'be')],
    ['ISO-8859-2', singleByte(`${declare('ISO-8859-2')}<a>${words}</a>`, iso88592)],
    ['windows-1250', singleByte(`${declare('windows-1250')}<a>${words}</a>`, windows1250)],
    [
      'windows-1250 by its other name',
      singleByte(`${declare('cp1250')}<a>${words}</a>`, windows1250),
    ],
    [
      'ASCII with references',
      Buffer.from(
        `${declare('us-ascii')}<a>${[...words].map((c) => `&#${c.codePointAt(0)};`).join('')}</a>`,
      ),
    ],
  ])('reads %s', (_name, bytes) => {
    expect(read(bytes)).toBe(words);
  });

  it('reads Hungarian in both code pages', () => {
    for (const [name, table] of [
      ['iso-8859-2', iso88592],
      ['windows-1250', windows1250],
    ] as const) {
      expect(read(singleByte(`${declare(name)}<a>${hungarian}</a>`, table))).toBe(hungarian);
    }
  });

  it('reads ISO-8859-1 as it is and not as windows-1252', () => {
    const bytes = Buffer.from(`${declare('ISO-8859-1')}<a>é\u0085</a>`, 'latin1');
    expect(read(bytes)).toBe('é\u0085');
  });

  it.each<[string, Buffer]>([
    ['UTF-8 cut off inside a letter', Buffer.from('<a>\xc4</a>', 'latin1')],
    ['a byte that begins nothing', Buffer.from('<a>\xff</a>', 'latin1')],
    ['an overlong sequence', Buffer.from('<a>\xc0\xaf</a>', 'latin1')],
    ['a surrogate in UTF-8', Buffer.from('<a>\xed\xa0\x80</a>', 'latin1')],
    [
      'windows-1250 bytes declared as UTF-8',
      singleByte(`${declare('UTF-8')}<a>${words}</a>`, windows1250),
    ],
    ['windows-1250 bytes undeclared', singleByte(`<a>${words}</a>`, windows1250)],
    ['a UTF-8 mark and another declaration', Buffer.from(`${mark}${declare('windows-1250')}<a/>`)],
    ['a UTF-16 mark and UTF-8 declared', utf16(`${mark}${declare('UTF-8')}<a/>`, 'le')],
    ['UTF-16 declared in single bytes', Buffer.from(`${declare('UTF-16')}<a/>`)],
    ['UTF-16 of the other order declared', utf16(`${mark}${declare('UTF-16BE')}<a/>`, 'le')],
    ['UTF-16 of an odd length', utf16(`${mark}<a/>`, 'le').subarray(0, 9)],
    ['half a surrogate pair in UTF-16', utf16(`${mark}<a>\ud83d</a>`, 'le')],
    ['letters declared as ASCII', Buffer.from(`${declare('US-ASCII')}<a>ą</a>`)],
    ['an encoding that nobody knows', Buffer.from(`${declare('x-klingon')}<a/>`)],
    ['an encoding that we do not take', Buffer.from(`${declare('shift_jis')}<a/>`)],
    ['UTF-7', Buffer.from(`${declare('UTF-7')}<a>+AGE-</a>`)],
    ['EBCDIC', Buffer.from([0x4c, 0x6f, 0xa7, 0x94, 0x93])],
  ])('refuses %s', (_name, bytes) => {
    expect(codeOf(() => readXml(bytes))).toBe('xml.encoding');
  });

  it('names the encoding that was expected, and nothing of the document', () => {
    const problem = problemOf(() => readXml(Buffer.from('<a>\xff secret</a>', 'latin1')));
    expect(problem?.place).toBe('utf-8');
    expect(`${problem?.text('en')} ${problem?.next('pl')}`).not.toContain('secret');
  });

  it.skipIf(!hasLxml)('agrees with lxml on what the bytes say', () => {
    const documents = [
      utf16(`${mark}${declare('UTF-16')}<a>${words}\u{1F600}</a>`, 'be'),
      singleByte(`${declare('ISO-8859-2')}<a>${hungarian}</a>`, iso88592),
      singleByte(`${declare('windows-1250')}<a>${words}</a>`, windows1250),
      Buffer.from(`${mark}<a>${hungarian}</a>`),
    ];
    const theirs = askPython(
      'import base64, json, sys\nfrom lxml import etree\nprint(json.dumps([etree.fromstring(base64.b64decode(d)).text for d in json.load(sys.stdin)]))',
      documents.map((bytes) => bytes.toString('base64')),
    );
    expect(documents.map(read)).toEqual(theirs);
  });
});

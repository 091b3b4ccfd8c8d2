import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentHeader } from '../../src/http/bytes-answer.ts';

describe('the header of a saved file', () => {
  it('carries any name, and nothing of it breaks out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
        const header = attachmentHeader(name);
        expect(header).toMatch(
          /^attachment; filename="[\w.() -]*"; filename\*=UTF-8''[\w.~!$&+%-]*$/,
        );
        const full = header.slice(header.indexOf("''") + 2);
        expect(decodeURIComponent(full)).toBe(name.toWellFormed());
      }),
    );
  });

  it('keeps Polish and Hungarian names readable for old clients', () => {
    expect(attachmentHeader('Wypis ze szpitala – żółty.xml')).toContain(
      'filename="Wypis ze szpitala _ zo_ty.xml"',
    );
    expect(attachmentHeader('Zárójelentés.xml')).toContain('filename="Zarojelentes.xml"');
  });
});

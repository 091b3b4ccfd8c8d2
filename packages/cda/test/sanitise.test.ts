import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentPolicy, sanitiseHtml } from '../src/index.ts';
import { pdf, png } from './documents.ts';

const page = (body: string, head = '') =>
  Buffer.from(`<html><head>${head}</head><body>${body}</body></html>`);
const clean = (body: string, head = '') => sanitiseHtml(page(body, head), { language: 'pl' });
/** What stands in the body of the page. */
const body = (markup: string) => /<body>([\s\S]*)<\/body>/.exec(clean(markup).html)?.[1];
const removed = (markup: string) => clean(markup).removed;
const css = (sheet: string) => {
  const escaped = sheet.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const { html, removed: gone } = clean('', `<style>${escaped}</style>`);
  return { css: /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '', removed: gone };
};
const style = (value: string) => ({
  html: body(
    `<p style="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}">x</p>`,
  ),
  removed: removed(
    `<p style="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}">x</p>`,
  ),
});
const address = (mime: string, bytes: Uint8Array) =>
  `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`;

describe('the page around', () => {
  it('carries its own policy, language, title and character set', () => {
    const { html } = sanitiseHtml(page('<p>x</p>', '<title>Karta &amp; &lt;b&gt;</title>'), {
      language: 'hu',
    });
    expect(html.startsWith('<!DOCTYPE html>\n<html lang="hu">')).toBe(true);
    expect(html).toContain(
      `<meta http-equiv="Content-Security-Policy" content="${documentPolicy}">`,
    );
    expect(documentPolicy).toBe("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    expect(html).toContain('<meta charset="utf-8">');
    expect(html).toContain('<title>Karta &amp; &lt;b&gt;</title>');
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<title>'));
  });

  it('takes a fragment without html around it', () => {
    expect(sanitiseHtml(Buffer.from('<div><p>x</p></div>'), { language: 'pl' }).html).toContain(
      '<body><div><p>x</p></div></body>',
    );
  });

  it('refuses what is not well-formed', () => {
    expect(() => sanitiseHtml(Buffer.from('<p>x'), { language: 'pl' })).toThrowError(
      'xml.malformed',
    );
  });
});

describe('what stays', () => {
  it.each([
    '<h1>T</h1><p>a<br>b</p><ul><li>x</li></ul>',
    '<table class="t"><caption>c</caption><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td colspan="2">1</td></tr></tbody></table>',
    '<dl><div><dt>PESEL</dt><dd>1</dd></div></dl>',
    '<p class="a b" id="OBS_1" lang="pl" title="t">x</p>',
    '<sup><a href="#note-1">[1]</a></sup><sub>2</sub>',
    '<a href="mailto:a@b.pl">x</a>',
    '<input id="show" name="group" type="radio"><label for="show">x</label>',
    '<ol type="a" start="3"><li>x</li></ol>',
    '<details open=""><summary>s</summary>t</details>',
    `<img alt="x" src="${address('image/png', png)}">`,
    '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; "x"</p>',
  ])('is written as it was: %s', (markup) => {
    const xml = markup.replaceAll('<br>', '<br/>').replace(/(<(?:img|input)[^>]*)>/g, '$1/>');
    expect(body(xml)).toBe(markup);
    expect(removed(xml)).toEqual([]);
  });

  it('opens links to pages outside without handing anything over', () => {
    expect(body('<a href="https://pacjent.gov.pl/x?a=1&amp;b=2">x</a>')).toBe(
      '<a href="https://pacjent.gov.pl/x?a=1&amp;b=2" rel="noopener noreferrer nofollow" target="_blank">x</a>',
    );
  });

  it('is told by the local name, in any case, whatever namespace it stands in', () => {
    expect(body('<P CLASS="a" ID="x">t</P>')).toBe('<p class="a" id="x">t</p>');
    expect(body('<x:td xmlns:x="urn:hl7-org:v3" x:colspan="2">t</x:td>')).toBe(
      '<td colspan="2">t</td>',
    );
    expect(removed('<x:script xmlns:x="urn:hl7-org:v3">x</x:script>')).toEqual(['element:script']);
  });
});

describe('what goes', () => {
  it.each([
    ['script', '<script>alert(1)</script>'],
    ['script', '<SCRIPT src="https://x.example/a.js"/>'],
    ['iframe', '<iframe src="data:text/html,x">in</iframe>'],
    ['svg', '<svg onload="x()"><circle/></svg>'],
    ['math', '<math><mi>x</mi></math>'],
    ['embed', '<embed src="a.swf"/>'],
    ['link', '<link rel="stylesheet" href="https://x.example/a.css"/>'],
    ['base', '<base href="https://x.example/"/>'],
    ['meta', '<meta http-equiv="refresh" content="0;url=https://x.example/"/>'],
    ['template', '<template><p>x</p></template>'],
    ['noscript', '<noscript><p>x</p></noscript>'],
    ['frameset', '<frameset><frame src="x"/></frameset>'],
    ['textarea', '<textarea>x</textarea>'],
    ['select', '<select><option>x</option></select>'],
    ['xmp', '<xmp>x</xmp>'],
    ['plaintext', '<plaintext>x</plaintext>'],
  ])('an element with everything in it: %s', (name, markup) => {
    expect(body(`<p>przed</p>${markup}<p>po</p>`)).toBe('<p>przed</p><p>po</p>');
    expect(removed(markup)).toEqual([`element:${name}`]);
  });

  it.each([
    ['form', '<form action="https://x.example/">', '</form>'],
    ['object', '<object data="data:application/pdf;base64,AAAA">', '</object>'],
    ['button', '<button formaction="x">', '</button>'],
    ['video', '<video src="x">', '</video>'],
    ['marquee', '<marquee onstart="x()">', '</marquee>'],
    ['made-up', '<made-up>', '</made-up>'],
  ])('the tags alone, so that the words inside stay: %s', (name, open, close) => {
    expect(body(`${open}<b>słowa</b>${close}`)).toBe('<b>słowa</b>');
    expect(removed(`${open}x${close}`)).toEqual([`element:${name}`]);
  });

  it.each([
    ['onclick', '<p onclick="x()">t</p>', '<p>t</p>'],
    ['onmouseover', '<td ONMOUSEOVER="x()">t</td>', '<td>t</td>'],
    ['background', '<td background="https://x.example/a.png">t</td>', '<td>t</td>'],
    ['srcset', '<img srcset="https://x.example/a.png 2x" alt="o"/>', 'o'],
    ['ping', '<a href="#a" ping="https://x.example/">t</a>', '<a href="#a">t</a>'],
    ['href', '<p href="https://x.example/">t</p>', '<p>t</p>'],
    ['src', '<input type="radio" src="https://x.example/a"/>', '<input type="radio">'],
  ])('an attribute that loads or runs: %s', (name, markup, left) => {
    expect(body(markup)).toBe(left);
    expect(removed(markup)).toEqual([`attribute:${name}`]);
  });

  it('an attribute that means nothing, without a notice', () => {
    expect(body('<td language="pl" axis="a" colspan="many" data-x="1">t</td>')).toBe('<td>t</td>');
    expect(removed('<td language="pl" axis="a" data-x="1">t</td>')).toEqual([]);
    expect(body('<input type="image" src="x"/><input type="text"/>')).toBe('');
  });

  it.each([
    ['javascript', 'javascript:alert(1)'],
    ['javascript', 'JaVaScRiPt:alert(1)'],
    ['javascript', '&#1;&#x20;javascript:alert(1)'.replace('&#1;', '')],
    ['javascript', 'java&#9;script:alert(1)'],
    ['javascript', 'java&#10;scr&#13;ipt:alert(1)'],
    ['data', 'data:text/html,&lt;script&gt;'],
    ['data', 'data:image/png;base64,AAAA'],
    ['vbscript', 'vbscript:x'],
    ['file', 'file:///etc/passwd'],
    ['blob', 'blob:https://x.example/1'],
    ['relative', '//x.example/a'],
    ['relative', 'a.html'],
    ['relative', '/a'],
    ['http', 'http://'],
    ['https', 'https://a b"c'],
    ['https', 'https://[bad'],
  ])('a link elsewhere than to a page, a mailbox or a place here: %s', (scheme, href) => {
    expect(body(`<a href="${href.replaceAll('"', '&quot;')}">t</a>`)).toBe('<a>t</a>');
    expect(removed(`<a href="${href.replaceAll('"', '&quot;')}">t</a>`)).toEqual([
      `link:${scheme}`,
    ]);
  });

  it.each([
    ['https', 'https://evil.example/a.png'],
    ['relative', 'a.png'],
    ['data', address('image/svg+xml', Buffer.from('<svg/>'))],
    ['data', address('image/png', Buffer.from('<svg onload="x()"/>'))],
    ['data', address('text/html', Buffer.from('<script>x</script>'))],
    ['data', address('image/png', pdf)],
    ['data', 'data:image/png,raw'],
    ['data', 'data:image/png;base64,iVBORw0KGgo='.replace('=', '!')],
  ])('an image that is none, or is elsewhere: %s', (scheme, src) => {
    const markup = `<img alt="opis" src="${src}"/>`;
    expect(body(markup)).toBe('opis');
    expect(removed(markup)).toEqual([`image:${scheme}`]);
  });

  it('an image keeps the type of its bytes, not the one it claims', () => {
    expect(body(`<img src="${address('image/svg+xml', png)}"/>`)).toBe(
      `<img src="${address('image/png', png)}">`,
    );
  });

  it('everything named, up to a limit', () => {
    expect(removed('<script/>'.repeat(500)).length).toBe(200);
  });
});

describe('style', () => {
  it.each([
    'color: red',
    'font-weight: bold; text-align: right',
    'border-left: 1pt solid #dcdcdc',
    'width: calc(100% - 2px)',
    'color: rgb(1, 2, 3) !important',
    "content: 'a;b'",
  ])('of an element stays: %s', (value) => {
    expect(style(value)).toEqual({ html: `<p style="${value}">x</p>`, removed: [] });
  });

  it.each([
    ['background: url(https://x.example/a)', 'url'],
    ['background-image: image-set("a.png" 1x)', 'image-set'],
    ['width: expression(alert(1))', 'expression'],
    ['behavior: url(#x)', 'behavior'],
    ['-moz-binding: url(x)', '-moz-binding'],
    ['position: fixed', 'position'],
    ['position: absolute', 'position'],
    ['z-index: 9999', 'z-index'],
    ['color: \\72 ed', 'escape'],
    ['col\\6fr: red', 'escape'],
    ['color: </style><script>', 'escape'],
    ['background: u/**/rl(x)', 'rl'],
    ['list-style: URL(x)', 'url'],
    ['color: var(--x)', 'var'],
  ])('of an element goes: %s', (value, name) => {
    expect(style(`${value}; font-style: italic`).html).toBe('<p style="font-style: italic">x</p>');
    expect(style(value).removed).toEqual([`style:${name}`]);
  });

  it('with a string that never ends goes to its end, as browsers read it', () => {
    expect(style('color: red; content: "x; font-style: italic')).toEqual({
      html: '<p style="color: red">x</p>',
      removed: ['style:escape'],
    });
  });

  it('that is unknown goes without a notice', () => {
    expect(style('shiny: yes; color: red')).toEqual({
      html: '<p style="color: red">x</p>',
      removed: [],
    });
    expect(style('nonsense').html).toBe('<p>x</p>');
  });

  it('of a sheet keeps rules, media and page', () => {
    const sheet =
      'body > p.a:first-child { color: red }\n@media (max-width: 480px) { p { margin: 0 } }\n@page { size: A4 }\n/* note */ .k { top: 0; position: relative }';
    expect(css(sheet)).toEqual({
      css: 'body > p.a:first-child { color: red }\n@media (max-width: 480px) {\np { margin: 0 }\n}\n@page { size: A4 }\n.k { top: 0; position: relative }',
      removed: [],
    });
  });

  it.each([
    ['@import url("https://x.example/a.css");', 'style:@import'],
    ['@import "https://x.example/a.css";', 'style:@import'],
    ['@font-face { font-family: x; src: url(a) }', 'style:@font-face'],
    ['@namespace svg url(x);', 'style:@namespace'],
    ['@supports (a: b) { p { color: red } }', 'style:@supports'],
    ['p { background: url("//x.example") }', 'style:url'],
    ['p { position: fixed }', 'style:position'],
    ['p { position: sticky }', 'style:position'],
    ['p\\3c  { color: red }', 'style:selector'],
    ['p { color: "</style>" }', 'style:escape'],
    ['@media print { @import "a"; p { behavior: url(x) } }', 'style:@import'],
  ])('of a sheet loses what loads or escapes: %s', (sheet, name) => {
    const result = css(`${sheet}\nb { color: blue }`);
    expect(result.removed).toContain(name);
    expect(result.css).not.toMatch(/url|import|font-face|fixed|sticky|behavior|<|\\/i);
    expect(result.css).toContain('b { color: blue }');
  });

  it('that is broken never gets out of its element', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '"',
      "'",
      ';',
      ':',
      '/*',
      '*/',
      '\\',
      '</style>',
      '<!--',
      '@import',
      'url(',
      ')',
      'p',
      'color',
      'red',
      ' ',
      '\n',
      'position',
      'fixed',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const { html } = clean(
          '<p>koniec</p>',
          `<style>${parts.join('').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</style>`,
        );
        expect(html.match(/<\/style>/g)?.length).toBe(1);
        const inside = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? '';
        expect(inside).not.toMatch(/<|url\(|@import|fixed|\\/);
        expect(html).toContain('<body><p>koniec</p></body>');
      }),
      { numRuns: 300 },
    );
  });
});

describe('any tree', () => {
  const name = fc.constantFrom(
    'p',
    'script',
    'a',
    'img',
    'svg',
    'td',
    'table',
    'style',
    'title',
    'object',
    'div',
    'span',
    'iframe',
    'input',
    'made-up',
  );
  const attribute = fc.constantFrom(
    'href="javascript:x()"',
    'onclick="x()"',
    'src="https://x.example/"',
    'style="background:url(x)"',
    'class="a"',
    'id="&quot;&gt;&lt;script&gt;"',
    'xlink="a"',
  );
  const tree = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('tekst', '&lt;script&gt;x()&lt;/script&gt;', '&amp;lt;'),
      fc
        .tuple(
          name,
          fc.uniqueArray(attribute, { maxLength: 3, selector: (text) => text.split('=')[0]! }),
          fc.array(tie('node'), { maxLength: 3 }),
        )
        .map(
          ([tag, attributes, nodes]) =>
            `<${tag} ${attributes.join(' ')}>${nodes.join('')}</${tag}>`,
        ),
    ),
  })).node;

  it('comes out with nothing that runs or loads', () => {
    fc.assert(
      fc.property(tree, (markup) => {
        const { html } = clean(`<div>${markup}</div>`);
        const tags = html.slice(html.indexOf('<body>')).match(/<[^>]*>/g) ?? [];
        expect(tags.join('')).not.toMatch(
          /<(script|iframe|svg|object|style|made-up)|\son\w+=|javascript:|https:\/\/x\.example|url\(/i,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('comes out the same when it goes through again', () => {
    fc.assert(
      fc.property(tree, (markup) => {
        const once = body(`<div>${markup}</div>`) ?? '';
        const again = once.replace(/<(img|input|br)([^>]*)>/g, '<$1$2/>');
        expect(body(again)).toBe(once);
        expect(removed(again)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

/** Messages of about one megabyte that were made to hurt; every one is to be refused at once. */
export interface Hostile {
  readonly name: string;
  readonly code: string;
  readonly bytes: Buffer;
}

const size = 1_000_000;

function repeat(unit: string): string {
  return unit.repeat(Math.floor(size / unit.length));
}

function many(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index))
    .join('')
    .slice(0, size);
}

const laughs = many(12, (i) => `<!ENTITY a${i} "${`&a${i - 1};`.repeat(10)}">`);

export function hostileMessages(): Hostile[] {
  return [
    hostile(
      'billion laughs',
      'xml.doctype',
      `<!DOCTYPE a [<!ENTITY a-1 "ha">${laughs}]><a>&a11;</a>`,
    ),
    hostile(
      'quadratic blow-up',
      'xml.doctype',
      `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(500_000)}">]><a>${'&b;'.repeat(150_000)}</a>`,
    ),
    hostile(
      'billion laughs by parameter entities',
      'xml.doctype',
      `<!DOCTYPE a [<!ENTITY % p "<!ENTITY b '&#37;p;'>">%p;]><a>&b;</a>`,
    ),
    hostile('an external DTD', 'xml.doctype', '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>'),
    hostile(
      'an external entity',
      'xml.doctype',
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    ),
    hostile('deep nesting', 'xml.too-large', repeat('<a>')),
    hostile('deep nesting with attributes', 'xml.too-large', repeat('<a b="">')),
    hostile('flat elements', 'xml.too-large', `<a>${repeat('<b/>')}</a>`),
    hostile('flat elements with end tags', 'xml.too-large', `<a>${repeat('<b></b>')}</a>`),
    hostile(
      'elements up and down',
      'xml.too-large',
      `<r>${repeat('<a>'.repeat(100) + '</a>'.repeat(100))}</r>`,
    ),
    hostile('100,000 attributes', 'xml.too-large', `<a ${many(100_000, (i) => `b${i}="" `)}/>`),
    hostile(
      'full elements',
      'xml.too-large',
      `<r>${`<a ${many(490, (i) => `b${i}="" `)}/>`.repeat(230)}</r>`,
    ),
    hostile(
      'many namespaces on one element',
      'xml.too-large',
      `<a ${many(60_000, (i) => `xmlns:n${i}="u" `)}/>`,
    ),
    hostile(
      'namespaces on every element',
      'xml.too-large',
      `<r>${'<a xmlns:b="u" xmlns:c="v"/>'.repeat(51_000)}</r>`.slice(0, size * 1.5),
    ),
    hostile(
      'namespaces declared again and again',
      'xml.too-large',
      `<r ${many(490, (i) => `xmlns:n${i}="u:${i}" `)}>${'<n:a xmlns:n="u"/>'.repeat(51_000)}</r>`,
    ),
    hostile('undeclared prefixes', 'xml.malformed', `<a>${many(49_000, (i) => `<p${i}:b/>`)}</a>`),
    hostile(
      'undeclared attribute prefixes',
      'xml.malformed',
      `<a>${'<b p:c=""/>'.repeat(40_000)}</a>`,
    ),
    hostile('references to no character', 'xml.malformed', `<a>${repeat('&#0;')}</a>`),
    hostile('references beyond Unicode', 'xml.malformed', `<a>${repeat('&#x110000;')}</a>`),
    hostile('a reference with many digits', 'xml.malformed', `<a>&#${repeat('9')};</a>`),
    hostile('references to undeclared entities', 'xml.malformed', `<a>${repeat('&b;')}</a>`),
    hostile('a reference that does not end', 'xml.too-large', `<a>&${repeat('a')}`),
    hostile('a long element name', 'xml.too-large', `<${repeat('a')}/>`),
    hostile('a long attribute name', 'xml.too-large', `<a ${repeat('b')}=""/>`),
    hostile('a long prefix', 'xml.too-large', `<a xmlns:${repeat('b')}="u"/>`),
    hostile('many comments', 'xml.too-large', `<a>${repeat('<!---->')}</a>`),
    hostile('many comments before the root', 'xml.too-large', `${repeat('<!---->')}<a/>`),
    hostile('many instructions', 'xml.too-large', `<a>${repeat('<?b?>')}</a>`),
    hostile('many CDATA sections', 'xml.too-large', `<a>${repeat('<![CDATA[]]>')}</a>`),
    hostile('a comment that does not end', 'xml.malformed', `<a><!--${repeat('<')}`),
    hostile('a comment full of hyphens', 'xml.malformed', `<a><!--${repeat('-')}--></a>`),
    hostile('a CDATA section that does not end', 'xml.malformed', `<a><![CDATA[${repeat(']]')}`),
    hostile('an instruction that does not end', 'xml.malformed', `<a><?${repeat('b?')}`),
    hostile('an attribute that does not end', 'xml.malformed', `<a b="${repeat('<')}`),
    hostile('a tag full of quotes', 'xml.too-large', `<a ${repeat('"')}`),
    hostile('a tag full of equals signs', 'xml.malformed', `<a ${repeat('=')}`),
    hostile('a tag full of blanks', 'xml.malformed', `<a${repeat(' ')}`),
    hostile('opening brackets', 'xml.malformed', repeat('<')),
    hostile('opening marks', 'xml.malformed', repeat('<!')),
    hostile('end marks of CDATA', 'xml.malformed', `<a>${repeat(']]>')}</a>`),
    hostile('blanks', 'xml.malformed', repeat(' ')),
    hostile('nothing but NUL', 'xml.malformed', repeat('\0')),
    hostile('text behind the root', 'xml.malformed', `<a/>${repeat('x')}`),
    hostile('wrong end tags', 'xml.malformed', `<a>${'<b></c>'.repeat(40_000)}`),
    { name: 'bytes of no encoding', code: 'xml.encoding', bytes: Buffer.alloc(size, 0x80) },
    {
      name: 'deep nesting in UTF-16',
      code: 'xml.too-large',
      bytes: Buffer.from(`\uFEFF${'<a>'.repeat(size / 6)}`, 'utf16le'),
    },
    {
      name: 'billion laughs in UTF-16',
      code: 'xml.doctype',
      bytes: Buffer.from(`\uFEFF<!DOCTYPE a [${laughs}]><a/>`, 'utf16le'),
    },
  ];
}

/** As dense as the limits for messages let through: taken, and to cost no more than the others. */
export function denseMessages(limits: {
  elementsMax: number;
  attributesTotalMax: number;
}): Hostile[] {
  const elements = limits.elementsMax - 10;
  const attributes = limits.attributesTotalMax - 500;
  const filler = 'x'.repeat(60);
  return [
    dense('flat elements', `<r>${`<a>${filler}</a>`.repeat(elements)}</r>`),
    dense(
      'a name for each element',
      `<r>${many(elements, (i) => `<n${i} a${i}="1"/>${filler}`)}</r>`,
    ),
    dense(
      'full elements',
      `<r>${`<a ${many(450, (i) => `b${i}="" `)}/>`.repeat(attributes / 450)}</r>`,
    ),
    dense(
      'namespaces declared again and again',
      `<r ${many(450, (i) => `xmlns:n${i}="u:${i}" `)}>${`<n:a xmlns:n="u"/>${filler}`.repeat(elements)}</r>`,
    ),
    dense('references', `<r>${'&amp;'.repeat(199_000)}</r>`),
    dense('references to carriage returns', `<r>${'&#13;'.repeat(199_000)}</r>`),
    dense(
      'references in attributes',
      `<r>${`<a b="${'&#10;&lt;'.repeat(1_000)}"/>`.repeat(110)}</r>`,
    ),
    dense('numeric references', `<r>${'&#65;'.repeat(199_000)}</r>`),
    dense('line ends', `<r>${'\r\n'.repeat(499_000)}</r>`),
    dense('long names', `<r>${`<${'a'.repeat(45_000)}/>`.repeat(22)}</r>`),
  ];
}

function dense(name: string, text: string): Hostile {
  return { name, code: 'no problem', bytes: Buffer.from(text) };
}

function hostile(name: string, code: string, text: string): Hostile {
  return { name, code, bytes: Buffer.from(text) };
}

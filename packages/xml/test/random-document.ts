import fc from 'fast-check';

type Scope = Readonly<Record<string, string>>;
/** A piece knows what is in scope, so that it uses declared prefixes only. */
type Piece = (scope: Scope) => string;

const prefixes = ['', 'p', 'q', 'zz', 'n1'];
const namespaces = ['urn:outer:p', 'urn:a', 'urn:b', 'http://ex.invalid/?a=1;b=2', 'urn:c%C3%B3'];
const locals = ['a', 'b', 'c', 'ż', 'B', 'a-b', 'a.b', '_x', '\u{10400}', '\uF900'];

const nameShape = fc.record({
  prefix: fc.constantFrom(...prefixes),
  local: fc.constantFrom(...locals),
});

const declarationShape = fc.record({
  prefix: fc.constantFrom(...prefixes),
  namespace: fc.constantFrom('', ...namespaces),
});

const attributeShape = fc.record({
  prefix: fc.constantFrom(...prefixes, 'xml'),
  local: fc.constantFrom(...locals),
  value: fc.array(
    fc.constantFrom(
      'x',
      ' ',
      '&lt;',
      '&gt;',
      '&amp;',
      '&quot;',
      '&apos;',
      "'",
      '>',
      '&#9;',
      '&#10;',
      '&#13;',
      '\n',
      'ą',
      '\u{1F600}',
      '&#x85;',
      '\u2028',
      '&#x7F;',
    ),
    { maxLength: 5 },
  ),
  quote: fc.constantFrom('"', "'"),
});

const textPiece = fc
  .array(
    fc.constantFrom(
      'text',
      ' ',
      '\n',
      '\r\n',
      '&#13;',
      '&#10;',
      '&#9;',
      '"',
      "'",
      '>',
      '&gt;',
      '&lt;',
      '&amp;',
      '&#xA0;',
      'ő',
      '\u{1F600}',
      '<![CDATA[ <&> ]]>',
      '<![CDATA[]]>',
      '&#x85;',
      '\u007F',
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map(
    (parts): Piece =>
      () =>
        parts.join(''),
  );

const constructPiece = fc
  .constantFrom('<!-- note -->', '<!---->', '<?do  it "now" ?>', '<?bare?>')
  .map(
    (construct): Piece =>
      () =>
        construct,
  );

/**
 * Random namespaced documents as source text, with everything that canonical forms treat
 * differently: shadowed and useless declarations, xml: attributes, references, CDATA, comments,
 * instructions, line ends, quotes of both kinds and characters beyond the basic plane.
 */
export const randomDocument: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.constantFrom('<!-- before -->', '<?front data?>', '\n'), { maxLength: 3 }),
    fc.letrec<{ element: Piece; node: Piece }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        textPiece,
        constructPiece,
        tie('element'),
      ),
      element: fc
        .record({
          name: nameShape,
          declarations: fc.array(declarationShape, { maxLength: 3 }),
          attributes: fc.array(attributeShape, { maxLength: 4 }),
          nodes: fc.array(tie('node'), { maxLength: 4 }),
          blank: fc.constantFrom(' ', '\n  ', '\t'),
        })
        .map(
          (shape): Piece =>
            (scope) =>
              writeElement(shape, scope),
        ),
    })).element,
    fc.array(fc.constantFrom('<!-- behind -->', '<?back?>'), { maxLength: 2 }),
  )
  .map(([before, root, behind]) => {
    const top = { p: 'urn:outer:p', q: 'urn:outer:q', zz: 'urn:zz', '': '' };
    const inner = root(top);
    const declarations = 'xmlns:p="urn:outer:p" xmlns:q="urn:outer:q" xmlns:zz="urn:zz"';
    return `${before.join('')}<outer ${declarations} xml:lang="pl">${inner}</outer>${behind.join('')}`;
  });

interface ElementShape {
  name: { prefix: string; local: string };
  declarations: readonly { prefix: string; namespace: string }[];
  attributes: readonly { prefix: string; local: string; value: string[]; quote: string }[];
  nodes: readonly Piece[];
  blank: string;
}

function writeElement(shape: ElementShape, outer: Scope): string {
  const scope: Record<string, string> = { ...outer };
  const parts: string[] = [];
  const declared = new Set<string>();
  for (const { prefix, namespace } of shape.declarations) {
    // Namespaces in XML 1.0: only the default namespace can be taken back.
    if (declared.has(prefix) || (prefix !== '' && namespace === '')) continue;
    declared.add(prefix);
    scope[prefix] = namespace;
    parts.push(`${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${namespace}"`);
  }
  const seen = new Set<string>();
  for (const { prefix, local, value, quote } of shape.attributes) {
    const namespace = prefix === '' ? '' : prefix === 'xml' ? 'xml' : scope[prefix];
    const key = `${namespace} ${local}`;
    if (namespace === undefined || seen.has(key)) continue;
    seen.add(key);
    const raw = value.join('').replaceAll(quote, '');
    parts.push(`${prefix === '' ? '' : `${prefix}:`}${local}=${quote}${raw}${quote}`);
  }
  const prefix = scope[shape.name.prefix] === undefined ? '' : shape.name.prefix;
  const name = prefix === '' ? shape.name.local : `${prefix}:${shape.name.local}`;
  const tag = [name, ...parts].join(shape.blank);
  const content = shape.nodes.map((node) => node(scope)).join('');
  return content === '' ? `<${tag}${shape.blank}/>` : `<${tag}>${content}</${name}>`;
}

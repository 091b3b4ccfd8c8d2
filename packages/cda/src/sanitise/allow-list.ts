/** Elements of the body that are written as they are. Everything else is unwrapped or dropped. */
export const allowedElements: ReadonlySet<string> = new Set([
  ...['a', 'abbr', 'address', 'article', 'aside', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br'],
  ...['caption', 'center', 'cite', 'code', 'col', 'colgroup', 'dd', 'del', 'details', 'dfn', 'div'],
  ...['dl', 'dt', 'em', 'figcaption', 'figure', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ...['header', 'hr', 'i', 'img', 'input', 'ins', 'kbd', 'label', 'li', 'main', 'mark', 'nav'],
  ...['ol', 'p', 'pre', 'q', 's', 'samp', 'section', 'small', 'span', 'strong', 'sub', 'summary'],
  ...['sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'time', 'tr', 'tt', 'u', 'ul', 'var'],
  'wbr',
]);

/** Elements that vanish with everything in them: their content is code, or markup for elsewhere. */
export const droppedElements: ReadonlySet<string> = new Set([
  ...['applet', 'base', 'bgsound', 'canvas', 'embed', 'fencedframe', 'frame', 'frameset'],
  ...['iframe', 'link', 'listing', 'math', 'meta', 'noembed', 'noframes', 'noscript', 'plaintext'],
  ...['portal', 'script', 'select', 'source', 'svg', 'template', 'textarea', 'track', 'xml', 'xmp'],
]);

/** Elements without content in HTML. */
export const voidElements: ReadonlySet<string> = new Set([
  ...['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source'],
  ...['track', 'wbr'],
]);

const word = /^[\p{L}\p{N}_\-.: ,/+%]{1,500}$/u;
const count = /^\d{1,3}$/;
const size = /^\d{1,4}(\.\d{1,3})?(px|%)?$/;
const anyText = /^[\s\S]{0,1000}$/;

/** Attributes allowed on every element, each with the form that its value must have. */
export const globalAttributes: Readonly<Record<string, RegExp>> = {
  class: word,
  id: word,
  title: anyText,
  lang: /^[A-Za-z0-9-]{1,20}$/,
  dir: /^(ltr|rtl|auto)$/i,
  role: /^[a-z]{1,20}$/,
  tabindex: /^(0|-1)$/,
  'aria-label': anyText,
  'aria-labelledby': word,
  'aria-hidden': /^(true|false)$/,
};

const cell = {
  colspan: count,
  rowspan: count,
  headers: word,
  scope: /^(row|col|rowgroup|colgroup)$/i,
  abbr: anyText,
  align: word,
  valign: word,
  width: size,
};
const column = { span: count, width: size, align: word, valign: word };
const rows = { align: word, valign: word };

/** Attributes allowed on single elements. `href` and `src` are judged on their own. */
export const elementAttributes: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  a: { name: word },
  img: { alt: anyText, width: size, height: size },
  td: cell,
  th: cell,
  col: column,
  colgroup: column,
  tr: rows,
  thead: rows,
  tbody: rows,
  tfoot: rows,
  table: {
    ...{ border: count, cellspacing: count, cellpadding: count, width: size, align: word },
    ...{ frame: word, rules: word, summary: anyText },
  },
  ol: { start: count, type: /^[1aAiI]$/, reversed: word },
  ul: { type: /^(disc|circle|square)$/i },
  li: { value: count, type: word },
  time: { datetime: word },
  input: { type: /^(radio|checkbox)$/i, name: word, checked: word },
  label: { for: word },
  details: { open: anyText },
};

/** Attributes that load or run something; their removal is worth a notice. */
export const hostileAttributes: ReadonlySet<string> = new Set([
  ...['action', 'archive', 'background', 'cite', 'classid', 'code', 'codebase', 'data', 'dynsrc'],
  ...['formaction', 'href', 'http-equiv', 'longdesc', 'lowsrc', 'manifest', 'ping', 'poster'],
  ...['profile', 'src', 'srcdoc', 'srcset', 'usemap'],
]);

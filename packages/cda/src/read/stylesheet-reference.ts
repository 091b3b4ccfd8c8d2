import type { XmlTree } from '@kartoteka/xml';
import { optional } from './optional.ts';

/** What the document says about its look: data only, never fetched and never run. */
export interface StylesheetReference {
  readonly href: string;
  readonly type?: string;
  /** The last part of `href` where it is a plain file name; undefined for anything else. */
  readonly fileName?: string;
}

/**
 * Reads the first `xml-stylesheet` instruction (Associating Style Sheets with XML, section 3).
 *
 * @example stylesheetReference(tree)?.fileName // 'CDA_PL_IG_1.3.1.xsl'
 */
export function stylesheetReference(tree: XmlTree): StylesheetReference | undefined {
  for (const { target, data } of tree.instructions) {
    if (target !== 'xml-stylesheet') continue;
    const href = pseudoAttribute(data, 'href');
    if (href === undefined) continue;
    const file = /^(?:\.\/)?([A-Za-z0-9][\w.-]{0,99}\.xslt?)$/i.exec(href)?.[1];
    return {
      href,
      ...optional('type', pseudoAttribute(data, 'type')),
      ...optional('fileName', file),
    };
  }
  return undefined;
}

const references: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

function pseudoAttribute(data: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(data);
  const value = match?.[1] ?? match?.[2];
  return value?.replace(/&(?:amp|lt|gt|quot|apos);/g, (entity) => references[entity] ?? entity);
}

import type { Language } from '@kartoteka/kernel';
import { recogniseKind } from '../kinds/recognise-kind.ts';
import type { CdaLimits } from '../read/cda-limits.ts';
import { openCda } from '../read/open-cda.ts';
import { readHeader } from '../read/read-header.ts';
import { stylesheetReference } from '../read/stylesheet-reference.ts';
import { composeStylesheet } from '../render/compose-stylesheet.ts';
import { installedStylesheetBytes } from '../render/installed-stylesheet.ts';
import { fileStem } from './file-name.ts';

/** A file to write to disk. */
export interface SavedFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

export interface SavePairOptions {
  readonly language: Language;
  /** Where an operator keeps official stylesheets; one that the document names is preferred. */
  readonly stylesheetFolder?: string;
  readonly limits?: Partial<CdaLimits>;
}

/** The name of our own stylesheet, for documents that name none. */
export const ownStylesheetName = 'kartoteka-cda.xsl';

/**
 * "Zapisz XML HL7 CDA": the document as it is, and the stylesheet that shows it under the name that
 * the document asks for, so that the two work side by side in one folder.
 *
 * @returns two files, `.xml` first; the bytes of the document are untouched
 * @throws Problem what `readCda` throws
 * @example saveAsPair(bytes, { language: 'pl' }).map((file) => file.name)
 */
export function saveAsPair(bytes: Uint8Array, options: SavePairOptions): readonly SavedFile[] {
  const { language, stylesheetFolder, limits = {} } = options;
  const opened = openCda(bytes, limits);
  const stem = fileStem(recogniseKind(opened.document).kind, readHeader(opened.document));
  const named = stylesheetReference(opened.tree)?.fileName;
  const installed =
    stylesheetFolder && named ? installedStylesheetBytes(stylesheetFolder, named) : undefined;
  const stylesheet = installed ?? composeStylesheet({ language, method: 'html' });
  return [
    { name: `${stem}.xml`, mime: 'text/xml', bytes },
    { name: named ?? ownStylesheetName, mime: 'text/xsl', bytes: stylesheet },
  ];
}

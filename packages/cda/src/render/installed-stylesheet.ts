import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readXml, writeTree, writeXml } from '@kartoteka/xml';
import { outputElement, xsl } from './compose-stylesheet.ts';

/** A stylesheet that the operator put into the folder, ready to be compiled. */
export interface InstalledStylesheet {
  readonly fileName: string;
  /** Changes when the file does. */
  readonly version: string;
  /** Without DOCTYPE, with `xsl:output` replaced: what it writes is read again as XML. */
  readonly text: string;
}

const stylesheetLimits = { bytesMax: 5_000_000, depthMax: 200, elementsMax: 100_000 };

/**
 * Reads a stylesheet from the operator's folder.
 *
 * @param fileName a plain file name, as `StylesheetReference.fileName` guarantees
 * @returns `undefined` where the folder has no such file
 * @throws Problem what `readXml` throws, where the file is no XML
 */
export function installedStylesheet(
  folder: string,
  fileName: string,
): InstalledStylesheet | undefined {
  const path = join(folder, fileName);
  if (!existsSync(path)) return undefined;
  const { mtimeMs, size } = statSync(path);
  const { root } = readXml(readFileSync(path), stylesheetLimits);
  const kept = root.nodes.filter(
    (node) => typeof node === 'string' || node.namespace !== xsl || node.name !== 'output',
  );
  // Last, for `xsl:import` has to come first (XSLT 1.0, 2.6.2).
  const nodes = [...kept, outputElement(root, 'xml')];
  const markup = writeTree({ root: { ...root, nodes }, instructions: [] });
  return {
    fileName,
    version: `${mtimeMs}-${size}`,
    text: new TextDecoder().decode(writeXml(markup)),
  };
}

/** The bytes of an installed stylesheet as they are, for saving beside a document. */
export function installedStylesheetBytes(folder: string, fileName: string): Uint8Array | undefined {
  const path = join(folder, fileName);
  return existsSync(path) ? readFileSync(path) : undefined;
}

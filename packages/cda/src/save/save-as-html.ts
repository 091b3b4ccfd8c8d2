import type { Language } from '@kartoteka/kernel';
import { recogniseKind } from '../kinds/recognise-kind.ts';
import { openCda } from '../read/open-cda.ts';
import { readHeader } from '../read/read-header.ts';
import type { Renderer } from '../render/create-renderer.ts';
import { fileStem } from './file-name.ts';
import type { SavedFile } from './save-as-pair.ts';

/**
 * The document as one page that stands for itself: images inside, no script, nothing fetched.
 *
 * @throws Problem what `Renderer.render` throws
 * @example const file = await saveAsHtml(bytes, { renderer, language: 'pl' });
 */
export async function saveAsHtml(
  bytes: Uint8Array,
  { renderer, language }: { readonly renderer: Renderer; readonly language: Language },
): Promise<SavedFile> {
  const { document } = openCda(bytes);
  const stem = fileStem(recogniseKind(document).kind, readHeader(document));
  const { html } = await renderer.render(bytes, { language });
  return { name: `${stem}.html`, mime: 'text/html; charset=utf-8', bytes: Buffer.from(html) };
}

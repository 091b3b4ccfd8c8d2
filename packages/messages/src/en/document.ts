import type { AreaOf } from '../area.ts';
import type { document as polish } from '../pl/document.ts';

export const document: AreaOf<typeof polish> = {
  frameTitle: 'Content of the document: {title}',
  print: 'Print',
  openInTab: 'Open in a tab of its own',
  loading: 'Loading the document…',
  mayTakeLonger:
    'Opening a document from the archive may take longer; this depends on the line and the server.',
  partsRemoved:
    '{count, plural, one {# dangerous part was removed from the document. The rest is shown; the original is unchanged.} other {# dangerous parts were removed from the document. The rest is shown; the original is unchanged.}}',
};

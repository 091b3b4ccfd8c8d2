import type { AreaOf } from '../area.ts';
import type { portal as polish } from '../pl/portal.ts';

export const portal: AreaOf<typeof polish> = {
  name: 'Patient portal',
  signInHelp: 'The reception of your practice gives you an invitation code and help.',
  documentsIntro:
    'These are the documents that your practice has shared with you. Choose a title to open it.',
  count: '{count, plural, one {# document} other {# documents}}',
  emptyHeading: 'There are no documents here yet',
  emptyText:
    'A document appears when your practice shares it. You can see it for the time set when it was shared; after that it leaves this page. If you are waiting for a document, ask at the reception.',
  isNew: 'New',
  opened: 'Opened before',
  document: 'Document',
  reason: 'Shared because of:',
  visibleTo: 'Shown until',
  saveHeading: 'Save or print',
  saveHtml: 'Download HTML',
  saveXml: 'Download XML',
  saveHint:
    'HTML opens in every browser. XML is the original, for another doctor or practice that asks for it.',
  print: 'Print',
  printHint:
    'For printing, the document opens in its own tab. Choose "Print" in the menu of your browser there.',
  toList: 'Back to the list of documents',
  goneHeading: 'This document is no longer shared',
  goneText:
    'The time for which your practice shared it is over, or the practice revoked the consent. If you need this document, ask at the reception.',
  goneDocument: 'A document that is no longer shared',
  accessHeading: 'Who opened my documents',
  accessIntro:
    'Every opening and download in this portal, newest first. If you do not recognise one, tell your practice.',
  accessEmptyHeading: 'Nobody has opened your documents here yet',
  accessEmptyText:
    'When somebody opens or downloads a document from your account, you will see here who it was, when, and what they did.',
  deedPage: 'Opened on the page',
  deedHtml: 'Downloaded HTML',
  deedXml: 'Downloaded XML',
  textLarger: 'Larger text',
  textUsual: 'Usual text',
};

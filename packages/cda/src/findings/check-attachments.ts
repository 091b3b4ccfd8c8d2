import { attributeOf } from '@kartoteka/xml';
import { hl7 } from '../oids.ts';
import { walkElements } from '../read/walk-elements.ts';
import { type Check, finding, findingsPerCheckMax, when } from './check-context.ts';
import type { Finding } from './finding.ts';

const sameType: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'image/tif': 'image/tiff',
  'application/rtf': 'text/rtf',
};

/** Embedded files are what they say; files elsewhere are named but never fetched. */
export const checkAttachments: Check = ({ document, attachments }) => {
  const inside = attachments.flatMap((attachment) => {
    const declared = attachment.declaredMime?.toLowerCase().split(';')[0]?.trim() ?? '';
    const differs = declared !== '' && (sameType[declared] ?? declared) !== attachment.mime;
    const number = attachment.number + 1;
    if (!attachment.intact) {
      return [finding('attachment-damaged', attachment.place, { number })];
    }
    return when(differs, 'attachment-type', attachment.place, { number, mime: attachment.mime });
  });
  return [...inside, ...remoteReferences(document.element)];
};

function remoteReferences(root: Parameters<typeof walkElements>[0]): Finding[] {
  const found: Finding[] = [];
  walkElements(root, (element, place) => {
    if (element.namespace !== hl7 || element.name !== 'reference') return;
    if (found.length >= findingsPerCheckMax) return;
    const value = attributeOf(element, 'value')?.trim() ?? '';
    if (value !== '' && !value.startsWith('#')) found.push(finding('attachment-remote', place()));
  });
  return found;
}

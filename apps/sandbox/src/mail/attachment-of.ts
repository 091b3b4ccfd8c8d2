import { Problem } from '@kartoteka/kernel';
import { readMessage } from './read-message.ts';

/**
 * An attachment as a file to save: never shown by the browser, whatever it claims to be.
 *
 * @throws Problem `sandbox.mail-unknown`
 */
export async function attachmentOf(
  raw: Uint8Array,
  index: number,
): Promise<{ contentType: string; bytes: Uint8Array; saveAs: string }> {
  const attachment = (await readMessage(raw)).attachments[index];
  if (!attachment) throw new Problem('sandbox.mail-unknown');
  const named = /^[\w.+-]{1,80}\/[\w.+-]{1,80}$/.test(attachment.contentType);
  return {
    contentType: named ? attachment.contentType : 'application/octet-stream',
    bytes: attachment.bytes,
    saveAs: attachment.name,
  };
}

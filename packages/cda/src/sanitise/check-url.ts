import { sniffMime } from '../attachments/sniff-mime.ts';

/**
 * The address of a link where it may stay: http, https, mailto, or a place in the same page.
 * Browsers drop tabs and line ends inside an address and control characters before it, so these go
 * first (URL Standard, 4.4); `java&#9;script:` is then seen for what it is.
 */
export function safeHref(value: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  const address = value.replace(/[\u0000-\u0020\u007f-\u009f]/g, '');
  if (/^#[^\s<>"]{0,200}$/.test(address)) return address;
  if (/^mailto:[^\s<>"]{3,500}$/i.test(address)) return address;
  if (!/^https?:\/\/[^\s<>"]{1,2000}$/i.test(address)) return undefined;
  return URL.canParse(address) ? address : undefined;
}

/** The scheme of an address for a notice, such as `javascript`; `relative` where it has none. */
export function schemeOf(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  const address = value.replace(/[\u0000-\u0020\u007f-\u009f]/g, '');
  return /^([a-z][a-z0-9+.-]{0,20}):/i.exec(address)?.[1]?.toLowerCase() ?? 'relative';
}

const shownImages = new Set<string>(['image/png', 'image/jpeg', 'image/gif']);
const dataUrl = /^data:[a-z0-9.+/-]{0,100};base64,/i;

/**
 * The address of an image where it may be shown: its bytes inside the page, and of a type that no
 * browser takes for a document. The type is told by the bytes, whatever the address declares.
 */
export function safeImage(value: string): string | undefined {
  const head = dataUrl.exec(value.slice(0, 200));
  if (!head) return undefined;
  const base64 = value.slice(head[0].length).replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const { mime } = sniffMime(Buffer.from(base64.slice(0, 6_000), 'base64'));
  return shownImages.has(mime) ? `data:${mime};base64,${base64}` : undefined;
}

/** Whether a type is one of the three that are shown as images. */
export function isShownImage(mime: string): boolean {
  return shownImages.has(mime);
}

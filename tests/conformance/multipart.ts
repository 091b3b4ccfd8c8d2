import type { ForeignMessage, PackedMessage } from './foreign-message.ts';

export interface MultipartForm {
  /** Between lines; CRLF unless told, as RFC 2046 says. Some senders write bare LF. */
  readonly newline?: string;
  /** As the header writes it; the delimiter is the same without quotes. */
  readonly boundary?: string;
  readonly quoted?: boolean;
  /** Names of part headers as some stacks write them. */
  readonly lowerCase?: boolean;
  readonly startInfo?: string;
}

/**
 * Frames a message as MTOM (XOP 1.0, 4) by hand: the root part, then one binary part an attachment.
 *
 * @example const { contentType, body } = multipartOf(packed(signed), message, { newline: '\n' });
 */
export function multipartOf(
  { root, attachments }: PackedMessage,
  { action }: ForeignMessage,
  form: MultipartForm = {},
): { readonly contentType: string; readonly body: Buffer } {
  const { newline = '\r\n', boundary = 'MIMEBoundary_recznie', quoted = true } = form;
  const startInfo = form.startInfo ?? 'application/soap+xml';
  const header = (name: string, value: string) =>
    `${form.lowerCase ? name.toLowerCase() : name}: ${value}${newline}`;
  const part = (contentId: string, type: string, bytes: Buffer): Buffer[] => [
    Buffer.from(
      `--${boundary}${newline}${header('Content-Type', type)}` +
        `${header('Content-Transfer-Encoding', 'binary')}${header('Content-ID', `<${contentId}>`)}${newline}`,
    ),
    bytes,
    Buffer.from(newline),
  ];
  const rootType = `application/xop+xml; charset=UTF-8; type="${startInfo}"`;
  return {
    contentType:
      `multipart/related; type="application/xop+xml"; boundary=${quoted ? `"${boundary}"` : boundary}; ` +
      `start="<0.root@przychodnia.example>"; start-info="${startInfo}"; action="${action}"`,
    body: Buffer.concat([
      ...part('0.root@przychodnia.example', rootType, Buffer.from(root)),
      ...attachments.flatMap(({ contentId, bytes }) =>
        part(contentId, 'application/octet-stream', bytes),
      ),
      Buffer.from(`--${boundary}--${newline}`),
    ]),
  };
}

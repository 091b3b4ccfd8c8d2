import type { XmlMarkup } from '@kartoteka/xml';

/** Who sends, as a syslog header says it. */
export interface SyslogHead {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly host: string;
  readonly application: string;
  readonly processId: string;
}

/** Facility 10 (security), severity 5 (notice); ITI TF-2: 3.20.4.1.2.1. */
const priority = '<85>';
const messageId = 'IHE+RFC-3881';
/** Says that the message is UTF-8 (RFC 5424, 6.4). */
const byteOrderMark = '\uFEFF';

/**
 * One audit message as a frame of syslog over TLS: its length in bytes, a space, the syslog message.
 *
 * RFC 5424, 6; RFC 5425, 4.3
 *
 * @example socket.write(syslogFrame(message, { at, host: 'cloud', application: 'kartoteka', processId: '7' }))
 */
export function syslogFrame(message: XmlMarkup, head: SyslogHead): Buffer {
  const header = [
    `${priority}1`,
    printable(head.at, 32),
    printable(head.host, 255),
    printable(head.application, 48),
    printable(head.processId, 128),
    messageId,
    // No structured data.
    '-',
  ];
  const text = Buffer.from(
    `${header.join(' ')} ${byteOrderMark}<?xml version="1.0" encoding="UTF-8"?>${message.xml}`,
  );
  return Buffer.concat([Buffer.from(`${text.length} `), text]);
}

/** A field of the header: printable ASCII without spaces, of limited length, `-` for nothing. */
function printable(text: string, lengthMax: number): string {
  return text.replace(/[^\x21-\x7e]/g, '').slice(0, lengthMax) || '-';
}

/** The limits of the sandbox's mail servers. */
export const mailLimits = {
  /** One message, as announced with SIZE (RFC 1870). */
  messageBytesMax: 30_000_000,
  /** Recipients of one message; RFC 5321 (4.5.3.1.8) asks for 100 at least. */
  recipientsMax: 100,
  /** Connections of one listener at once. */
  connectionsMax: 200,
  /** Silence on a connection. SMTP: RFC 5321, 4.5.3.2.7; POP3: RFC 1939, 3 (ten minutes at least). */
  smtpIdleMs: 5 * 60_000,
  pop3IdleMs: 10 * 60_000,
  /** A command of SMTP with its CRLF (RFC 5321, 4.5.3.1.4), and one of POP3 (RFC 2449, 4). */
  smtpCommandBytesMax: 512,
  pop3CommandBytesMax: 255,
  /** A line of a message without its CRLF (RFC 5322, 2.1.1). */
  messageLineBytesMax: 998,
  /** Commands of POP3 that mean nothing, before the connection ends. */
  pop3MistakesMax: 10,
  /** Lines of one dialogue that are kept for the message log. */
  dialogueLinesMax: 400,
  mailboxesMax: 500,
  mailboxMessagesMax: 5_000,
  /** Messages of one answer of the interface and of one page. */
  pageMessagesMax: 50,
  /** Longest `wait` of the interface. */
  waitMsMax: 60_000,
  attachmentsMax: 200,
} as const;

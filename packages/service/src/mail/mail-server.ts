import { z } from 'zod';

/** `none` only where the line is safe already; `starttls` begins in clear and insists on TLS; `tls` begins with it. */
export const mailSecurities = ['none', 'starttls', 'tls'] as const;
export type MailSecurity = (typeof mailSecurities)[number];

/** No space, no control character: nothing that could end a line of the dialogue. */
const oneWord = /^[^\s\p{Cc}]+$/u;
const oneLine = /^[^\p{Cc}]*$/u;

/** The settings of an outgoing mail server, as a form or a file of settings gives them. */
export const mailServerShape = z.object({
  /** Name or address, without a port. */
  host: z.string().max(253).regex(oneWord),
  port: z.number().int().min(1).max(65_535),
  security: z.enum(mailSecurities),
  /** Both or neither: without a user nobody signs in. */
  user: z.string().max(320).regex(oneLine).optional(),
  password: z.string().max(1_000).optional(),
  /** The sender's address. */
  from: z.string().max(320).regex(oneWord),
  /** PEM of authorities trusted besides none of the system's: for installations with a CA of their own. */
  trustedAuthorities: z.string().max(200_000).optional(),
  /** Longest silence of the server, and longest time for connecting, in milliseconds. */
  timeoutMs: z.number().int().min(1).max(600_000),
});

/** An outgoing mail server and who we are there. The password is a secret: never log it. */
export type MailServer = z.output<typeof mailServerShape>;

import { Problem, type ProblemCode } from '@kartoteka/kernel';
import { peerProblem } from '../transport/peer-problem.ts';
import type { MailServer } from './mail-server.ts';

/** What the library knows about a failure; every field may be missing. */
interface MailError {
  readonly code?: string;
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
  readonly message?: string;
  readonly rejected?: readonly string[];
}

/**
 * The library hands on what TLS said only as words when the upgrade by STARTTLS failed; these are the
 * words of Node's own certificate check.
 */
const certificateWords: readonly (readonly [RegExp, string])[] = [
  [/certificate (has expired|is not yet valid)/i, 'CERT_HAS_EXPIRED'],
  [/altnames|does not match certificate/i, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [
    /self[- ]signed certificate|unable to (verify|get)|untrusted/i,
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
];

/**
 * Turns what the mail library threw into the problem that names the cause. The server's own answer is
 * quoted. Problems pass unchanged.
 *
 * @param handedOver whether the whole message had left us: then silence means "unknown", not "not sent"
 */
export function mailProblem(
  error: unknown,
  server: Pick<MailServer, 'host' | 'port' | 'from'>,
  handedOver: boolean,
): Problem {
  if (error instanceof Problem) return error;
  const failure = error as MailError;
  const host = `${server.host}:${server.port}`;
  const { responseCode, response } = failure;
  if (responseCode !== undefined && responseCode >= 400) {
    return new Problem(answeredCode(failure, responseCode), {
      params: { host, outcome: 'answered', address: addressOf(failure, server) },
      cause: error,
      ...(response !== undefined && { quoted: response.slice(0, quotedCharactersMax) }),
    });
  }
  const outcome = handedOver ? 'unknown' : 'not-sent';
  const own = ownCode(failure);
  if (own) {
    return new Problem(own, {
      params: { host, outcome, address: addressOf(failure, server) },
      cause: error,
    });
  }
  return peerProblem(
    Object.assign(new Error('mail', { cause: error }), { code: networkCode(failure) }),
    { host, phase: handedOver ? 'sent' : 'connecting' },
  );
}

const quotedCharactersMax = 500;

/** RFC 5321, 4.2.1: the first digit tells whether trying again makes sense; the command tells what it is about. */
function answeredCode(
  { code, command = '', response = '' }: MailError,
  answer: number,
): ProblemCode {
  if (command === 'STARTTLS') return 'mail.encryption-not-offered';
  if (answer === 530) return 'mail.credentials-needed';
  if (answer < 500) return 'mail.server-busy';
  if (code === 'EAUTH') return 'mail.credentials-refused';
  if (command === 'MAIL FROM' && /\b5\.7\.[08]\b/.test(response)) return 'mail.credentials-needed';
  if (command === 'MAIL FROM') return 'mail.sender-refused';
  if (command === 'RCPT TO') return 'mail.recipient-refused';
  return command === 'CONN' || command === 'EHLO' ? 'mail.server-answer' : 'mail.message-refused';
}

/** Failures without an answer that are about mail and not about the network. */
function ownCode({ code, originalCode, message = '' }: MailError): ProblemCode | undefined {
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'mail.credentials-needed';
  if (code === 'EPROTOCOL') return 'mail.server-answer';
  if (code === 'EENVELOPE') return 'mail.recipient-refused';
  const upgrade = code === 'ETLS' || /^(EPROTO|ERR_SSL_)/.test(originalCode ?? '');
  if (upgrade && certificateCode(message) === undefined) return 'mail.encryption-failed';
  return undefined;
}

function networkCode({ code, originalCode, message = '' }: MailError): string {
  const certificate = certificateCode(message);
  if (certificate !== undefined && (code === 'ETLS' || code === 'ESOCKET')) return certificate;
  if (code === 'EDNS') return 'ENOTFOUND';
  if (code === 'ETIMEDOUT') return 'ETIMEDOUT';
  return originalCode ?? 'ECONNRESET';
}

function certificateCode(message: string): string | undefined {
  return certificateWords.find(([words]) => words.test(message))?.[1];
}

function addressOf({ rejected, command }: MailError, { from }: Pick<MailServer, 'from'>): string {
  return command === 'RCPT TO' ? (rejected?.join(', ') ?? '') : from;
}

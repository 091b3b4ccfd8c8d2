import { Problem, type ProblemCode } from '@kartoteka/kernel';

/**
 * What is known about a request that got no answer: `not-sent` when the other side surely never had
 * all of it, `unknown` when it may have acted on it.
 */
export type PeerOutcome = 'not-sent' | 'unknown';

/** How far an exchange came: its request is complete only in the last two steps. */
export type ExchangePhase = 'connecting' | 'sending' | 'sent' | 'answering';

/** What a timer of ours destroys an exchange with. */
export const timeoutCode = 'KARTOTEKA_TIMEOUT';

const codes: Readonly<Record<string, ProblemCode>> = {
  [timeoutCode]: 'service.peer-timeout',
  ETIMEDOUT: 'service.peer-timeout',
  ENOTFOUND: 'service.peer-name',
  EAI_AGAIN: 'service.peer-name',
  EAI_NODATA: 'service.peer-name',
  EAI_FAIL: 'service.peer-name',
  ECONNREFUSED: 'service.peer-refused',
  EHOSTUNREACH: 'service.peer-refused',
  ENETUNREACH: 'service.peer-refused',
  EHOSTDOWN: 'service.peer-refused',
  EADDRNOTAVAIL: 'service.peer-refused',
  CERT_HAS_EXPIRED: 'service.peer-expired',
  CERT_NOT_YET_VALID: 'service.peer-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'service.peer-other-name',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'service.peer-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'service.peer-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'service.peer-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'service.peer-untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'service.peer-untrusted',
  CERT_UNTRUSTED: 'service.peer-untrusted',
  CERT_REJECTED: 'service.peer-untrusted',
  CERT_SIGNATURE_FAILURE: 'service.peer-untrusted',
  CERT_REVOKED: 'service.peer-untrusted',
  INVALID_CA: 'service.peer-untrusted',
  INVALID_PURPOSE: 'service.peer-untrusted',
  ECONNRESET: 'service.peer-cut',
  EPIPE: 'service.peer-cut',
  ECONNABORTED: 'service.peer-cut',
  ERR_STREAM_PREMATURE_CLOSE: 'service.peer-cut',
  EPROTO: 'service.peer-channel',
};

/**
 * TLS 1.3 ends the handshake on our side before the server has looked at our certificate: its refusal
 * arrives when the request is on its way already. Nothing of the request was acted on even so.
 */
const certificateAlert =
  /^ERR_SSL_.*ALERT_.*(CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE|DECRYPT)/;

/**
 * Turns a failure of the network into the problem that names its cause, with the outcome as
 * `params.outcome`. Problems pass unchanged.
 *
 * @example catch (error) { throw peerProblem(error, { host: 'cloud.example:4003', phase: 'sent' }); }
 */
export function peerProblem(
  error: unknown,
  facts: { readonly host: string; readonly phase: ExchangePhase },
): Problem {
  if (error instanceof Problem) return error;
  const { host, phase } = facts;
  const name = errorCode(error);
  const refused = certificateAlert.test(name);
  const complete = phase === 'sent' || phase === 'answering';
  const outcome: PeerOutcome = complete && !refused ? 'unknown' : 'not-sent';
  return new Problem(codeOf(name), { params: { host, outcome }, cause: error });
}

function codeOf(name: string): ProblemCode {
  const known = codes[name];
  if (known) return known;
  if (/^ERR_SSL_|^ERR_TLS_/.test(name)) return 'service.peer-channel';
  // What the parser of HTTP says (`HPE_…`), and anything that no list knows yet.
  return name.startsWith('HPE_') ? 'service.peer-answer' : 'service.peer-cut';
}

/** An attempt over several addresses fails with all their errors: the first tells the cause. */
function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  return String((error as { code?: unknown } | undefined)?.code ?? '');
}

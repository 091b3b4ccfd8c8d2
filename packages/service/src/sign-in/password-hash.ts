import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Problem, type Random } from '@kartoteka/kernel';

const derive = promisify(argon2);

/** OWASP's figures for argon2id: 19 MiB, two passes, one lane; about 30 ms of one core. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const saltBytes = 16;
/** Each run holds 19 MiB and one of libuv's four threads. */
const runsAtOnceMax = 2;
/** Whoever stands behind so many would wait for seconds: told to come back instead. */
const waitingMax = 200;

/** Hashes and checks passwords, a few at a time. */
export interface PasswordHasher {
  /** A new hash in PHC form, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
  hash(password: string): Promise<string>;
  /** Takes the same time whether there is a hash (a login) or not. */
  verify(stored: string | null | undefined, password: string): Promise<boolean>;
}

/**
 * Makes the hasher of one process.
 *
 * @throws Problem `service.busy` from its functions when too many wait
 * @example const hasher = createPasswordHasher(random); await hasher.verify(row?.password_hash, typed);
 */
export function createPasswordHasher(random: Random): PasswordHasher {
  const gate = createGate();
  const run = (password: string, salt: Uint8Array, how: typeof cost): Promise<Uint8Array> =>
    gate(() => derive('argon2id', { ...how, message: normalise(password), nonce: salt }));
  // What unknown logins are checked against, with a salt like any other.
  const nobody = { salt: random.bytes(saltBytes), tag: random.bytes(cost.tagLength), ...cost };
  return {
    hash: async (password) => {
      const salt = random.bytes(saltBytes);
      return format(salt, await run(password, salt, cost));
    },
    verify: async (stored, password) => {
      const known = stored ? parse(stored) : undefined;
      const { salt, tag, memory, passes, parallelism } = known ?? nobody;
      const how = { memory, passes, parallelism, tagLength: tag.length };
      const same = timingSafeEqual(await run(password, salt, how), tag);
      return same && known !== undefined;
    },
  };
}

/** The same password may arrive composed or decomposed, as keyboards differ (NIST SP 800-63B). */
function normalise(password: string): Buffer {
  return Buffer.from(password.normalize('NFKC'), 'utf8');
}

function format(salt: Uint8Array, tag: Uint8Array): string {
  const plain = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '');
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${plain(salt)}$${plain(tag)}`;
}

function parse(stored: string) {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(stored);
  if (!found) throw new Error('a password hash in the database is not of our form');
  const [, memory, passes, parallelism, salt = '', tag = ''] = found;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

function createGate(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (waiting.length >= waitingMax) throw new Problem('service.busy');
    if (running >= runsAtOnceMax) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place goes straight to the next in line, so that nobody slips in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

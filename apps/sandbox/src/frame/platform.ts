import type { Clock, Language, Texts } from '@kartoteka/kernel';
import type { Log } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import type { Transaction } from 'kysely';
import type { SandboxSchema } from '../schema.ts';
import type { AppliedFault, FaultQuestion, PlatformFault } from './faults/fault.ts';
import type { Markup } from './html.ts';
import type { WorldName } from './worlds/world-name.ts';

/**
 * Where an operation comes from. `published`: an official specification or WSDL. `derived`: pieced
 * together from published material. `own-contract`: the real one is closed, this one is ours.
 */
export const markings = ['published', 'derived', 'own-contract'] as const;
export type Marking = (typeof markings)[number];

/** A rule that a caller can break; ids are the platform's own where it has such, else ours. */
export interface Rule {
  readonly id: string;
  readonly text: Texts;
}

/** A rule that a call broke, as the log keeps it. */
export interface BrokenRule extends Rule {
  /** Where in the message: a path, a field, a line. */
  readonly place?: string;
}

/** Something that a client of the platform can do. */
export interface Operation {
  /** Unique within the platform: `CheckCWU`, `send`, `retrieve`. */
  readonly id: string;
  readonly names: Texts;
  readonly marking: Marking;
  /** Document, section or address that it was made after; for `own-contract` our own page. */
  readonly source: string;
  /** What the caller has to keep to; each is one test case of the JUnit report. */
  readonly rules?: readonly Rule[];
}

export interface PlatformAddress {
  readonly names: Texts;
  /** `smtp://localhost:4005`, or a path such as `/ewus/auth` of the web or services server. */
  readonly address: string;
}

/** A published account or invented person that a tester may use. Not secret: it is shown on the page. */
export interface TestIdentity {
  readonly label: Texts;
  /** Lines such as login and password, or PESEL and what the person is good for. */
  readonly facts: readonly { readonly name: Texts; readonly value: string }[];
}

/** Where the servers of this sandbox stand. */
export interface SandboxAddresses {
  /** `http://localhost:4002` */
  readonly web: string;
  /** `https://localhost:4004` */
  readonly services: string;
  readonly host: string;
  /** Port of another listener by its name in `portOffsets`. */
  readonly basePort: number;
}

type Trx = Transaction<SandboxSchema>;

/** One world, as a platform works in it. Nothing of another world is reachable through it. */
export interface World {
  readonly name: WorldName;
  /** The world's own time, as it stood when the call came; it goes on unless it is frozen. */
  readonly clock: Clock;
  /** One transaction that sees this world's rows only. Do not wait for peers inside. */
  inScope<T>(work: (trx: Trx) => Promise<T>): Promise<T>;
  /**
   * Decides the fault of a call and uses one up where it is counted. Asked once for each call, by the
   * frame for HTTP and by a listener for its own protocol.
   */
  decideFault(call: FaultQuestion): Promise<AppliedFault | undefined>;
  /** Writes one call into the message log. Secrets have to be masked by then (`maskSecrets`). */
  record(call: CallRecord): Promise<number>;
}

/** A call as it goes into the message log. */
export interface CallRecord {
  readonly platform: string;
  readonly operation: string;
  /** `HTTP`, `SMTP`, `POP3`, … */
  readonly protocol: string;
  /** When it came, in the machine's time, and how long it took. */
  readonly receivedAt: Date;
  readonly durationMs: number;
  /** What the protocol calls the outcome; `none` when no answer went out. */
  readonly outcome: string;
  readonly request: Message;
  readonly answer: Message;
  readonly fault?: AppliedFault | undefined;
  readonly broken?: readonly BrokenRule[];
}

/** One direction of a call. */
export interface Message {
  /** Request line and headers, or what stands in their place. */
  readonly head: string;
  readonly body: Uint8Array;
  /** What a person reads: made from head and body when left out. */
  readonly text?: string;
}

/** A request over HTTP, whole. */
export interface HttpRequest {
  readonly method: string;
  /** Path without the world's prefix and without the query. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Names in lower case; a header that came several times is joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** The body as a form; empty when it is none. */
  readonly form: URLSearchParams;
  readonly language: Language;
}

/** What a route of a platform is handed. */
export interface HttpCall {
  readonly world: World;
  readonly request: HttpRequest;
  /** Time for everything that this call decides: the world's, moved by a `clock-skew`. */
  readonly clock: Clock;
  /** A fault that the platform itself has to realise; the frame has applied all others. */
  readonly fault: PlatformFault | undefined;
  /** Put before every link, form and redirect: empty, or `/w/name`. */
  readonly base: string;
  /** Notes that the caller broke a rule of the operation. */
  broke(rule: string, place?: string): void;
  /** Masks a value wherever it stands in the logged call. */
  secret(value: string): void;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array | Markup;
}

/** One address that clients of the platform call. Every call of it is logged and can be broken. */
export interface PlatformRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters in braces: `/ewus/{service}`. Also reached below `/w/{world}`. */
  readonly path: string;
  readonly server: 'web' | 'services' | 'both';
  /** 10 MB when left out. */
  readonly bodyBytesMax?: number;
  /** Which operation a request means; one address may serve several. */
  readonly operation: string | ((request: HttpRequest) => string);
  /** The test account in a request, which may name the world (`splitAccount`). */
  readonly account?: (request: HttpRequest) => string | undefined;
  /** What `maintenance` looks like here; 503 in plain words when left out. */
  readonly maintenance?: (request: HttpRequest) => HttpAnswer;
  readonly answer: (call: HttpCall) => Promise<HttpAnswer> | HttpAnswer;
}

/** What a page of a platform is handed. */
export interface PageCall {
  readonly world: World;
  readonly request: HttpRequest;
  readonly base: string;
  readonly language: Language;
}

export type PageAnswer =
  | { readonly title: string; readonly content: Markup; readonly status?: number }
  | { readonly redirect: string }
  | { readonly bytes: Uint8Array; readonly contentType: string; readonly saveAs?: string };

/**
 * A screen of the sandbox for the tester (a list of mailboxes, say), within the frame's own layout.
 * Not logged and never broken: it is no part of the simulated platform.
 */
export interface PlatformPage {
  readonly method: 'GET' | 'POST';
  /** Below `/{platform id}`. */
  readonly path: string;
  /** Its name in the menu; pages without one are reached from others. */
  readonly names?: Texts;
  readonly answer: (call: PageCall) => Promise<PageAnswer> | PageAnswer;
}

/** What a listener of another protocol is handed. */
export interface ListenerFrame {
  readonly bind: string;
  readonly basePort: number;
  /** Certificate chain and key for TLS of this sandbox. */
  readonly tls: {
    readonly cert: string;
    readonly key: string;
    /** The same, out of date: for the fault `expired-certificate`. */
    readonly expired: { readonly cert: string; readonly key: string };
  };
  readonly log: Log;
  /** The machine's time, for durations and time-outs. */
  readonly machineClock: Clock;
  /** A world by name; `undefined` when there is none. Ask again for each session: clocks move. */
  world(name: WorldName): Promise<World | undefined>;
}

/** A server for a protocol that is not HTTP. */
export interface PlatformListener {
  readonly id: string;
  start(frame: ListenerFrame): Promise<{ stop(): Promise<void> }>;
}

/** A simulated platform: everything that the frame has to know of it. */
export interface Platform {
  /** Small letters and hyphens; also the folder of its pages. */
  readonly id: string;
  readonly names: Texts;
  /** One or two sentences for the start page. */
  readonly about: Texts;
  addresses(at: SandboxAddresses): readonly PlatformAddress[];
  readonly operations: readonly Operation[];
  /** Faults beyond the generic ones that it can realise. */
  readonly faults?: readonly PlatformFault[];
  /**
   * The operation that a connection to its services over TLS is. With it the frame realises
   * `expired-certificate` on them, for rules of the default world: nobody has named a world by then.
   */
  readonly secureConnect?: string;
  readonly routes?: readonly PlatformRoute[];
  readonly pages?: readonly PlatformPage[];
  readonly listeners?: readonly PlatformListener[];
  /**
   * Binds the interface for testers below `/api/worlds/{world}/{platform id}`. Like the pages it is no part
   * of the simulated platform: not logged and never broken.
   *
   * @param open throws Problem `sandbox.world-unknown`
   */
  bindApi?(server: FastifyInstance, open: (name: WorldName) => Promise<World>): void;
  /** Accounts and persons of a world, for the start page. */
  identities?(world: World): Promise<readonly TestIdentity[]>;
  /** Puts the test data into a new or reset world. */
  seed?(world: World): Promise<void>;
}

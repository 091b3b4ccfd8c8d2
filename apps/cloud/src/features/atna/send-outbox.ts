import {
  type Database,
  growingPause,
  type Log,
  type SyslogCollector,
  sendToCollector,
} from '@kartoteka/service';
import { type AtnaExchange, syslogFrame, writeAuditMessages } from '@kartoteka/xds';
import type { CloudSchema } from '../../schema.ts';
import {
  deleteSent,
  findBacklog,
  releaseWaiting,
  setAside,
  takeWaiting,
  type WaitingExchange,
} from './outbox-store.ts';

/** Exchanges of one connection. */
const exchangesPerConnectionMax = 500;
/** Longer than a connection may take (`syslogLimitsDefault`), or two processes would send the same. */
const holdSeconds = 60;
const idlePauseMs = 1_000;
const pauseMsMax = 5 * 60_000;

export interface AtnaSenderOptions {
  readonly database: Database<CloudSchema>;
  readonly collector: SyslogCollector;
  readonly log: Log;
  /** Pause after the given number of failures in a row; 1 s, 2 s … 5 minutes unless told. */
  readonly pauseAfter?: (failures: number) => number;
}

export interface AtnaSender {
  /** Sends what waits now. @throws Problem `service.peer-*`; what was not taken still waits */
  sendNow(): Promise<number>;
  backlog(): Promise<{ readonly waiting: number; readonly since: Date | null }>;
  /** No further round; resolves when the running one has ended. What waits is sent after the start. */
  stop(): Promise<void>;
}

/**
 * Sends the outbox to the collector for as long as the process runs. Every process of a cloud may do
 * it; each takes other rows. A row goes only after the collector has closed the connection behind it.
 *
 * @example const sender = startAtnaSender({ database, collector, log }); … await sender.stop();
 */
export function startAtnaSender(options: AtnaSenderOptions): AtnaSender {
  const { database, log } = options;
  const pauseAfter = options.pauseAfter ?? ((n) => Math.min(growingPause(n, 'atna'), pauseMsMax));
  let failures = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const backlog = () => database.inScope({ kind: 'system' }, findBacklog);
  /** Rounds of one process follow each other. */
  const sendNow = (): Promise<number> => {
    const round = last.then(() => sendAll(options));
    last = round.catch(() => {});
    return round;
  };
  schedule(idlePauseMs);
  return {
    sendNow,
    backlog,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await last;
    },
  };

  function schedule(pauseMs: number): void {
    if (stopped) return;
    timer = setTimeout(() => void round(), pauseMs);
    timer.unref();
  }

  async function round(): Promise<void> {
    try {
      await sendNow();
      failures = 0;
      schedule(idlePauseMs);
    } catch (error) {
      failures += 1;
      const pauseMs = pauseAfter(failures);
      const waits = await backlog().catch(() => undefined);
      log.warn({ error, failures, pauseMs, ...waits }, 'Audit messages wait for their collector');
      schedule(pauseMs);
    }
  }
}

async function sendAll(options: AtnaSenderOptions): Promise<number> {
  let sent = 0;
  for (;;) {
    const some = await sendSome(options);
    sent += some;
    if (some < exchangesPerConnectionMax) return sent;
  }
}

async function sendSome({ database, collector, log }: AtnaSenderOptions): Promise<number> {
  const rows = await database.inScope({ kind: 'system' }, (trx) =>
    takeWaiting(trx, exchangesPerConnectionMax, holdSeconds),
  );
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  const frames: Uint8Array[] = [];
  const written: number[] = [];
  for (const row of rows) {
    try {
      frames.push(...framesOf(row));
      written.push(row.id);
    } catch (error) {
      log.error({ error, exchange: row.id }, 'An audit message could not be written');
      await database.inScope({ kind: 'system' }, (trx) => setAside(trx, row.id));
    }
  }
  try {
    if (frames.length > 0) await sendToCollector(collector, frames);
  } catch (error) {
    await database.inScope({ kind: 'system' }, (trx) => releaseWaiting(trx, written));
    throw error;
  }
  if (written.length > 0) {
    await database.inScope({ kind: 'system' }, (trx) => deleteSent(trx, written));
  }
  return ids.length;
}

function framesOf({ exchange: text }: WaitingExchange): Buffer[] {
  const exchange = JSON.parse(text) as AtnaExchange;
  const { host, processId } = exchange.self;
  const head = { at: exchange.at, host, application: 'kartoteka', processId };
  return writeAuditMessages(exchange).map((message) => syslogFrame(message, head));
}

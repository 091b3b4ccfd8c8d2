import { Worker } from 'node:worker_threads';
import { Problem } from '@kartoteka/kernel';
import type { RenderAnswer, RenderRequest } from './render-worker.ts';

/** What a slot is asked to do. */
export interface SlotTask {
  readonly stylesheet: { readonly key: string; readonly text: string };
  readonly xml: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The stylesheet or the document could not be worked with; the worker has been replaced. */
export class RenderFailure extends Error {
  readonly stage: 'stylesheet' | 'document' | 'timeout';

  constructor(stage: 'stylesheet' | 'document' | 'timeout') {
    super(stage);
    this.stage = stage;
  }
}

/** One worker thread and its successors: after a failure or a timeout the next task gets a new one. */
export interface WorkerSlot {
  run(task: SlotTask): Promise<string>;
  close(): Promise<void>;
}

const startMsMax = 20_000;
const heapMegabytesMax = 256;

/** @param timeoutMs how long one rendering may take once the worker runs */
export function createWorkerSlot(timeoutMs: number): WorkerSlot {
  let current: Promise<RunningWorker> | undefined;
  let tasks = 0;

  async function replace(): Promise<void> {
    const old = current;
    current = undefined;
    const running = await old?.catch(() => undefined);
    await running?.worker.terminate();
  }

  async function run(task: SlotTask): Promise<string> {
    current ??= startWorker();
    tasks += 1;
    try {
      return await runTask(await current, task, { number: tasks, timeoutMs });
    } catch (cause) {
      await replace();
      throw cause;
    }
  }

  return { run, close: replace };
}

interface RunningWorker {
  readonly worker: Worker;
  /** Keys of the stylesheets that the worker has compiled. */
  readonly known: Set<string>;
}

function startWorker(): Promise<RunningWorker> {
  const worker = new Worker(new URL('./render-worker.ts', import.meta.url), {
    env: {},
    execArgv: [],
    // Whatever the thread prints may quote the document; nobody may read that.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytesMax },
  });
  worker.stdout.resume();
  worker.stderr.resume();
  return new Promise((resolve, reject) => {
    const fail = (cause?: unknown) => {
      clearTimeout(timer);
      void worker.terminate();
      reject(new Problem('cda.render-failed', { cause }));
    };
    const timer = setTimeout(fail, startMsMax);
    worker.once('error', fail);
    worker.once('message', () => {
      clearTimeout(timer);
      worker.off('error', fail);
      // Without a listener an error between two tasks would end the process.
      worker.on('error', () => undefined);
      worker.unref();
      resolve({ worker, known: new Set() });
    });
  });
}

interface TaskOptions {
  readonly number: number;
  readonly timeoutMs: number;
}

function runTask(
  { worker, known }: RunningWorker,
  { stylesheet, xml, parameters }: SlotTask,
  { number, timeoutMs }: TaskOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const settle = (result: string | RenderFailure) => {
      clearTimeout(timer);
      worker.off('message', onMessage);
      worker.off('error', onEnd);
      worker.off('exit', onEnd);
      worker.unref();
      if (typeof result === 'string') resolve(result);
      else reject(result);
    };
    const onMessage = (answer: RenderAnswer) => {
      if (!('task' in answer) || answer.task !== number) return;
      known.add(stylesheet.key);
      settle('xml' in answer ? answer.xml : new RenderFailure(answer.failed));
    };
    const onEnd = () => settle(new RenderFailure('document'));
    const timer = setTimeout(() => settle(new RenderFailure('timeout')), timeoutMs);
    // An idle worker lets the process end, a busy one is waited for.
    worker.ref();
    worker.on('message', onMessage);
    worker.on('error', onEnd);
    worker.on('exit', onEnd);
    const sent = known.has(stylesheet.key) ? { key: stylesheet.key } : stylesheet;
    const request: RenderRequest = { task: number, stylesheet: sent, xml, parameters };
    worker.postMessage(request);
  });
}

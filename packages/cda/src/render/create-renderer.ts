import { type Language, Problem } from '@kartoteka/kernel';
import { recogniseKind } from '../kinds/recognise-kind.ts';
import { type CdaLimits, cdaLimitsDefault } from '../read/cda-limits.ts';
import { type OpenedCda, openCda } from '../read/open-cda.ts';
import { stylesheetReference } from '../read/stylesheet-reference.ts';
import { type SanitisedHtml, sanitiseHtml } from '../sanitise/sanitise-html.ts';
import { composeStylesheet } from './compose-stylesheet.ts';
import { installedStylesheet } from './installed-stylesheet.ts';
import { type PreparedDocument, prepareDocument } from './prepare-document.ts';
import { createWorkerSlot, RenderFailure, type SlotTask, type WorkerSlot } from './worker-slot.ts';

export interface RendererOptions {
  /** Worker threads; each holds one rendering at a time. */
  readonly workers?: number;
  readonly timeoutMs?: number;
  /** Renderings that may wait for a worker. */
  readonly queueDepthMax?: number;
  /** Where an operator puts official stylesheets, such as `CDA_PL_IG_1.3.1.xsl`. */
  readonly stylesheetFolder?: string;
  readonly limits?: Partial<CdaLimits>;
}

export interface RenderedDocument {
  /** A whole page with its own policy, for a sandboxed frame. */
  readonly html: string;
  /** What was taken out, one entry each, such as `element:script`; see `describeRemoved`. */
  readonly removed: readonly string[];
  /** `own`, or the file name of the installed stylesheet that was used. */
  readonly stylesheet: string;
}

export interface Renderer {
  /**
   * Shows a document as HTML.
   *
   * @throws Problem `cda.render-busy`, `cda.render-timeout`, `cda.render-failed`,
   *   `cda.renderer-closed`, and what `readCda` throws
   */
  render(bytes: Uint8Array, options: { readonly language: Language }): Promise<RenderedDocument>;
  /** Ends the workers; what still waits is refused. */
  close(): Promise<void>;
}

/**
 * Makes a renderer. Stylesheets run in worker threads without network; one that fails or takes too
 * long costs its worker, never the process, and an installed stylesheet that fails is stood in for by
 * our own. What a document carries or points to is never run.
 *
 * @example
 * const renderer = createRenderer({ workers: 2 });
 * const { html, removed } = await renderer.render(bytes, { language: 'pl' });
 */
export function createRenderer(options: RendererOptions = {}): Renderer {
  const { workers = 1, timeoutMs = 2_000, queueDepthMax = 200 } = options;
  const limits = { ...cdaLimitsDefault, ...options.limits };
  const slots = Array.from({ length: workers }, () => createWorkerSlot(timeoutMs));
  const queue = createQueue(slots, queueDepthMax);
  const own = new TextDecoder().decode(composeStylesheet({ language: 'pl', method: 'xml' }));

  async function show(task: Omit<SlotTask, 'xml'>, document: PreparedDocument, language: Language) {
    const xml = await queue.run({ ...task, xml: document.xml });
    return sanitiseHtml(Buffer.from(xml), { language, image: document.image });
  }

  async function render(bytes: Uint8Array, { language }: { readonly language: Language }) {
    const opened = openCda(bytes, limits);
    const document = prepareDocument(opened, limits.attachmentsMax);
    const removed: string[] = [...document.removed];
    const answer = (page: SanitisedHtml, stylesheet: string) => ({
      html: page.html,
      removed: [...removed, ...page.removed],
      stylesheet,
    });
    const wanted = installedFor(opened, options.stylesheetFolder);
    if (wanted) {
      try {
        const key = `${wanted.fileName} ${wanted.version}`;
        const task = { stylesheet: { key, text: wanted.text }, parameters: {} };
        return answer(await show(task, document, language), wanted.fileName);
      } catch (cause) {
        if (!canStandIn(cause)) throw cause;
        removed.push(`stylesheet-failed:${wanted.fileName}`);
      }
    }
    const kind = recogniseKind(opened.document).kind;
    const words = kind.family === 'foreign' || kind.code === 'PIK' ? '' : kind.names[language];
    const parameters = { language: `'${language}'`, kind: `"${words}"` };
    const task = { stylesheet: { key: 'own', text: own }, parameters };
    try {
      return answer(await show(task, document, language), 'own');
    } catch (cause) {
      throw asProblem(cause, timeoutMs);
    }
  }

  return { render, close: queue.close };
}

function installedFor(opened: OpenedCda, folder: string | undefined) {
  const fileName = folder && stylesheetReference(opened.tree)?.fileName;
  if (!folder || !fileName) return undefined;
  try {
    return installedStylesheet(folder, fileName);
  } catch (cause) {
    // A file in the folder that is no XML: our own stylesheet shows the document.
    if (cause instanceof Problem) return undefined;
    throw cause;
  }
}

/** Our own stylesheet stands in where an installed one fails or writes what cannot be read. */
function canStandIn(cause: unknown): boolean {
  if (cause instanceof RenderFailure) return true;
  return cause instanceof Problem && cause.code.startsWith('xml.');
}

function asProblem(cause: unknown, timeoutMs: number): unknown {
  if (!(cause instanceof RenderFailure)) return cause;
  if (cause.stage !== 'timeout') return new Problem('cda.render-failed', { cause });
  return new Problem('cda.render-timeout', { params: { seconds: timeoutMs / 1_000 }, cause });
}

interface Waiting {
  readonly start: (slot: WorkerSlot) => void;
  readonly refuse: () => void;
}

/** Hands tasks to free slots in the order in which they came. */
function createQueue(slots: readonly WorkerSlot[], depthMax: number) {
  const free = [...slots];
  const waiting: Waiting[] = [];
  let closed = false;

  function takeSlot(): Promise<WorkerSlot> {
    if (closed) return Promise.reject(new Problem('cda.renderer-closed'));
    const slot = free.pop();
    if (slot) return Promise.resolve(slot);
    if (waiting.length >= depthMax) return Promise.reject(new Problem('cda.render-busy'));
    return new Promise((resolve, reject) => {
      waiting.push({ start: resolve, refuse: () => reject(new Problem('cda.renderer-closed')) });
    });
  }

  async function run(task: SlotTask): Promise<string> {
    const slot = await takeSlot();
    try {
      return await slot.run(task);
    } catch (cause) {
      throw closed ? new Problem('cda.renderer-closed', { cause }) : cause;
    } finally {
      const next = waiting.shift();
      if (next) next.start(slot);
      else free.push(slot);
    }
  }

  async function close(): Promise<void> {
    closed = true;
    for (const { refuse } of waiting.splice(0)) refuse();
    await Promise.all(slots.map((slot) => slot.close()));
  }

  return { run, close };
}

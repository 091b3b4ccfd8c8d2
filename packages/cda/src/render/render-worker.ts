import fs from 'node:fs';
import { parentPort } from 'node:worker_threads';

// XSLT can ask for other documents (document(), xsl:include, xsl:import), and the engine would fetch
// them. Whatever could reach the network goes before the engine is loaded; it binds what it finds.
for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'WebSocketStream']) {
  Reflect.deleteProperty(globalThis, name);
}
// Its complaints quote the document and go straight to the descriptors of the process: nobody may
// read patient data in a log. This copy of the module belongs to this thread alone.
Reflect.set(fs, 'writeSync', () => 0);
const { XmlDocument, XsltStylesheet } = await import('libxslt-wasm');

/** One rendering. The text of a stylesheet is sent the first time only. */
export interface RenderRequest {
  readonly task: number;
  readonly stylesheet: { readonly key: string; readonly text?: string };
  readonly xml: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export type RenderAnswer =
  | { readonly ready: true }
  | { readonly task: number; readonly xml: string }
  | { readonly task: number; readonly failed: 'stylesheet' | 'document' };

const compiled = new Map<string, InstanceType<typeof XsltStylesheet>>();

parentPort?.on('message', (request: RenderRequest) => {
  void render(request).then((answer) => parentPort?.postMessage(answer));
});
parentPort?.postMessage({ ready: true } satisfies RenderAnswer);

/** A failure leaves the engine in an unknown state; whoever asked replaces this worker. */
async function render(request: RenderRequest): Promise<RenderAnswer> {
  const { task } = request;
  let failed: 'stylesheet' | 'document' = 'stylesheet';
  try {
    const stylesheet = await stylesheetOf(request);
    failed = 'document';
    using document = await XmlDocument.fromString(request.xml, { options: { noNet: true } });
    using result = await stylesheet.apply(document, request.parameters);
    return { task, xml: result.toString() };
  } catch {
    return { task, failed };
  }
}

async function stylesheetOf({ stylesheet: { key, text } }: RenderRequest) {
  const known = compiled.get(key);
  if (known) return known;
  const made = await XsltStylesheet.fromString(text ?? '');
  compiled.set(key, made);
  return made;
}

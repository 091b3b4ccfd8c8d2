import { ClientProblem, type FieldProblem } from './client-problem.ts';

const bodyBytesMax = 200_000;

/**
 * Makes the problem of an answer that is no success. An answer that is no problem+json (a proxy's
 * page, a cut line) becomes a problem in our own words; its text is not shown.
 */
export async function readProblem(response: Response): Promise<ClientProblem> {
  const body = await readJson(response);
  const correlationId = stringOf(body?.correlationId) ?? response.headers.get('x-correlation-id');
  const code = stringOf(body?.code);
  if (!body || !code) {
    return new ClientProblem({
      code: response.status === 401 ? 'client.signed-out' : 'client.unreadable',
      status: response.status,
      ...(response.status === 401 ? {} : { cause: 'unreadable' as const }),
      ...(correlationId ? { correlationId } : {}),
    });
  }
  return new ClientProblem({
    code,
    status: response.status,
    ...present('text', stringOf(body.title) ?? stringOf(body.detail)),
    ...present('next', stringOf(body.next)),
    ...present('place', stringOf(body.place)),
    ...present('quoted', stringOf(body.quoted)),
    ...present('correlationId', correlationId ?? undefined),
    fields: fieldsOf(body.errors),
  });
}

type Body = Readonly<Record<string, unknown>>;

async function readJson(response: Response): Promise<Body | undefined> {
  if (!/\bjson\b/.test(response.headers.get('content-type') ?? '')) return undefined;
  const text = await response.text();
  if (text.length > bodyBytesMax) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isBody(value) ? value : undefined;
  } catch {
    // A cut answer: told as one that cannot be read, which is all that a reader can use.
    return undefined;
  }
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function present<Name extends string>(name: Name, value: string | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: string };
}

/** Field problems: `errors: [{ field: 'patient.family', text: '…' }]`. */
function fieldsOf(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    if (!isBody(entry)) return [];
    const field = stringOf(entry.field);
    const text = stringOf(entry.text);
    return field && text ? [{ field, text }] : [];
  });
}

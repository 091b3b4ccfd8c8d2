/** What a contract needs of a schema (zod's types satisfy it): the type it yields, the type it takes. */
export interface TypedSchema<Output = unknown, Input = unknown> {
  readonly _output: Output;
  readonly _input: Input;
}

/**
 * One REST route as both sides see it. The server binds a handler to it, the browser calls it, the
 * OpenAPI document is written from it: nothing about a route is said twice. Lives in a feature's
 * `contract.ts`, which imports only zod and browser-safe packages.
 */
export interface RouteContract {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters in braces: `/api/documents/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly params?: TypedSchema;
  readonly query?: TypedSchema;
  readonly body?: TypedSchema;
  /** `'bytes'` for files and rendered documents. */
  readonly answer: TypedSchema | 'bytes';
}

/** The value that a schema yields after parsing. */
export type OutputOf<Schema> = Schema extends TypedSchema<infer Output> ? Output : undefined;
/** The value that a schema takes before parsing. */
export type InputOf<Schema> = Schema extends TypedSchema<unknown, infer Input> ? Input : undefined;

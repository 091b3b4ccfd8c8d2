import type { Plugin } from 'vite';

const stubId = '\0kartoteka-contract-schemas';

/**
 * Contracts carry zod schemas: the server parses with them, the browser uses only their types, and the
 * method and path beside them. In the browser's build `zod` is therefore an object on which every
 * call gives itself back: nothing is checked twice, and the schemas weigh nothing.
 */
export function contractSchemas(): Plugin {
  return {
    name: 'kartoteka-contract-schemas',
    enforce: 'pre',
    resolveId: (id) => (id === 'zod' ? stubId : null),
    load: (id) => (id === stubId ? stubCode : null),
  };
}

const stubCode = `
const schema = new Proxy(function schema() {}, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : name === 'then' ? undefined : schema),
  apply: () => schema,
});
export const z = schema;
export default schema;
`;

import { readFileSync } from 'node:fs';
import { catalog, languages, type ProblemCode } from '@kartoteka/kernel';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { accountSignInRoutes, signInRoutes } from '../../src/sign-in/contract.ts';

describe('the contract of signing in', () => {
  it('is fit for a browser: it imports zod and types, nothing else', () => {
    const source = readFileSync(new URL('../../src/sign-in/contract.ts', import.meta.url), 'utf8');
    const imports = [...source.matchAll(/^import (type )?.* from '([^']+)';$/gm)];
    expect(imports.map(([, type = '', from]) => `${type}${from}`)).toEqual([
      'type @kartoteka/kernel',
      'zod',
    ]);
  });

  it('is the same below an account, with the account in each path', () => {
    const plain = Object.entries(signInRoutes());
    const nested = accountSignInRoutes('/portal/{account}');
    expect(Object.keys(nested)).toEqual(plain.map(([name]) => name));
    for (const [name, route] of plain) {
      const below = nested[name as keyof typeof nested];
      expect(below.path).toBe(`/portal/{account}${route.path}`);
      expect(below.method).toBe(route.method);
      const { account } = z.toJSONSchema(below.params as unknown as z.ZodType).properties as {
        account?: unknown;
      };
      expect(account).toEqual({ type: 'string', maxLength: 20 });
    }
  });

  it('has no two routes with one method and path', () => {
    const keys = Object.values(signInRoutes()).map(({ method, path }) => `${method} ${path}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the problems of servers, peers and signing in', () => {
  const codes = (Object.keys(catalog) as ProblemCode[]).filter((code) =>
    // The words about settings are lists and have tests of their own.
    /^service\.(?!config|content)/.test(code),
  );

  it.each(codes)('%s says in three languages what happened and what to do', (code) => {
    const { text, next, status } = catalog[code];
    for (const words of [text, next]) {
      for (const language of languages) expect(words[language]).toMatch(/^\S.{9,}[.:!?]$/s);
      expect(words.en).not.toMatch(
        /\b(in)?valid\b|please|sorry|oops|forbidden|illegal|error occurred/i,
      );
    }
    expect(status).toBeGreaterThanOrEqual(400);
  });
});

import { documentKind } from '@kartoteka/cda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentView } from '../../apps/practice/src/features/documents/contract.ts';
import {
  type ConnectedPractice,
  startConnectedPractice,
} from '../../apps/practice/test/connected-practice.ts';
import {
  example,
  exampleNames,
  importFile,
  untilState,
  viewDocument,
  withOwnId,
} from '../../apps/practice/test/sample-documents.ts';

interface Table {
  readonly version: number;
  readonly kinds: readonly { readonly code: string; readonly localDays: number | null }[];
}

/** Documents that the national centre publishes as examples, through the whole product. */
describe.skipIf(exampleNames.length === 0)('official examples in the practice', () => {
  let world: ConnectedPractice;
  beforeAll(async () => {
    world = await startConnectedPractice({ throughGate: false });
    const { administrator } = world;
    const { version, kinds } = await administrator.get<Table>('/api/kinds');
    const ticked = kinds.map(({ code, localDays }) => ({ code, localDays, autoArchive: true }));
    await administrator.put('/api/kinds', { version, kinds: ticked });
  });
  afterAll(() => world?.stop());

  const archived: DocumentView[] = [];

  it.each(exampleNames.map((name, index) => [name, index] as const))(
    '%s is recognised, archived under an id of its own and given back byte for byte',
    async (name, index) => {
      const { administrator, machine, repository } = world;
      const bytes = withOwnId(example(name), `77${index}`);
      const result = await importFile(administrator, name, bytes);
      expect(result).toMatchObject({ outcome: 'stored', problem: null });
      expect(documentKind(result.kind!)?.family).toBe('pik');
      expect(result.kind).not.toBe('PIK');
      expect(result.kindName!.length).toBeGreaterThan(3);
      expect(result.findings.every(({ severity }) => severity === 'warning')).toBe(true);
      const view = await untilState(administrator, result.documentId!, 'archived');
      archived.push(view);
      expect(view.uniqueId).toMatch(new RegExp(`^[\\d.]+\\^77${index}$`));
      expect(view.receipt?.repositoryUniqueId).toBe(repository);
      const back = await machine.retrieve(repository, [view.uniqueId]);
      expect(back.response.status).toBe('Success');
      expect(back.documents.map((one) => one.bytes)).toEqual([bytes]);
      const page = await administrator.call({
        method: 'GET',
        path: `/api/documents/${result.documentId}/page`,
      });
      expect(page.status).toBe(200);
    },
  );

  it('everything that was archived is in the cloud once, and nothing waits', async () => {
    const { administrator, machine } = world;
    expect(archived).toHaveLength(exampleNames.length);
    for (const { uniqueId, sha1 } of archived) {
      const found = await machine.query({ name: 'GetDocuments', by: 'uniqueId', ids: [uniqueId] });
      expect(found.objects.documents.map(({ hash }) => hash)).toEqual([sha1]);
    }
    const board = await administrator.get<{ lines: Record<string, unknown>[] }>('/api/board');
    expect(board.lines.find(({ id }) => id === 'outbox')).toMatchObject({ severity: 'fine' });
  });

  it('invented numbers of the examples are warnings about check digits', () => {
    const codes = archived.flatMap(({ findings }) => findings.map(({ code }) => code));
    expect(codes.some((code) => /check|pesel/i.test(code))).toBe(true);
  });

  it('as published, examples with one id are kept as conflicts and stay here', async () => {
    const { administrator } = world;
    const outcomes = new Map<string, string>();
    const byId = new Map<string, string[]>();
    for (const name of exampleNames) {
      const result = await importFile(administrator, name, example(name));
      outcomes.set(name, result.outcome);
      const view = await viewDocument(administrator, result.documentId!);
      byId.set(view.uniqueId, [...(byId.get(view.uniqueId) ?? []), name]);
      if (result.outcome === 'conflict') {
        expect(view).toMatchObject({ state: 'conflict', outbox: null });
        expect(view.conflictWith).not.toBeNull();
      }
    }
    for (const names of byId.values()) {
      expect(outcomes.get(names[0]!)).toBe('stored');
      for (const name of names.slice(1)) expect(outcomes.get(name), name).toBe('conflict');
    }
    expect(
      [...outcomes.values()].filter((outcome) => outcome === 'conflict').length,
    ).toBeGreaterThan(0);
  });
});

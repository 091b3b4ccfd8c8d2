import { ClientProblem, useCallRoute } from '@kartoteka/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import {
  type ImportResult,
  importDocument,
  searchDocuments,
} from '../../src/features/documents/contract.ts';
import type { FoundFile, FoundFiles } from './collect-files.ts';

/** One file on its way into the archive. */
export interface BroughtFile extends FoundFile {
  readonly number: number;
  readonly state: 'waiting' | 'sending' | 'done' | 'too-big' | 'broken';
  readonly result?: ImportResult;
  /** The call itself did not come through: whether the file is stored is not known. */
  readonly problem?: ClientProblem;
}

export interface BringIn {
  readonly files: readonly BroughtFile[];
  readonly running: boolean;
  readonly stopped: boolean;
  /** More files were chosen than one go takes. */
  readonly cut: boolean;
  /** Something was chosen that has no file in it. */
  readonly nothing: boolean;
  take(found: FoundFiles): void;
  again(): void;
  stop(): void;
  clear(): void;
}

/** As on the server; a bigger file need not travel to be refused. */
export const documentBytesMax = 100 * 1024 * 1024;
const sendTimeoutMs = 300_000;
const nameCharactersMax = 300;
/** The list below shows what has come in, now and then. */
const refreshEvery = 20;

/** Brings files in one after another; each ends with a line of its own. */
export function useBringIn(): BringIn {
  const call = useCallRoute();
  const queries = useQueryClient();
  const [files, setFiles] = useState<readonly BroughtFile[]>([]);
  const [flags, setFlags] = useState({
    running: false,
    stopped: false,
    cut: false,
    nothing: false,
  });
  const asked = useRef({ stop: false, running: false, line: [] as BroughtFile[] });

  const note = (number: number, change: Partial<BroughtFile>) =>
    setFiles((before) =>
      before.map((file) => (file.number === number ? { ...file, ...change } : file)),
    );
  const refresh = () =>
    queries.invalidateQueries({ queryKey: [searchDocuments.method, searchDocuments.path] });

  const send = async ({ number, path, file }: BroughtFile) => {
    if (file.size > documentBytesMax) return note(number, { state: 'too-big' });
    note(number, { state: 'sending' });
    try {
      const query = { name: path.slice(-nameCharactersMax), source: 'drop' } as const;
      const options = { content: file, timeoutMs: sendTimeoutMs };
      const result = await call(importDocument, { query }, options);
      note(number, { state: 'done', result });
    } catch (cause) {
      if (!(cause instanceof ClientProblem)) throw cause;
      note(number, { state: 'broken', problem: cause });
    }
  };

  const run = async () => {
    if (asked.current.running) return;
    asked.current.running = true;
    asked.current.stop = false;
    setFlags((before) => ({ ...before, running: true, stopped: false }));
    let sent = 0;
    try {
      for (let next = asked.current.line.shift(); next; next = asked.current.line.shift()) {
        await send(next);
        sent += 1;
        if (sent % refreshEvery === 0) void refresh();
        if (asked.current.stop) break;
      }
    } finally {
      const stopped = asked.current.line.length > 0;
      asked.current.running = false;
      setFlags((before) => ({ ...before, running: false, stopped }));
      await refresh();
    }
  };

  return {
    files,
    ...flags,
    take: ({ files: found, cut }) => {
      setFlags((before) => ({ ...before, cut, nothing: found.length === 0 }));
      const fresh = found.map((file, index) => ({
        ...file,
        number: files.length + index,
        state: 'waiting' as const,
      }));
      setFiles([...files, ...fresh]);
      asked.current.line.push(...fresh);
      void run();
    },
    again: () => {
      const broken = files.filter(({ state }) => state === 'broken' || state === 'waiting');
      asked.current.line = [...broken];
      for (const { number } of broken) note(number, { state: 'waiting' });
      void run();
    },
    stop: () => {
      asked.current.stop = true;
    },
    clear: () => {
      asked.current.line = [];
      setFiles([]);
      setFlags({ running: false, stopped: false, cut: false, nothing: false });
    },
  };
}

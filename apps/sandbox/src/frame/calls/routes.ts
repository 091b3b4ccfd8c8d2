import type { Language, OutputOf } from '@kartoteka/kernel';
import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform.ts';
import type { WorldName } from '../worlds/world-name.ts';
import type { CallDesk } from './call-desk.ts';
import type { CallSummary } from './call-store.ts';
import {
  assertCalls,
  type CallRow,
  deleteCalls,
  listCalls,
  readCall,
  readReport,
  searchCalls,
} from './contract.ts';
import { judgeAssertion } from './judge-assertion.ts';
import { writeReport } from './write-report.ts';

/** The message log, its assertions and its report. */
export function bindCallRoutes(
  server: FastifyInstance,
  calls: CallDesk,
  platforms: readonly Platform[],
): void {
  const open = { access: 'public' } as const;
  const search = async (
    world: WorldName,
    { page, pageSize, broken, fault, ...rest }: OutputOf<(typeof listCalls)['query']>,
    { text, language }: { readonly text?: string; readonly language: Language },
  ) => {
    const filter = { ...rest, text, brokenOnly: broken, faultOnly: fault };
    const { rows, total } = await calls.search(world, filter, { page, pageSize });
    return { calls: rows.map((row) => callRowOf(row, language)), total };
  };
  bindRoute(server, listCalls, open, ({ params, query, language }) =>
    search(params.world, query, { language }),
  );
  bindRoute(server, searchCalls, open, ({ params, query, body, language }) =>
    search(params.world, query, { text: body.text, language }),
  );
  bindRoute(server, readCall, open, async ({ params, language }) => {
    const call = await calls.read(params.world, params.call);
    return {
      ...callRowOf(call, language),
      request: {
        head: call.request_head,
        text: call.request_text,
        base64: Buffer.from(call.request_body).toString('base64'),
        bytes: call.request_bytes,
      },
      answer: {
        head: call.answer_head,
        text: call.answer_text,
        base64: Buffer.from(call.answer_body).toString('base64'),
        bytes: call.answer_bytes,
      },
    };
  });
  bindRoute(server, deleteCalls, open, async ({ params }) => {
    await calls.empty(params.world);
    return params;
  });
  bindRoute(server, assertCalls, open, async ({ params, body, language }) => {
    const found = await calls.all(params.world, { after: body.after });
    const verdicts = body.assertions.map((assertion) => judgeAssertion(assertion, found));
    return {
      pass: verdicts.every(({ pass }) => pass),
      verdicts: verdicts.map((one) => ({
        ...one,
        calls: one.calls.map((call) => callRowOf(call, language)),
      })),
    };
  });
  bindRoute(server, readReport, open, async ({ params, query }) => {
    const found = await calls.all(params.world, query);
    return {
      contentType: 'application/xml; charset=utf-8',
      bytes: writeReport(params.world, platforms, found),
    };
  });
}

function callRowOf(call: CallSummary, language: Language): CallRow {
  return {
    id: call.id,
    platform: call.platform,
    operation: call.operation,
    marking: call.marking,
    protocol: call.protocol,
    at: call.at.toISOString(),
    receivedAt: call.received_at.toISOString(),
    durationMs: call.duration_ms,
    outcome: call.outcome,
    fault: call.fault,
    broken: call.broken.map(({ id, text, place }) => ({
      id,
      text: text[language],
      ...(place !== undefined && { place }),
    })),
  };
}

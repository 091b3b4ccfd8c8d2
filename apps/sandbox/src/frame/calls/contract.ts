import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';
import { faultKinds } from '../faults/fault.ts';
import { markings } from '../platform.ts';
import { instantText, worldName, worldParams } from '../worlds/contract.ts';

const appliedFault = z.object({
  kind: z.enum(faultKinds),
  ms: z.number().optional(),
  status: z.number().optional(),
  /** A rule of the world, or the call's own header. */
  by: z.enum(['rule', 'header']),
  rule: z.string().optional(),
});

const brokenRule = z.object({ id: z.string(), text: z.string(), place: z.string().optional() });

const callRow = z.object({
  id: z.number().int(),
  platform: z.string(),
  operation: z.string(),
  marking: z.enum(markings),
  protocol: z.string(),
  /** In the world's time. */
  at: instantText,
  /** In the machine's time. */
  receivedAt: instantText,
  durationMs: z.number().int(),
  /** HTTP status, SMTP code; `none` when no answer went out. */
  outcome: z.string(),
  fault: appliedFault.nullable(),
  broken: z.array(brokenRule),
});
export type CallRow = z.infer<typeof callRow>;

const message = z.object({
  head: z.string(),
  /** What a person reads: laid out, secrets masked. */
  text: z.string(),
  /** The bytes as they were kept, secrets masked. */
  base64: z.string(),
  /** Of the whole body, whether it was kept or not. */
  bytes: z.number().int(),
});

const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
const shortText = z.string().min(1).max(200);
const yes = z.literal('true').transform(() => true);

/** The largest page of calls. */
export const callPageMax = 200;

const callPageQuery = {
  platform: shortText.optional(),
  operation: shortText.optional(),
  broken: yes.optional(),
  fault: yes.optional(),
  /** Only calls with a higher number. */
  after: wholeNumber.optional(),
  page: wholeNumber.pipe(z.number().min(1).max(1_000_000)).default(1),
  pageSize: wholeNumber.pipe(z.number().min(1).max(callPageMax)).default(50),
};
const callPage = z.object({ calls: z.array(callRow), total: z.number().int() });

export const listCalls = {
  method: 'GET',
  path: '/api/worlds/{world}/calls',
  summary: 'Calls of a world, newest first',
  params: worldParams,
  query: z.object(callPageQuery),
  answer: callPage,
} as const satisfies RouteContract;

/** What is searched for may be somebody's number, so it does not stand in the address. */
export const searchCalls = {
  method: 'POST',
  path: '/api/worlds/{world}/calls/search',
  summary: 'Calls of a world with a text in the request or in the answer, newest first',
  params: worldParams,
  query: z.object(callPageQuery),
  body: z.object({ text: shortText }).strict(),
  answer: callPage,
} as const satisfies RouteContract;

export const readCall = {
  method: 'GET',
  path: '/api/worlds/{world}/calls/{call}',
  summary: 'One call as it came and as it was answered',
  params: z.object({ world: worldName, call: wholeNumber }),
  answer: callRow.extend({ request: message, answer: message }),
} as const satisfies RouteContract;

export const deleteCalls = {
  method: 'DELETE',
  path: '/api/worlds/{world}/calls',
  summary: 'Empty the log of a world',
  params: worldParams,
  answer: z.object({ world: z.string() }),
} as const satisfies RouteContract;

/** Which calls an assertion means; parts left out do not matter. */
const callMatch = z
  .object({
    platform: shortText.optional(),
    /** `*` stands for any characters. */
    operation: shortText.optional(),
    /** Each stands in the request as the log shows it. */
    contains: z.array(z.string().min(1).max(2_000)).max(20).optional(),
    /** Each stands in the answer. */
    answerContains: z.array(z.string().min(1).max(2_000)).max(20).optional(),
    outcome: shortText.optional(),
    /** Id of a rule that the call broke. */
    broke: shortText.optional(),
    fault: z.enum(faultKinds).optional(),
  })
  .strict();
export type CallMatch = z.infer<typeof callMatch>;

const assertion = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('times'), match: callMatch, times: z.number().int().min(0) }).strict(),
  z
    .object({ kind: z.literal('at-least'), match: callMatch, times: z.number().int().min(1) })
    .strict(),
  z.object({ kind: z.literal('never-after'), match: callMatch, after: callMatch }).strict(),
  z.object({ kind: z.literal('in-order'), matches: z.array(callMatch).min(2).max(50) }).strict(),
  z.object({ kind: z.literal('no-broken-rule'), match: callMatch.optional() }).strict(),
]);
export type Assertion = z.infer<typeof assertion>;

const verdict = z.object({
  pass: z.boolean(),
  /** What was expected and what was found. */
  text: z.string(),
  /** The calls that it is about: those that fit, or those that must not be. */
  calls: z.array(callRow),
});

export const assertCalls = {
  method: 'POST',
  path: '/api/worlds/{world}/assertions',
  summary: 'Check assertions over the calls of a world',
  params: worldParams,
  body: z
    .object({
      assertions: z.array(assertion).min(1).max(100),
      /** Only calls with a higher number count. */
      after: z.number().int().min(0).optional(),
    })
    .strict(),
  answer: z.object({ pass: z.boolean(), verdicts: z.array(verdict) }),
} as const satisfies RouteContract;

export const readReport = {
  method: 'GET',
  path: '/api/worlds/{world}/report.xml',
  summary: 'JUnit report: a test case for each rule of each operation that was called',
  params: worldParams,
  query: z.object({ after: wholeNumber.optional(), platform: shortText.optional() }),
  answer: 'bytes',
} as const satisfies RouteContract;

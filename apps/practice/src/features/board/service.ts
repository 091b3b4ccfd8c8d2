import type { OutputOf } from '@kartoteka/kernel';
import { type Clock, type Language, Problem, type Texts } from '@kartoteka/kernel';
import type { Database } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import type { CloudLinkView } from '../cloud-link/contract.ts';
import type { DocumentState } from '../documents/contract.ts';
import { boardTexts } from './board-texts.ts';
import type { getBoard } from './contract.ts';

type Trx = Transaction<PracticeSchema>;
type Board = OutputOf<typeof getBoard.answer>;
type Line = Board['lines'][number];

/** What the morning board asks of the other features. */
export interface BoardPorts {
  outbox(trx: Trx): Promise<{
    readonly waiting: number;
    readonly oldest: Date | null;
    readonly problem: string | null;
    readonly problemParams: Record<string, string | number>;
  }>;
  consents(trx: Trx): Promise<{ waiting: number; refused: number; oldest: Date | null }>;
  /** Changed identifiers of patients that the cloud has not confirmed. */
  moves(trx: Trx): Promise<{
    readonly waiting: number;
    readonly refused: number;
    readonly oldest: Date | null;
    readonly patientId: string | null;
  }>;
  /** Removals that wait for a second person. */
  removals(trx: Trx, now: Date): Promise<{ waiting: number; oldest: Date | null }>;
  documents(trx: Trx): Promise<ReadonlyMap<DocumentState, number>>;
  cloud(language: Language): Promise<CloudLinkView>;
  patients(trx: Trx): Promise<number>;
  structureKnown(trx: Trx): Promise<boolean>;
}

/** Below this a certificate is worth a line (PRODUCT 3.3.4), and below this a problem. */
const certificateDaysNotice = 30;
const certificateDaysProblem = 7;
/** PRODUCT 3.1: at 90 % of either limit. */
const quotaWarningShare = 0.9;

export type BoardService = ReturnType<typeof createBoardService>;

/** "Pulpit": what waits and how old it is, each line with its one button. */
export function createBoardService(options: {
  readonly database: Database<PracticeSchema>;
  readonly ports: BoardPorts;
  readonly clock: Clock;
}) {
  const { ports, clock } = options;
  return {
    read: async (language: Language): Promise<Board> => {
      const link = await ports.cloud(language);
      return options.database.inScope({ kind: 'practice' }, async (trx) => {
        const documents = await ports.documents(trx);
        const outbox = await ports.outbox(trx);
        const consents = await ports.consents(trx);
        const moves = await ports.moves(trx);
        const removals = await ports.removals(trx, clock.now());
        const total = [...documents.values()].reduce((sum, count) => sum + count, 0);
        const say = (texts: Texts, params: Record<string, string | number> = {}) =>
          texts[language].replace(/\{(\w+)\}/g, (_all, name: string) => String(params[name]));
        const lines: Line[] = [
          outboxLine(outbox, say, language),
          ...stateLines(documents, say),
          ...consentLines(consents, say),
          ...moveLines(moves, say),
          ...removalLines(removals, say),
          cloudLine(link, say),
          ...certificateLines(link, say),
          ...quotaLines(link, say),
        ];
        return {
          at: clock.now().toISOString(),
          lines,
          firstSteps: [
            { id: 'cloud', text: say(boardTexts.stepCloud), done: link.connected, to: '/cloud' },
            {
              id: 'structure',
              text: say(boardTexts.stepStructure),
              done: await ports.structureKnown(trx),
              to: '/cloud/structure',
            },
            {
              id: 'patient',
              text: say(boardTexts.stepPatient),
              done: (await ports.patients(trx)) > 0,
              to: '/patients',
            },
            { id: 'document', text: say(boardTexts.stepDocument), done: total > 0, to: '/archive' },
            {
              id: 'archived',
              text: say(boardTexts.stepArchived),
              done: (documents.get('archived') ?? 0) > 0,
              to: '/archive',
            },
          ],
        };
      });
    },
  };
}

type Say = (texts: Texts, params?: Record<string, string | number>) => string;

function outboxLine(
  outbox: Awaited<ReturnType<BoardPorts['outbox']>>,
  say: Say,
  language: Language,
): Line {
  const { waiting, oldest, problem, problemParams: params } = outbox;
  const reason = problem
    ? new Problem(problem as Problem['code'], { params }).text(language)
    : null;
  return {
    id: 'outbox',
    severity: waiting === 0 ? 'fine' : problem ? 'warning' : 'notice',
    text: waiting === 0 ? say(boardTexts.nothingWaits) : say(boardTexts.waits, { count: waiting }),
    detail: reason,
    since: oldest?.toISOString() ?? null,
    action:
      waiting === 0
        ? null
        : { label: say(boardTexts.showWaiting), to: '/archive?state=waiting&withReplaced=true' },
  };
}

function stateLines(documents: ReadonlyMap<DocumentState, number>, say: Say): Line[] {
  const lines: Line[] = [];
  const refused = documents.get('refused') ?? 0;
  const conflicts = documents.get('conflict') ?? 0;
  if (refused > 0) {
    lines.push({
      id: 'refused',
      severity: 'problem',
      text: say(boardTexts.refused, { count: refused }),
      detail: null,
      since: null,
      action: {
        label: say(boardTexts.showRefused),
        to: '/archive?state=refused&withReplaced=true',
      },
    });
  }
  if (conflicts > 0) {
    lines.push({
      id: 'conflicts',
      severity: 'warning',
      text: say(boardTexts.conflicts, { count: conflicts }),
      detail: null,
      since: null,
      action: { label: say(boardTexts.showConflicts), to: '/archive?state=conflict' },
    });
  }
  return lines;
}

function consentLines(consents: Awaited<ReturnType<BoardPorts['consents']>>, say: Say): Line[] {
  if (consents.waiting + consents.refused === 0) return [];
  return [
    {
      id: 'consents',
      severity: consents.refused > 0 ? 'problem' : 'notice',
      text: say(consents.refused > 0 ? boardTexts.consentsRefused : boardTexts.consentsWait, {
        count: consents.refused > 0 ? consents.refused : consents.waiting,
      }),
      detail: null,
      since: consents.oldest?.toISOString() ?? null,
      action: { label: say(boardTexts.showConsents), to: '/consents' },
    },
  ];
}

function moveLines(moves: Awaited<ReturnType<BoardPorts['moves']>>, say: Say): Line[] {
  const { waiting, refused, oldest, patientId } = moves;
  if (waiting + refused === 0) return [];
  return [
    {
      id: 'patient-moves',
      severity: refused > 0 ? 'problem' : 'notice',
      text: say(refused > 0 ? boardTexts.movesRefused : boardTexts.movesWait, {
        count: refused > 0 ? refused : waiting,
      }),
      detail: null,
      since: oldest?.toISOString() ?? null,
      action:
        patientId === null
          ? null
          : { label: say(boardTexts.showMove), to: `/patients/${patientId}` },
    },
  ];
}

function removalLines(
  { waiting, oldest }: Awaited<ReturnType<BoardPorts['removals']>>,
  say: Say,
): Line[] {
  if (waiting === 0) return [];
  return [
    {
      id: 'removals',
      severity: 'notice',
      text: say(boardTexts.removalsWait, { count: waiting }),
      detail: null,
      since: oldest?.toISOString() ?? null,
      action: { label: say(boardTexts.showRemovals), to: '/removals' },
    },
  ];
}

function cloudLine(link: CloudLinkView, say: Say): Line {
  const action = { label: say(boardTexts.showCloud), to: '/cloud' };
  const base = { id: 'cloud' as const, since: link.lastProblem?.at ?? null };
  if (!link.connected) {
    return {
      ...base,
      severity: 'problem',
      text: say(boardTexts.notConnected),
      detail: null,
      action,
    };
  }
  if (link.lastProblem) {
    const { text, next } = link.lastProblem;
    return { ...base, severity: 'problem', text, detail: next, action };
  }
  const text = say(boardTexts.connected, { account: link.account ?? '' });
  return { ...base, severity: 'fine', text, detail: null, action: null };
}

function certificateLines(link: CloudLinkView, say: Say): Line[] {
  return link.certificates
    .filter(({ daysLeft }) => daysLeft < certificateDaysNotice)
    .map(({ kind, daysLeft }) => ({
      id: 'certificates' as const,
      severity: daysLeft < certificateDaysProblem ? ('problem' as const) : ('warning' as const),
      text: say(daysLeft < 0 ? boardTexts.certificateExpired : boardTexts.certificateEnds, {
        kind,
        days: daysLeft,
      }),
      detail: null,
      since: null,
      action: { label: say(boardTexts.showCloud), to: '/cloud' },
    }));
}

function quotaLines(link: CloudLinkView, say: Say): Line[] {
  const { status } = link;
  if (!status) return [];
  const bytes = status.bytesUsed / (status.sizeMbMax * 1_000_000);
  const documents = status.documentsUsed / status.documentsMax;
  const share = Math.max(bytes, documents);
  if (share < quotaWarningShare) return [];
  return [
    {
      id: 'quota',
      severity: share >= 1 ? 'problem' : 'warning',
      text: say(boardTexts.quota, { percent: Math.floor(share * 100) }),
      detail: say(boardTexts.quotaNext),
      since: status.at,
      action: { label: say(boardTexts.showCloud), to: '/cloud' },
    },
  ];
}

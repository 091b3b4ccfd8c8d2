import {
  ClientProblem,
  OperationLog,
  type OperationStep,
  Page,
  useMessages,
} from '../../../src/index.ts';
import { FrameAround } from '../frame-around.tsx';
import type { Sheet } from '../sheets.ts';

const names = [
  '[Info] Generacja certyfikatów zakończona.',
  '[Info] Aktywacja konta w eRepozytorium w chmurze.',
  '[Info] Konto zostało aktywowane.',
  '[Info] Pobieranie id domeny dla eRepozytorium w chmurze.',
  '[Info] Pobieranie id repozytorium dla eRepozytorium w chmurze.',
];

const refused = new ClientProblem({
  code: 'soap.timeout',
  status: 504,
  text: 'Limit czasu operacji został przekroczony',
  next: 'Zwiększ „Timeout” w obszarze Komunikacja > Inne i ponów od tego kroku.',
  quoted: 'upstream request timeout',
  correlationId: '0f9d5a2c-9a0e-4bb7-8c6a-0c1f2f0a6f6b',
});

function steps(failedAt: number | undefined, reached: number): OperationStep[] {
  return names.map((name, index) => ({
    id: String(index),
    name,
    state:
      index === failedAt
        ? 'failed'
        : index < reached
          ? 'done'
          : index === reached && failedAt === undefined
            ? 'running'
            : 'waiting',
    ...(index <= reached ? { at: `2026-03-02T07:3${index}:00Z` } : {}),
    ...(index === 3 && reached > 3
      ? { ids: [{ label: 'ID domeny', value: '2.16.840.1.113883.3.4424.2.7.26' }] }
      : {}),
    ...(index === failedAt ? { problem: refused } : {}),
    timeLimitSeconds: 15,
  }));
}

function Operation({
  failedAt,
  reached,
}: {
  readonly failedAt?: number;
  readonly reached: number;
}) {
  const t = useMessages();
  return (
    <FrameAround>
      <Page title={t('menu.cloudAccount')}>
        <OperationLog
          mayLeave
          title="eRepozytorium w chmurze – aktywacja"
          steps={steps(failedAt, reached)}
          onRetry={(id) => window.gallery.visited.push(`retry ${id}`)}
        />
      </Page>
    </FrameAround>
  );
}

export const operationSheets: readonly Sheet[] = [
  { name: 'operation-running', Content: () => <Operation reached={2} /> },
  { name: 'operation-failed', Content: () => <Operation reached={3} failedAt={3} /> },
  { name: 'operation-done', Content: () => <Operation reached={5} /> },
];

export const operation = {
  progress: 'Krok {step} z {steps}: {name}',
  finished: 'Wszystkie kroki zakończone',
  stopped: 'Zatrzymano na kroku: {name}',
  startedAt: 'Początek',
  retryFrom: 'Ponów od tego kroku',
  mayLeave: 'Można opuścić tę stronę; praca trwa dalej i zostanie zapisana.',
  timeLimit: 'Limit czasu: {seconds} s',
} as const;

export const board = {
  intro: 'Co czeka, od kiedy i co z tym zrobić.',
  windowState: 'Stan pracy',
  severityFine: 'W porządku',
  severityNotice: 'Do wiadomości',
  severityWarning: 'Wymaga uwagi',
  severityProblem: 'Problem',
  justNow: 'od chwili',
  sinceMinutes:
    '{minutes, plural, one {od # minuty} few {od # minut} many {od # minut} other {od # minuty}}',
  sinceHours:
    '{hours, plural, one {od # godziny} few {od # godzin} many {od # godzin} other {od # godziny}}',
  sinceDays: '{days, plural, one {od # dnia} few {od # dni} many {od # dni} other {od # dnia}}',
  firstSteps: 'Pierwsze kroki',
  firstStepsIntro: 'Odhaczają się same, gdy tylko coś zostanie zrobione.',
  stepDone: 'Zrobione',
  stepOpen: 'Do zrobienia',
  readAt: 'Stan z godziny {time}, odświeża się samo.',
  nothing: 'Nie ma nic do zgłoszenia',
  nothingText: 'Tutaj pojawią się sprawy, które czekają na kogoś z praktyki.',
} as const;

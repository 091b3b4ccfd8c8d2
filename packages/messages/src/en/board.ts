import type { AreaOf } from '../area.ts';
import type { board as polish } from '../pl/board.ts';

export const board: AreaOf<typeof polish> = {
  intro: 'What waits, since when, and what to do about it.',
  windowState: 'State of work',
  severityFine: 'Fine',
  severityNotice: 'For information',
  severityWarning: 'Needs attention',
  severityProblem: 'Problem',
  justNow: 'since a moment ago',
  sinceMinutes: '{minutes, plural, one {for # minute} other {for # minutes}}',
  sinceHours: '{hours, plural, one {for # hour} other {for # hours}}',
  sinceDays: '{days, plural, one {for # day} other {for # days}}',
  firstSteps: 'First steps',
  firstStepsIntro: 'They tick themselves as soon as something is done.',
  stepDone: 'Done',
  stepOpen: 'To do',
  readAt: 'As of {time}; refreshes by itself.',
  nothing: 'Nothing to report',
  nothingText: 'Matters that wait for somebody in the practice appear here.',
};

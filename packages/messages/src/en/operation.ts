import type { AreaOf } from '../area.ts';
import type { operation as polish } from '../pl/operation.ts';

export const operation: AreaOf<typeof polish> = {
  progress: 'Step {step} of {steps}: {name}',
  finished: 'All steps finished',
  stopped: 'Stopped at the step: {name}',
  startedAt: 'Started',
  retryFrom: 'Retry from this step',
  mayLeave: 'You may leave this page; the work goes on and its result is kept.',
  timeLimit: 'Time limit: {seconds} s',
};

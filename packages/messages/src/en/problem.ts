import type { AreaOf } from '../area.ts';
import type { problem as polish } from '../pl/problem.ts';

export const problem: AreaOf<typeof polish> = {
  heading: 'Something stood in the way',
  whatToDo: 'What to do',
  likelyCause: 'Likely cause',
  original: 'Original message',
  reference: 'Reference',
  code: 'Kind of problem',
  place: 'Place',
  copyDetails: 'Copy details for support',
  networkText: 'There is no connection to the server. What you typed is still on this page.',
  networkNext: 'Check that the computer is on the network and try again.',
  timeoutText:
    'The server did not answer within {seconds} s. It is not known whether it did the work; check before repeating.',
  timeoutNext: 'Refresh the list and see whether the change is there. If not, try again.',
  unreadableText: 'The server answered in a way that this page does not understand.',
  unreadableNext:
    'Reload the page. If it happens again, give the details to whoever runs the system.',
  signedOutText: 'Your session has ended.',
  signedOutNext: 'Sign in again; what you typed is still on this page.',
  noAccessHeading: 'This account has no access here',
  noAccessNext: 'Ask the administrator of the practice for the right role, or go back to the menu.',
  brokenHeading: 'This page could not be shown',
  brokenText: 'Something unforeseen happened in the browser. What was saved is safe.',
  brokenNext:
    'Load the page again. If it happens again, give the details to whoever runs the system.',
  reload: 'Load the page again',
};

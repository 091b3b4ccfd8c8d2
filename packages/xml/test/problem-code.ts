import { Problem } from '@kartoteka/kernel';

/** The code of the problem that an action ends in; any other error fails the test. */
export function codeOf(action: () => unknown): string {
  return problemOf(action)?.code ?? 'no problem';
}

export function problemOf(action: () => unknown): Problem | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  return undefined;
}

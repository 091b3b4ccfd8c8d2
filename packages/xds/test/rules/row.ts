import { type Author, author, code, objectId, type Submission } from '../../src/index.ts';
import { entryChanged } from '../change.ts';

/** One change of the sample and the one rule that it breaks. */
export interface Row {
  /** What the rule demands. */
  readonly rule: string;
  readonly bad: () => Submission;
  readonly at: string;
  readonly code?: string;
  /** Other places that the mutation cannot help breaking. */
  readonly also?: readonly string[];
}

export const documentId = objectId('Document01');
export const folderId = objectId('Folder01');
export const long = (length: number): string => 'a'.repeat(length);
export const oidOf = (length: number): string => `1.${'2'.repeat(length - 2)}`;
export const withAuthor = (change: Partial<Author>): Submission =>
  entryChanged({ authors: [author(change)] });
export const coded = (change: object): object => ({ ...code('c', 's', 'd'), ...change });

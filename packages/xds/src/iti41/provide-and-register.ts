import type { ReceivedContent } from '@kartoteka/soap';
import type { DocumentEntry } from '../model/document-entry.ts';
import type { ObjectId } from '../model/object-id.ts';
import type { Submission } from '../model/submission.ts';

/** A Provide and Register Document Set-b request whose metadata are proven (ITI TF-2: 3.41). */
export interface ProvideAndRegisterRequest<Handle> {
  readonly submission: Submission;
  /** The content of each document by the id of its DocumentEntry. */
  readonly contents: ReadonlyMap<ObjectId, ReceivedContent<Handle>>;
}

/**
 * A Register Document Set-b request whose metadata are proven (ITI TF-2: 3.42): documents that lie in
 * another repository, known here by their metadata only.
 */
export interface RegisterRequest {
  readonly submission: Submission;
  readonly contents?: undefined;
}

/** What the registry decides about: with the contents (ITI-41) or without them (ITI-42). */
export type SubmissionRequest<Handle> = ProvideAndRegisterRequest<Handle> | RegisterRequest;

/**
 * SHA-1 in lower case and size of a document: of the bytes received, or as the metadata of ITI-42 say.
 *
 * @returns nothing where they are not known, which no message gets past the rules with
 */
export function factsOfContent(
  { contents }: SubmissionRequest<unknown>,
  { id, hash, size }: DocumentEntry,
): { readonly sha1: string; readonly size: number } | undefined {
  if (contents) return contents.get(id);
  return hash === undefined || size === undefined ? undefined : { sha1: hash.toLowerCase(), size };
}

import type { ReceivedContent } from '@kartoteka/soap';
import type { ObjectId } from '../model/object-id.ts';
import type { Submission } from '../model/submission.ts';

/** A Provide and Register Document Set-b request whose metadata are proven (ITI TF-2: 3.41). */
export interface ProvideAndRegisterRequest<Handle> {
  readonly submission: Submission;
  /** The content of each document by the id of its DocumentEntry. */
  readonly contents: ReadonlyMap<ObjectId, ReceivedContent<Handle>>;
}

import { createHash } from 'node:crypto';
import {
  type AssociationType,
  association,
  type ObjectId,
  objectId,
  type ProvideAndRegisterRequest,
  type Submission,
} from '../src/index.ts';
import { sampleSubmission } from '../src/sample/index.ts';

export type Request = ProvideAndRegisterRequest<Uint8Array>;

/** The sample as a request; `bytes` replaces the content of every document. */
export function request(
  serial: number,
  options: { documents?: number; bytes?: string } = {},
): Request {
  const { submission, contents } = sampleSubmission({ serial, documents: options.documents ?? 1 });
  return {
    submission,
    contents: new Map(
      [...contents].map(([id, original]) => {
        const bytes = options.bytes === undefined ? original : Buffer.from(options.bytes);
        const sha1 = createHash('sha1').update(bytes).digest('hex');
        return [id, { handle: bytes, sha1, size: bytes.length }];
      }),
    ),
  };
}

export function changed(
  from: Request,
  change: (submission: Submission) => Partial<Submission>,
): Request {
  return { ...from, submission: { ...from.submission, ...change(from.submission) } };
}

export function related(from: Request, type: AssociationType, target: ObjectId): Request {
  const added = association({
    id: objectId(`Rel-${type}`),
    type,
    source: objectId('Document01'),
    target,
  });
  return changed(from, ({ associations }) => ({ associations: [...associations, added] }));
}

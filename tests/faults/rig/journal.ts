import type { CloudClient } from '../../../apps/practice/src/features/cloud-link/cloud-client.ts';
import { type SampleSubmission, submissionOf } from './submission.ts';

/** What was acknowledged to a client, kept by the client: the judge of what must be there. */
export interface Journal {
  /** Documents that the cloud has answered with "Success". */
  readonly submitted: SampleSubmission[];
  /** Answers that must not come, such as a conflict with our own repeat. */
  readonly wrong: string[];
}

const againMs = 150;

/**
 * Sends documents one after another until told to stop. Each is repeated, with the same ids, until it
 * is acknowledged, as a careful client does it; the last one too.
 */
export async function keepSubmitting(
  machine: CloudClient,
  journal: Journal,
  options: { readonly nextSerial: () => number; readonly isOver: () => boolean },
): Promise<void> {
  while (!options.isOver()) {
    const serial = options.nextSerial();
    const sample = submissionOf(serial, documentOf(serial));
    await untilAcknowledged(async () => {
      const response = await machine.provide(sample.submission, sample);
      if (response.status === 'Success') return true;
      const codes = response.errors.map(({ code }) => code);
      // A registry that is out of order may say so; anything else is not true of this document.
      if (codes.some((code) => !transient.has(code))) journal.wrong.push(codes.join());
      return false;
    });
    journal.submitted.push(sample);
    await pauseOf(20);
  }
}

const transient = new Set(['XDSRegistryBusy', 'XDSRepositoryError', 'XDSRegistryError']);

/** Tries until the answer is yes; whatever is thrown means that there was no answer. */
export async function untilAcknowledged(attempt: () => Promise<boolean>): Promise<void> {
  for (;;) {
    const acknowledged = await attempt().catch(() => false);
    if (acknowledged) return;
    await pauseOf(againMs);
  }
}

/** Some small, some above what is stored in one piece. */
function documentOf(serial: number): Buffer {
  const size = serial % 25 === 0 ? 1_300_000 : 2_000 + (serial % 7) * 900;
  return Buffer.from(`<dokument numer="${serial}">${'treść '.repeat(size / 7)}</dokument>`);
}

function pauseOf(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

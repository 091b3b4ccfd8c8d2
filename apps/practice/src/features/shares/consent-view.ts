import { type Language, Problem } from '@kartoteka/kernel';
import type { ConsentView } from './contract.ts';
import type { Consent, findConsentDocuments, findConsentEvents } from './store.ts';

/** A line of the register. */
export function rowOf(consent: Consent) {
  return {
    id: consent.id,
    patientId: consent.patientId,
    patientName: consent.patientName,
    recipient: { kind: 'patient' as const, name: consent.recipientName },
    reason: consent.reason,
    from: consent.from,
    to: consent.to,
    state: consent.state,
    sentAt: consent.sentAt?.toISOString() ?? null,
    revokedAt: consent.revokedAt?.toISOString() ?? null,
    documents: consent.documents,
  };
}

/** One consent with its documents and all that happened to it, in the reader's language. */
export function viewOf(
  consent: Consent,
  documents: Awaited<ReturnType<typeof findConsentDocuments>>,
  told: {
    readonly events: Awaited<ReturnType<typeof findConsentEvents>>;
    readonly language: Language;
  },
): ConsentView {
  return {
    ...rowOf(consent),
    createdBy: consent.createdBy,
    documentList: documents.map((document) => ({
      id: document.id,
      uniqueId: document.sentUniqueId ?? document.uniqueId,
      name: document.title,
      issuedAt: document.issuedAt?.toISOString() ?? null,
      sentAt: document.archivedAt?.toISOString() ?? null,
    })),
    steps: told.events.map(({ at, what, by, problem }, index) => ({
      at: at.toISOString(),
      what,
      by,
      problem:
        problem === null
          ? null
          : stepProblem(problem as Problem['code'], consent, {
              latest: index === told.events.length - 1,
              language: told.language,
            }),
    })),
  };
}

function stepProblem(
  code: Problem['code'],
  consent: Consent,
  told: { readonly latest: boolean; readonly language: Language },
) {
  const problem = new Problem(code, { params: consent.problemParams });
  return {
    code,
    text: problem.text(told.language),
    next: problem.next(told.language),
    quoted: told.latest ? consent.quoted : null,
  };
}

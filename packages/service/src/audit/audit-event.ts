import type { ProblemCode } from '@kartoteka/kernel';

/** Who acted: a member of staff, a tenant's machine, a portal person, the operator, the program itself. */
export type AuditActorKind = 'staff' | 'account' | 'person' | 'operator' | 'system' | 'unknown';

/** What else is worth keeping. Never a secret, never a PESEL or TAJ, nothing of a document's content. */
export type AuditDetails = Readonly<
  Record<string, string | number | boolean | null | readonly (string | number)[]>
>;

/**
 * One deed. An application names its actions by a union of its own and fixes it once:
 * `export const record = recordAudit<CloudAction>;`
 */
export interface AuditEvent<Action extends string = string> {
  /** Whose trail it belongs to; the tenant of the scope when left out. See {@link operatorTrail}. */
  readonly tenant?: string;
  readonly at: Date;
  readonly actor: {
    readonly kind: AuditActorKind;
    readonly id?: string;
    /** A name as people know it, at the time of the deed. */
    readonly display?: string;
  };
  /** Area and deed, such as `document.stored` or `sign-in.refused`. */
  readonly action: Action;
  readonly subject?: { readonly kind: string; readonly id: string };
  /** The opaque id of the patient concerned, so that a patient can be told who saw what. */
  readonly patient?: string;
  readonly outcome: 'success' | ProblemCode;
  readonly correlationId: string;
  readonly details?: AuditDetails;
}

/** The trail of deeds that belong to no account: orders, refused strangers, the operator's sign-in. */
export const operatorTrail = 'operator';

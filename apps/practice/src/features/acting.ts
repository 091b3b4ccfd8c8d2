import type { AuditEvent, Session } from '@kartoteka/service';

/** Who acts, for history and audit: handed from the route to the service, never looked up inside. */
export interface Acting {
  readonly actor: AuditEvent['actor'];
  /** Name as it stands in lists and histories. */
  readonly name: string;
  readonly correlationId: string;
}

/** The signed-in employee who makes a call. */
export function actingOf(input: {
  readonly session: Session;
  readonly correlationId: string;
}): Acting {
  const { session, correlationId } = input;
  return {
    actor: { kind: 'staff', id: session.subject, display: session.name },
    name: session.name,
    correlationId,
  };
}

/** Work that the application does by itself, such as the watched folder or the outbox. */
export function actingByItself(part: string, correlationId: string): Acting {
  return { actor: { kind: 'system', id: part, display: part }, name: part, correlationId };
}

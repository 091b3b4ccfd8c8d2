import type { Association } from '../model/association.ts';
import type { RegisteredUpdate } from './update-port.ts';
import type { UpdateOperation, UpdateRequest } from './update-request.ts';

/** Whether a set of the same unique id did exactly this before: its sender did not get our answer. */
export function isRepeatedUpdate(
  { operations }: UpdateRequest,
  before: RegisteredUpdate | undefined,
): boolean {
  if (!before) return false;
  const triggers = before.associations.filter(
    ({ type }) => type === 'UpdateAvailabilityStatus' || type === 'SubmitAssociation',
  );
  return (
    operations.length === before.versions.length + triggers.length &&
    operations.every((operation) => wasDone(operation, before))
  );
}

function wasDone(operation: UpdateOperation, before: RegisteredUpdate): boolean {
  if (operation.kind === 'version') {
    const { lid, previous } = operation;
    return before.versions.some((one) => one.lid === lid && one.version === previous + 1);
  }
  if (operation.kind === 'status') {
    const { target, to } = operation;
    return before.associations.some(
      (one) =>
        one.type === 'UpdateAvailabilityStatus' && one.target === target && one.newStatus === to,
    );
  }
  return before.associations.some((one) => joinsAlike(one, operation.association));
}

function joinsAlike(one: Association, other: Association): boolean {
  return one.type === other.type && one.source === other.source && one.target === other.target;
}

import type { PatientIdCx } from '@kartoteka/kernel';
import type { CodeValue } from '../model/code.ts';
import { type AssociationType, associationTypes } from '../vocabulary/association-types.ts';
import type { DocumentEntryType } from '../vocabulary/schemes.ts';
import type { AvailabilityStatus } from '../vocabulary/status.ts';
import type { AllOfAny, TimeRange } from './query-conditions.ts';
import type { QueryParameters } from './query-parameters.ts';
import type { QuerySlots } from './query-slots.ts';

/** One member of a stored query: the slots that carry it, and how it is read from and written to them. */
export interface Field<T> {
  readonly slots: readonly string[];
  readonly required: boolean;
  read(parameters: QueryParameters): T;
  write(value: T, slots: QuerySlots): void;
}

/** The field of each member of a query, by the member's name; the compiler misses none. */
export type Fields<T> = { readonly [K in keyof T]-?: Field<T[K]> };

/** Without this parameter the query is refused (XDSStoredQueryMissingParam). */
export function required<T>(field: Field<T>): Field<T> {
  return { ...field, required: true };
}

function field<T>(
  slot: string,
  read: (parameters: QueryParameters) => T,
  write: (value: T, slots: QuerySlots) => void,
): Field<T> {
  return { slots: [slot], required: false, read, write };
}

export function patientId(slot: string): Field<PatientIdCx> {
  return field(
    slot,
    // Without one the findings say so, and the query is not run.
    (parameters) => parameters.patientId(slot) ?? ('' as PatientIdCx),
    (value, slots) => slots.text(slot, value),
  );
}

export function patientIds(slot: string): Field<readonly PatientIdCx[]> {
  return field(
    slot,
    (parameters) => parameters.patientIds(slot),
    (value, slots) => slots.texts(slot, value),
  );
}

export function statuses(slot: string): Field<readonly AvailabilityStatus[]> {
  return field(
    slot,
    (parameters) => parameters.statuses(slot),
    (value, slots) => slots.statuses(slot, value),
  );
}

export function types(slot: string): Field<readonly DocumentEntryType[]> {
  return field(
    slot,
    (parameters) => parameters.types(slot),
    (value, slots) => slots.types(slot, value),
  );
}

export function codes(slot: string): Field<readonly CodeValue[]> {
  return field(
    slot,
    (parameters) => parameters.codes(slot),
    (value, slots) => slots.codes(slot, value),
  );
}

export function codeGroups(slot: string): Field<AllOfAny<CodeValue>> {
  return field(
    slot,
    (parameters) => parameters.codeGroups(slot),
    (value, slots) => {
      for (const group of value) slots.codes(slot, group);
    },
  );
}

export function texts(slot: string): Field<readonly string[]> {
  return field(
    slot,
    (parameters) => parameters.texts(slot),
    (value, slots) => slots.texts(slot, value),
  );
}

/** Ids of registry objects; UUIDs are compared in lower case. */
export function uuids(slot: string): Field<readonly string[]> {
  return field(
    slot,
    (parameters) => parameters.texts(slot).map((id) => id.toLowerCase()),
    (value, slots) => slots.texts(slot, value),
  );
}

export function textGroups(slot: string): Field<AllOfAny<string>> {
  return field(
    slot,
    (parameters) => parameters.textGroups(slot),
    (value, slots) => {
      for (const group of value) slots.texts(slot, group);
    },
  );
}

export function optionalText(slot: string): Field<string | undefined> {
  return field(
    slot,
    (parameters) => parameters.text(slot),
    (value, slots) => {
      if (value !== undefined) slots.text(slot, value);
    },
  );
}

/** One LIKE pattern, in quotes or as a list of one. */
export function onePattern(slot: string): Field<string | undefined> {
  return { ...optionalText(slot), read: (parameters) => parameters.oneText(slot)[0] };
}

/** `<front>From` and `<front>To`. */
export function timeRange(front: string): Field<TimeRange> {
  return {
    slots: [`${front}From`, `${front}To`],
    required: false,
    read: (parameters) => parameters.timeRange(front),
    write: (value, slots) => slots.timeRange(front, value),
  };
}

export function relations(slot: string): Field<readonly AssociationType[]> {
  return field(
    slot,
    (parameters) => parameters.associationTypes(slot),
    (value, slots) =>
      slots.texts(
        slot,
        value.map((type) => associationTypes[type]),
      ),
  );
}

/** `$MetadataLevel`, see `metadataLevels`. */
export const metadataLevel: Field<number | undefined> = field(
  '$MetadataLevel',
  (parameters) => parameters.number('$MetadataLevel'),
  (value, slots) => slots.number('$MetadataLevel', value),
);

export const home: Field<string | undefined> = optionalText('$homeCommunityId');

/** Without the parameter only associations that are in force are meant. */
export const associationStatuses: Field<readonly AvailabilityStatus[]> = {
  ...statuses('$XDSAssociationStatus'),
  read: (parameters) =>
    parameters.has('$XDSAssociationStatus')
      ? parameters.statuses('$XDSAssociationStatus')
      : ['Approved'],
};

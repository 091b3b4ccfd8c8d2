import type { InputOf } from '@kartoteka/kernel';
import type { FieldErrors, Translate } from '@kartoteka/ui';
import type { Structure, saveStructure, Unit } from '../../src/features/structure/contract.ts';

/** The form's texts by the names that the server uses for its fields: `units.0.resortVIII`. */
export type StructureValues = Readonly<Record<string, string>>;
export type StructureBody = Omit<InputOf<(typeof saveStructure)['body']>, 'version'>;

export const providerFields = ['name', 'address', 'phone', 'regon', 'nip', 'resortI'] as const;
export const establishmentFields = ['name', 'address', 'phone', 'regon', 'nip'] as const;
export const unitFields = [
  'code',
  'name',
  'resortV',
  'resortVII',
  'resortVIII',
  'resortIX',
  'resortX',
  'phone',
  'email',
] as const satisfies readonly (keyof Unit)[];

/** The empty fields of one more unit, or those of a known one. */
export function unitValues(index: number, unit?: Unit): StructureValues {
  return Object.fromEntries(
    unitFields.map((field) => [`units.${index}.${field}`, unit?.[field] ?? '']),
  );
}

/** A structure as the form shows it; without one, an empty form with one unit. */
export function structureValues(structure: Structure | null): StructureValues {
  const units = structure?.units ?? [undefined];
  return {
    ...Object.fromEntries(
      providerFields.map((field) => [`provider.${field}`, structure?.provider[field] ?? '']),
    ),
    ...Object.fromEntries(
      establishmentFields.map((field) => [
        `establishment.${field}`,
        structure?.establishment[field] ?? '',
      ]),
    ),
    ...Object.assign({}, ...units.map((unit, index) => unitValues(index, unit))),
  };
}

/** What is sent: the first `units` rows of the form. */
export function structureBody(values: StructureValues, units: number): StructureBody {
  const part = <Field extends string>(front: string, fields: readonly Field[]) =>
    Object.fromEntries(
      fields.map((field) => [field, (values[`${front}.${field}`] ?? '').trim()]),
    ) as Record<Field, string>;
  return {
    provider: part('provider', providerFields),
    establishment: part('establishment', establishmentFields),
    units: Array.from({ length: units }, (_none, index) => part(`units.${index}`, unitFields)),
  };
}

/** What is missing, said before sending; the numbers are judged by the server (UX-4). */
export function checkStructure(t: Translate, values: StructureValues, units: number): FieldErrors {
  const demanded: [string, string][] = [
    ['provider.name', t('structure.name')],
    ['provider.regon', t('structure.regon')],
    ['provider.nip', t('structure.nip')],
    ['provider.resortI', t('structure.resortI')],
    ['establishment.name', t('structure.name')],
    ['establishment.regon', t('structure.regon')],
    ['establishment.nip', t('structure.nip')],
  ];
  for (let index = 0; index < units; index += 1) {
    demanded.push(
      [`units.${index}.code`, t('structure.code')],
      [`units.${index}.name`, t('structure.name')],
      [`units.${index}.resortVIII`, t('structure.resortVIII')],
      [`units.${index}.resortX`, t('structure.resortX')],
    );
  }
  return Object.fromEntries(
    demanded
      .filter(([name]) => !values[name]?.trim())
      .map(([name, field]) => [name, t('form.enterField', { field })]),
  );
}

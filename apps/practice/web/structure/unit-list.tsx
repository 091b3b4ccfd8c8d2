import { DataTable, useMessages } from '@kartoteka/ui';
import type { StructureView, Unit } from '../../src/features/structure/contract.ts';

export interface UnitListProps {
  readonly units: readonly Unit[];
  readonly staff: StructureView['staff'];
}

/** "Komórki organizacyjne" with the parts of their codes, each in a column of its own. */
export function UnitList({ units, staff }: UnitListProps) {
  const t = useMessages();
  const part = (id: 'resortV' | 'resortVII' | 'resortVIII' | 'resortIX' | 'resortX') => ({
    id,
    header: t(`structure.${id}`),
    cell: (unit: Unit) => unit[id],
  });
  return (
    <DataTable
      captionHidden
      caption={t('structure.units')}
      columns={[
        { id: 'code', header: t('structure.code'), cell: (unit) => unit.code },
        {
          id: 'name',
          header: t('structure.name'),
          rowHeader: true,
          wide: true,
          cell: (unit) => unit.name,
        },
        part('resortV'),
        part('resortVII'),
        part('resortVIII'),
        part('resortIX'),
        part('resortX'),
        { id: 'phone', header: t('structure.phone'), cell: (unit) => unit.phone },
        { id: 'email', header: t('structure.email'), cell: (unit) => unit.email },
        {
          id: 'staff',
          header: t('structure.staff'),
          wide: true,
          cell: (unit) =>
            staff
              .filter((one) => one.unit === unit.code)
              .map(({ name }) => name)
              .join(', ') || t('structure.noStaff'),
        },
      ]}
      rows={units}
      rowKey={(unit) => unit.code}
      rowName={(unit) => unit.name}
      countText={(count) => t('structure.count', { count })}
      empty={null}
    />
  );
}

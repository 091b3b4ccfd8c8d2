import { join } from 'node:path';
import { parseAccountId } from '@kartoteka/kernel';
import {
  createTestDatabase,
  expectRowSecurity,
  type TestDatabase,
} from '@kartoteka/service/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const options = {
  scope: { kind: 'account', account: parseAccountId('1')! },
  otherTenant: parseAccountId('2')!,
} as const;
let test: TestDatabase<unknown>;

beforeEach(async () => {
  test = await createTestDatabase({ migrations: [join(import.meta.dirname, 'migrations')] });
});
afterEach(() => test.drop());

describe('expectRowSecurity', () => {
  it('is content with tables that are isolated, and says which it looked at', async () => {
    const report = await expectRowSecurity(test, options);
    expect(report.tables).toEqual(
      expect.arrayContaining(['sample.answer', 'sample.line', 'sample.note']),
    );
    expect(report.ownVisible).toEqual(
      expect.arrayContaining(['sample.answer', 'sample.line', 'sample.note']),
    );
  });

  it('leaves nothing behind', async () => {
    await expectRowSecurity(test, options);
    const [left] = await test.asAdmin(
      `select (select count(*)::int from sample.note) as rows,
        (select count(*)::int from pg_constraint where conrelid = 'sample.note'::regclass
           and contype = 'c') as checks`,
    );
    expect(left).toEqual({ rows: 0, checks: 1 });
  });

  it('works in the scope of the practice', async () => {
    const report = await expectRowSecurity(test, {
      scope: { kind: 'practice' },
      otherTenant: 'another',
    });
    expect(report.ownVisible).toContain('sample.note');
  });

  it('fills columns of every kind', async () => {
    await test.asAdmin(`
      create type sample.mood as enum ('good', 'bad');
      create table sample.everything (
        tenant text not null, a smallint not null, b numeric(5,2) not null, c real not null,
        d date not null, e timestamptz not null, f timestamp not null, g time not null,
        h interval not null, i boolean not null, j bytea not null, k uuid not null,
        l json not null, m jsonb not null, n inet not null, o text[] not null,
        p sample.mood not null, q tsvector not null, r varchar(20) not null,
        s int generated always as identity, t int generated always as (1) stored,
        "u v" text not null, w double precision not null, primary key (tenant, k),
        unique (r), check (a > 10));
      alter table sample.everything owner to kartoteka_owner;
      grant select, insert, update, delete on sample.everything to kartoteka_runtime;
      alter table sample.everything enable row level security;
      alter table sample.everything force row level security;
      create policy account on sample.everything
        using (tenant = (select kartoteka.scope_tenant()));`);
    expect((await expectRowSecurity(test, options)).ownVisible).toContain('sample.everything');
  });

  // Each is one hole in the sample's isolation, and words of the fault that must be found.
  it.each([
    [
      'alter table sample.note no force row level security',
      'sample.note: row security is not forced',
    ],
    ['alter table sample.note disable row level security', 'sample.note: SELECT reaches 1 row'],
    ['alter table sample.note owner to kartoteka_admin', 'sample.note: owned by kartoteka_admin'],
    [
      'create policy loose on sample.note for select using (true)',
      'sample.note: SELECT reaches 1 row',
    ],
    [
      'create policy loose on sample.note for delete using (true); create policy s on sample.note for select using (true)',
      'sample.note: DELETE reaches 1 row',
    ],
    ['create policy loose on sample.note using (true)', 'sample.note: UPDATE reaches 1 row'],
    [
      'create policy loose on sample.note for insert with check (true)',
      'sample.note: INSERT for another tenant ends in a stored row',
    ],
    [
      'create policy loose on sample.note for update using (tenant = (select kartoteka.scope_tenant())) with check (true)',
      'sample.note: UPDATE of the tenant reaches 1 row',
    ],
    [
      `drop policy account on sample.note; create policy account on sample.note
         using (tenant = coalesce(nullif(current_setting('kartoteka.tenant', true), ''), tenant))`,
      'sample.note: SELECT without a scope ends in',
    ],
    [
      'create view sample.all_notes as select * from sample.note',
      'sample.all_notes: a view without security_invoker',
    ],
    [
      `alter table sample.note add unique (id);
       alter table sample.line add column note_id bigint references sample.note (id)`,
      'sample.line: foreign key line_note_id_fkey leaves the tenant',
    ],
    [
      `create table sample.forgotten (tenant text);
       grant select on sample.forgotten to kartoteka_runtime`,
      'sample.forgotten: row security is not forced',
    ],
  ])('finds the hole: %s', async (hole, fault) => {
    await test.asAdmin(hole);
    await expect(expectRowSecurity(test, options)).rejects.toThrow(fault);
  });

  it('minds a loose foreign key only where the scope writes', async () => {
    await test.asAdmin(`alter table sample.note add unique (id);
      create table sample.hidden (tenant text not null, note_id bigint references sample.note (id));
      alter table sample.hidden owner to kartoteka_owner;
      alter table sample.hidden enable row level security;
      alter table sample.hidden force row level security;
      create policy system on sample.hidden using ((select kartoteka.scope_kind()) = 'system')`);
    expect((await expectRowSecurity(test, options)).tables).toContain('sample.hidden');
  });

  it('finds a role that may pass by', async () => {
    const role = `kt_free_${process.pid}`;
    await test.asAdmin(`create role ${role} bypassrls`);
    try {
      await test.asAdmin(`grant kartoteka_runtime to ${role}`);
      await expect(expectRowSecurity(test, options)).rejects.toThrow(
        `role ${role} may pass by row security`,
      );
    } finally {
      await test.asAdmin(`drop role ${role}`);
    }
  });

  it('does not call it proved when the scope sees nothing of its own', async () => {
    await expect(
      expectRowSecurity(test, { scope: { kind: 'operator' }, otherTenant: 'x' }),
    ).rejects.toThrow('nothing was proved');
  });

  it('does not call it proved when there is nothing to look at', async () => {
    await test.asAdmin('drop schema sample cascade');
    for (const { name } of await test.asAdmin<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_attribute a on attrelid = c.oid
       where attname = 'tenant' and relkind = 'r'`,
    )) {
      await test.asAdmin(`drop table ${name} cascade`);
    }
    await expect(expectRowSecurity(test, options)).rejects.toThrow('no table has a column');
  });
});

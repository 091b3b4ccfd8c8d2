import { sql, type Transaction } from 'kysely';
import type { SandboxSchema } from '../../src/schema.ts';

type Trx = Transaction<SandboxSchema>;

export async function addPerson(trx: Trx, pesel: string, name: string): Promise<void> {
  await sql`INSERT INTO example.person (pesel, name) VALUES (${pesel}, ${name})
    ON CONFLICT DO NOTHING`.execute(trx);
}

export async function hasPerson(trx: Trx, pesel: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM example.person WHERE pesel = ${pesel}`.execute(trx);
  return rows.length > 0;
}

export async function addNote(trx: Trx, pesel: string, at: Date, text: string): Promise<void> {
  await sql`INSERT INTO example.note (pesel, written_at, content)
    VALUES (${pesel}, ${at}, ${Buffer.from(text)})`.execute(trx);
}

export async function readNotes(trx: Trx, pesel: string): Promise<{ at: string; text: string }[]> {
  const { rows } = await sql<{ written_at: Date; content: Buffer }>`
    SELECT written_at, content FROM example.note WHERE pesel = ${pesel} ORDER BY id`.execute(trx);
  return rows.map(({ written_at, content }) => ({
    at: written_at.toISOString(),
    text: content.toString('utf8'),
  }));
}

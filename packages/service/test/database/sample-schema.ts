import type { Generated } from 'kysely';

/** The tables of `migrations/0001_notes.sql`. */
export interface SampleSchema {
  'sample.note': {
    tenant: Generated<string>;
    id: Generated<number>;
    text: string;
    size: Generated<number>;
    price: number | null;
    day: string | null;
    at: Generated<Date>;
    local_at: Date | null;
  };
  'sample.answer': {
    tenant: Generated<string>;
    id: Generated<string>;
    note_id: number;
    kind: 'long' | 'short';
  };
  'sample.line': { tenant: Generated<string>; id: Generated<number>; words: string };
}

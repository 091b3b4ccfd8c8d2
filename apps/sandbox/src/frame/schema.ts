import type { ColumnType, Generated } from 'kysely';
import type { AppliedFault } from './faults/fault.ts';
import type { BrokenRule, Marking } from './platform.ts';

type Json<T> = ColumnType<T, string, string>;
/** Given by the scope of the transaction. */
type World = Generated<string>;

interface WorldTable {
  world: World;
  created_at: Generated<Date>;
}

interface SeededTable {
  world: World;
  platform: string;
}

interface WorldClockTable {
  world: World;
  offset_ms: number;
  frozen_at: Date | null;
}

interface FaultRuleTable {
  world: World;
  id: string;
  position: Generated<number>;
  fault: string;
  ms: number | null;
  status: number | null;
  platform: string | null;
  operation: string;
  remaining: number | null;
  active_from: Date | null;
  active_until: Date | null;
}

interface CallTable {
  world: World;
  id: Generated<number>;
  platform: string;
  operation: string;
  marking: Marking;
  protocol: string;
  at: Date;
  received_at: Date;
  duration_ms: number;
  outcome: string;
  request_head: string;
  request_body: Uint8Array;
  request_bytes: number;
  request_text: string;
  answer_head: string;
  answer_body: Uint8Array;
  answer_bytes: number;
  answer_text: string;
  fault: Json<AppliedFault | null>;
  broken: Json<readonly BrokenRule[]>;
}

interface SnapshotTable {
  world: World;
  name: string;
  saved_at: Date;
}

interface SnapshotRowTable {
  world: World;
  snapshot: string;
  position: Generated<number>;
  of_table: string;
  content: Json<unknown>;
}

/** The tables of the frame; a platform adds its own in `src/schema.ts`. */
export interface FrameSchema {
  'sandbox.world': WorldTable;
  'sandbox.seeded': SeededTable;
  'sandbox.world_clock': WorldClockTable;
  'sandbox.fault_rule': FaultRuleTable;
  'sandbox.call': CallTable;
  'sandbox.snapshot': SnapshotTable;
  'sandbox.snapshot_row': SnapshotRowTable;
}

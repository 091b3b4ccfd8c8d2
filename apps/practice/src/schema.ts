import type { ColumnType, Generated } from 'kysely';
import type { Structure } from './features/structure/contract.ts';

type Json<T> = ColumnType<T, string, string>;
/** Given by the scope of the transaction. */
type Tenant = Generated<string>;
/** Read as `YYYY-MM-DD`. */
type Day = ColumnType<string, string, string>;

export interface SettingTable {
  tenant: Tenant;
  name: string;
  value: Json<unknown>;
  changed_at: Date;
  changed_by: string;
}

export interface StaffTable {
  tenant: Tenant;
  id: string;
  family: string;
  given: string;
  role: 'administrator' | 'doctor' | 'nurse' | 'registrar';
  licence_number: string | null;
  unit_code: string | null;
  created_at: Date;
}

export interface StructureTable {
  tenant: Tenant;
  version: number;
  provider: Json<Structure['provider']>;
  establishment: Json<Structure['establishment']>;
  units: Json<Structure['units']>;
  changed_at: Date;
  changed_by: string;
}

export interface PatientTable {
  tenant: Tenant;
  id: string;
  version: Generated<number>;
  family: string;
  given: string;
  identity_kind: 'pesel' | 'taj' | 'document' | 'none';
  identity_number: Generated<string>;
  identity_issuer: Generated<string>;
  birth_date: Day | null;
  sex: 'female' | 'male' | 'unknown';
  details: Json<Record<string, unknown>>;
  deceased_on: Day | null;
  merged_into: string | null;
  created_at: Date;
  created_by: string;
  changed_at: Date;
  changed_by: string;
  search: ColumnType<string, never, never>;
}

export interface DocumentTable {
  tenant: Tenant;
  id: string;
  patient_id: string | null;
  kind: string;
  unique_id: string;
  set_id: string | null;
  version_number: number | null;
  title: string;
  issued_at: Date | null;
  author: Generated<string>;
  organisation: Generated<string>;
  stylesheet: string | null;
  mime_type: string;
  size: number;
  sha1: string;
  sha256: string;
  content_id: string | null;
  header: Json<unknown>;
  findings: Json<unknown>;
  attachments: Json<unknown>;
  words: ColumnType<string, string | undefined, string>;
  source: 'drop' | 'folder' | 'rest' | 'command';
  file_name: string;
  added_at: Date;
  added_by: string;
  state:
    | 'local'
    | 'waiting'
    | 'sending'
    | 'checking'
    | 'archived'
    | 'refused'
    | 'conflict'
    | 'removed';
  conflict_with: string | null;
  sent_unique_id: string | null;
  archived_at: Date | null;
  entry_uuid: string | null;
  repository_unique_id: string | null;
  proved_at: Date | null;
}

export interface DocumentEventTable {
  tenant: Tenant;
  id: Generated<number>;
  document_id: string;
  at: Date;
  what: string;
  by_whom: string;
  details: ColumnType<unknown, string | undefined, string>;
}

export interface OutboxTable {
  tenant: Tenant;
  document_id: string;
  submission_set_unique_id: string;
  entry_uuid: string;
  since: Date;
  attempts: Generated<number>;
  next_at: Date | null;
  began_at: Date | null;
  problem: string | null;
  problem_params: ColumnType<Record<string, string | number>, string | undefined, string>;
  quoted: string | null;
}

export interface KindSettingsTable {
  tenant: Tenant;
  version: number;
  settings: Json<Record<string, { autoArchive: boolean; localDays: number | null }>>;
  changed_at: Date;
  changed_by: string;
}

export interface ConsentTable {
  tenant: Tenant;
  id: string;
  patient_id: string;
  recipient_kind: 'patient';
  recipient_name: string;
  reason: string;
  valid_from: Day;
  valid_to: Day;
  state: 'waiting' | 'sending' | 'checking' | 'sent' | 'refused' | 'revoking' | 'revoked';
  created_at: Date;
  created_by: string;
  sent_at: Date | null;
  revoked_at: Date | null;
  attempts: Generated<number>;
  next_at: Date | null;
  problem: string | null;
  problem_params: ColumnType<Record<string, string | number>, string | undefined, string>;
  quoted: string | null;
}

export interface ConsentDocumentTable {
  tenant: Tenant;
  consent_id: string;
  document_id: string;
}

export interface ConsentEventTable {
  tenant: Tenant;
  id: Generated<number>;
  consent_id: string;
  at: Date;
  what: string;
  by_whom: string;
  problem: string | null;
}

export interface CloudLinkTable {
  tenant: Tenant;
  account: string;
  machine_url: string;
  portal_url: string;
  trusted_authorities: string;
  tls_certificate: string;
  tls_private_key: Buffer;
  wss_certificate: string;
  wss_private_key: Buffer;
  saved_at: Date;
  status: Json<unknown> | null;
  status_at: Date | null;
  last_problem: Json<unknown> | null;
}

export interface PatientMoveTable {
  tenant: Tenant;
  id: string;
  kind: 'change' | 'merge';
  patient_id: string;
  from_id: string;
  to_id: string;
  reason: string;
  by_id: string;
  by_name: string;
  since: Date;
  end_portal_access: Generated<boolean>;
  state: 'waiting' | 'checking' | 'refused' | 'done';
  attempts: Generated<number>;
  next_at: Date | null;
  problem: string | null;
  problem_params: ColumnType<Record<string, string | number>, string | undefined, string>;
  quoted: string | null;
  done_at: Date | null;
}

export interface RemovalTable {
  tenant: Tenant;
  id: string;
  in_cloud: boolean;
  state: 'proposed' | 'confirmed' | 'done' | 'rejected' | 'withdrawn' | 'expired';
  checking: boolean;
  early: boolean;
  reason: string;
  requested_by: string;
  requested_by_name: string;
  requested_at: Date;
  expires_at: Date;
  decided_by: string | null;
  decided_by_name: string | null;
  decided_at: Date | null;
  note: string | null;
  done_at: Date | null;
}

export interface RemovalDocumentTable {
  tenant: Tenant;
  removal_id: string;
  document_id: string;
}

export interface ReplacementTable {
  tenant: Tenant;
  document_id: string;
  unique_id: string;
}

/** The tables of the practice (migrations/0001_practice.sql). */
export interface PracticeSchema {
  'practice.setting': SettingTable;
  'practice.staff': StaffTable;
  'practice.structure': StructureTable;
  'practice.patient': PatientTable;
  'practice.document': DocumentTable;
  'practice.replacement': ReplacementTable;
  'practice.document_event': DocumentEventTable;
  'practice.outbox': OutboxTable;
  'practice.kind_settings': KindSettingsTable;
  'practice.consent': ConsentTable;
  'practice.consent_document': ConsentDocumentTable;
  'practice.consent_event': ConsentEventTable;
  'practice.cloud_link': CloudLinkTable;
  'practice.patient_move': PatientMoveTable;
  'practice.removal': RemovalTable;
  'practice.removal_document': RemovalDocumentTable;
}

import type { ColumnType, Generated } from 'kysely';

type Json<T> = ColumnType<T, string, string>;
/** Given by the scope of the transaction. */
type Tenant = Generated<string>;
/** Read as `YYYY-MM-DD`. */
type Day = ColumnType<string, string, string>;

export interface AccountTable {
  tenant: string;
  organisation: string;
  state: 'ordered' | 'waiting' | 'active' | 'suspended' | 'closed';
  active_from: Day;
  active_to: Day;
  size_mb_max: number;
  documents_max: number;
  domain_oid: string;
  repository_oid: string;
  repository_oid_p1: string | null;
  provider_oid: string | null;
  patient_domains: Generated<string[]>;
  created_at: Date;
}

export interface AccountUsageTable {
  tenant: Tenant;
  slot: number;
  bytes_used: number;
  documents_used: number;
}

export interface AccountCertificateTable {
  tenant: string;
  sha256: string;
  kind: 'TLS' | 'WSS';
  serial_number: string;
  subject: string;
  issuer: string;
  not_before: Date;
  not_after: Date;
  pem: string;
  state: 'registered' | 'withheld' | 'revoked';
  registered_at: Date;
  revoked_at: Date | null;
}

export interface RefusedConnectionTable {
  tenant: string;
  id: Generated<number>;
  at: Date;
  problem: string;
  subject: string;
  serial_number: string;
  remote_address: string;
}

export interface AuthorityTable {
  id: 'root' | 'issuing' | 'server';
  certificate_pem: string;
  private_key: Buffer;
  created_at: Date;
}

export interface OperatorSettingTable {
  name: string;
  value: Json<unknown>;
}

export interface SubmissionSetTable {
  tenant: Tenant;
  id: string;
  unique_id: string;
  source_id: string;
  patient_id: string;
  submitted_at: string;
  status: string;
  metadata: Json<unknown>;
  created_at: Date;
}

export interface DocumentEntryTable {
  tenant: Tenant;
  id: string;
  logical_id: string;
  version: number;
  unique_id: string;
  patient_id: string;
  status: 'Approved' | 'Deprecated';
  object_type: string;
  hash: string;
  size: number;
  mime_type: string;
  repository_unique_id: string;
  class_code: string;
  type_code: string;
  format_code: string;
  facility_type_code: string;
  practice_setting_code: string;
  confidentiality_codes: string[];
  event_codes: string[];
  author_persons: string[];
  reference_ids: string[];
  creation_time: string;
  service_start_time: string | null;
  service_stop_time: string | null;
  availability: string | null;
  title: string;
  metadata: Json<unknown>;
  /** Absent where the document lies in another repository, or its bytes were removed. */
  content_id: string | null;
  superseded: Generated<boolean>;
  created_at: Date;
  /** When its status, version or patient last changed. */
  changed_at: Generated<Date | null>;
}

export interface FolderTable {
  tenant: Tenant;
  id: string;
  logical_id: string;
  version: number;
  unique_id: string;
  patient_id: string;
  status: string;
  last_update_time: string;
  codes: string[];
  superseded: Generated<boolean>;
  metadata: Json<unknown>;
  created_at: Date;
}

export interface AssociationTable {
  tenant: Tenant;
  id: string;
  type: string;
  source: string;
  target: string;
  status: string;
  metadata: Json<unknown>;
  created_at: Date;
}

export interface SeenMessageTable {
  tenant: Tenant;
  message_hash: Buffer;
  expires_at: Date;
}

export interface ConsentTable {
  tenant: Tenant;
  id: string;
  patient_id: string;
  patient_name: string;
  recipient_kind: 'patient';
  reason: string;
  valid_from: Day;
  valid_to: Day;
  visible_from: Date;
  visible_until: Date;
  received_at: Date;
  revoked_at: Date | null;
}

export interface ConsentDocumentTable {
  tenant: Tenant;
  consent_id: string;
  unique_id: string;
  share_id: Generated<string>;
  ended_at: Date | null;
}

export interface ConsentRevokedEarlyTable {
  tenant: Tenant;
  consent_id: string;
  at: Date;
}

export interface PersonTable {
  tenant: Tenant;
  id: string;
  patient_id: string;
  name: string;
  created_at: Date;
}

export interface ShareOpenedTable {
  tenant: string;
  id: Generated<number>;
  person_id: string;
  share_id: string;
  at: Date;
  what: 'page' | 'html' | 'xml';
}

export interface RefusalWindowTable {
  tenant: string;
  problem: string;
  remote_address: string;
  first_at: Date;
  last_at: Date;
  count: number;
  last_subject: string;
  certificates: string[];
}

export interface AtnaOutboxTable {
  tenant: Tenant;
  id: Generated<number>;
  at: Date;
  exchange: string;
  sending_until: Generated<Date>;
}

export interface RetentionSettingTable {
  tenant: Tenant;
  version: number;
  years: Json<Readonly<Record<string, number>>>;
  set_at: Date;
  set_by: string;
}

export interface RemovalOrderTable {
  tenant: Tenant;
  id: string;
  state: 'proposed' | 'confirmed' | 'done' | 'rejected' | 'withdrawn';
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

export interface RemovalOrderDocumentTable {
  tenant: Tenant;
  order_id: string;
  unique_id: string;
}

export interface RemovedDocumentTable {
  tenant: Tenant;
  unique_id: string;
  hash: string;
  size: number;
  mime_type: string;
  entry_ids: string[];
  content_id: string | null;
  metadata_removed_at: Date | null;
  content_removed_at: Date | null;
  order_id: string | null;
}

export interface PatientMoveTable {
  tenant: Tenant;
  id: string;
  kind: 'change' | 'merge';
  from_id: string;
  to_id: string;
  reason: string;
  by_id: string;
  by_name: string;
  at: Date;
  documents: number;
  submission_sets: number;
  folders: number;
  consents: number;
  portal: 'none' | 'moved' | 'ended';
}

/** The tables of the cloud (migrations/0001_cloud.sql). */
export interface CloudSchema {
  'cloud.account': AccountTable;
  'cloud.account_usage': AccountUsageTable;
  'cloud.account_certificate': AccountCertificateTable;
  'cloud.refused_connection': RefusedConnectionTable;
  'cloud.authority': AuthorityTable;
  'cloud.operator_setting': OperatorSettingTable;
  'cloud.submission_set': SubmissionSetTable;
  'cloud.document_entry': DocumentEntryTable;
  'cloud.folder': FolderTable;
  'cloud.association': AssociationTable;
  'cloud.seen_message': SeenMessageTable;
  'cloud.consent': ConsentTable;
  'cloud.consent_document': ConsentDocumentTable;
  'cloud.consent_revoked_early': ConsentRevokedEarlyTable;
  'cloud.person': PersonTable;
  'cloud.share_opened': ShareOpenedTable;
  'cloud.atna_outbox': AtnaOutboxTable;
  'cloud.refusal_window': RefusalWindowTable;
  'cloud.retention_setting': RetentionSettingTable;
  'cloud.removal_order': RemovalOrderTable;
  'cloud.removal_order_document': RemovalOrderDocumentTable;
  'cloud.removed_document': RemovedDocumentTable;
  'cloud.patient_move': PatientMoveTable;
}

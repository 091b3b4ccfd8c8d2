export {
  type AuditActorKind,
  type AuditDetails,
  type AuditEvent,
  operatorTrail,
} from './audit-event.ts';
export type { AuditHead } from './audit-head.ts';
export {
  type ExportedHead,
  type ExportOptions,
  exportAudit,
  exportHeads,
} from './export-audit.ts';
export { recordAudit } from './record-audit.ts';
export { recordRefusedActs } from './record-refused-acts.ts';
export { type Sealing, type SealingOptions, startSealing } from './start-sealing.ts';
export {
  type AuditBreak,
  type AuditFault,
  type AuditVerdict,
  type VerifyOptions,
  verifyAudit,
} from './verify-audit.ts';

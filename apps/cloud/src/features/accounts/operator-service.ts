import {
  type AccountId,
  type Clock,
  Problem,
  parseAccountId,
  parseOid,
  type Random,
} from '@kartoteka/kernel';
import {
  accountCommonName,
  checkAccountCertificate,
  issueCertificate,
  parseAccountCommonName,
  readCertificate,
  readCsr,
} from '@kartoteka/pki';
import { type AuditEvent, type Database, operatorTrail, recordAudit } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import type { Account } from './account.ts';
import type { Authorities } from './authorities.ts';
import { issueOids } from './issue-oids.ts';
import {
  changeCertificateState,
  findAccount,
  insertAccount,
  insertCertificate,
  listAccounts,
  updateAccount,
} from './store.ts';

/** Who of the operator acts, and under which correlation id. */
export interface OperatorContext {
  readonly actor: AuditEvent['actor'];
  readonly correlationId: string;
}

export interface OrderedAccount {
  /** As typed: `5010` and `0000000000005010` are the same. */
  readonly account: string;
  readonly organisation: string;
  readonly activeFrom: string;
  readonly activeTo: string;
  readonly sizeMbMax: number;
  readonly documentsMax: number;
  readonly providerOid?: string;
  readonly patientDomains?: readonly string[];
}

export interface IssuedCertificates {
  readonly tlsPem: string;
  readonly wssPem: string;
}

export interface OperatorServiceOptions {
  readonly database: Database<CloudSchema>;
  readonly authorities: Authorities;
  /** The configured root below which OIDs are issued; without one, one below `2.25` is made. */
  readonly oidRoot: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
}

/** What the operator does with accounts; the console and the command line both call exactly this. */
export type OperatorService = ReturnType<typeof createOperatorService>;

const certificateDays = 365;

/**
 * The operator's acts. Each runs in the operator's scope, which sees no document, and leaves its
 * record in the operator's audit trail.
 */
export function createOperatorService(options: OperatorServiceOptions) {
  const { database, authorities, clock, random } = options;

  const act = <T>(
    context: OperatorContext,
    deed: {
      readonly action: string;
      readonly account: AccountId;
      readonly details?: NonNullable<AuditEvent['details']>;
    },
    work: (trx: Transaction<CloudSchema>) => Promise<T>,
  ): Promise<T> =>
    database.inScope({ kind: 'operator' }, async (trx) => {
      const result = await work(trx);
      await recordAudit(trx, {
        tenant: operatorTrail,
        at: clock.now(),
        actor: context.actor,
        action: deed.action,
        subject: { kind: 'account', id: deed.account },
        outcome: 'success',
        correlationId: context.correlationId,
        details: deed.details ?? {},
      });
      return result;
    });

  const change = async (
    context: OperatorContext,
    typed: string,
    deed: { readonly action: string; readonly values: Parameters<typeof updateAccount>[2] },
  ): Promise<void> => {
    const account = readAccountId(typed);
    await act(context, { action: deed.action, account, details: deed.values }, async (trx) => {
      const current = await findAccount(trx, account);
      if (!current) throw new Problem('account.unknown', { params: { account } });
      checkPeriod(
        deed.values.active_from ?? current.activeFrom,
        deed.values.active_to ?? current.activeTo,
      );
      await updateAccount(trx, account, deed.values);
    });
  };

  return {
    /** Opens an account for an order: active in its period, identifiers issued. @throws Problem `account.exists`, `account.number`, `account.period` */
    createAccount: async (context: OperatorContext, order: OrderedAccount): Promise<AccountId> => {
      const account = readAccountId(order.account);
      checkPeriod(order.activeFrom, order.activeTo);
      const oids = await issueOids({ database, account, configuredRoot: options.oidRoot, random });
      await act(context, { action: 'account.create', account }, async (trx) => {
        const added = await insertAccount(trx, {
          tenant: account,
          organisation: order.organisation,
          state: 'active',
          active_from: order.activeFrom,
          active_to: order.activeTo,
          size_mb_max: order.sizeMbMax,
          documents_max: order.documentsMax,
          domain_oid: oids.domain,
          repository_oid: oids.repository,
          repository_oid_p1: null,
          provider_oid: order.providerOid ? (parseOid(order.providerOid) ?? null) : null,
          patient_domains: [...(order.patientDomains ?? [])],
          created_at: clock.now(),
        });
        if (!added) throw new Problem('account.exists', { params: { account } });
      });
      return account;
    },

    /**
     * Issues the pair for two CSRs and puts both on the account. The subject's CN must be the
     * account's; possession of each key is proven by the request's own signature.
     *
     * @throws Problem `account.unknown`, `pki.csr-*`, `pki.other-account`, `pki.key-weak`
     */
    issueCertificates: async (
      context: OperatorContext,
      request: {
        readonly account: string;
        readonly tlsCsr: string;
        readonly wssCsr: string;
        readonly days?: number;
      },
    ): Promise<IssuedCertificates> => {
      const account = readAccountId(request.account);
      const authority = await authorities.issuing();
      const issue = async (csrPem: string, kind: 'TLS' | 'WSS'): Promise<string> => {
        const { subject } = await readCsr(csrPem);
        const expected = accountCommonName(account, kind);
        const named = parseAccountCommonName(subject.cn ?? '');
        if (named?.account !== account || named.kind !== kind) {
          throw new Problem('pki.other-account', { params: { found: subject.cn ?? '', expected } });
        }
        return issueCertificate({
          authority,
          csrPem,
          // Zeros on the left are the caller's taste; what is issued is spelled one way.
          subject: { cn: expected, o: subject.o, ou: subject.ou, c: subject.c },
          profile: kind === 'TLS' ? 'tls-client' : 'wss',
          days: request.days ?? certificateDays,
          clock,
          random,
        });
      };
      const tlsPem = await issue(request.tlsCsr, 'TLS');
      const wssPem = await issue(request.wssCsr, 'WSS');
      await act(context, { action: 'account.issue-certificates', account }, async (trx) => {
        if (!(await findAccount(trx, account))) {
          throw new Problem('account.unknown', { params: { account } });
        }
        await insertCertificate(trx, certificateRow(account, tlsPem, 'TLS', clock));
        await insertCertificate(trx, certificateRow(account, wssPem, 'WSS', clock));
      });
      return { tlsPem, wssPem };
    },

    /** Puts a certificate on the account by hand. @throws Problem as `checkAccountCertificate` */
    registerCertificate: async (
      context: OperatorContext,
      request: { readonly account: string; readonly pem: string; readonly kind: 'TLS' | 'WSS' },
    ): Promise<void> => {
      const account = readAccountId(request.account);
      checkAccountCertificate(readCertificate(request.pem), account, request.kind);
      await act(context, { action: 'account.register-certificate', account }, async (trx) => {
        if (!(await findAccount(trx, account))) {
          throw new Problem('account.unknown', { params: { account } });
        }
        await insertCertificate(trx, certificateRow(account, request.pem, request.kind, clock));
      });
    },

    /** Withholds, gives back or revokes a certificate; revoking is for good. @throws Problem `account.certificate-state` */
    setCertificateState: async (
      context: OperatorContext,
      request: {
        readonly account: string;
        readonly sha256: string;
        readonly state: 'registered' | 'withheld' | 'revoked';
      },
    ): Promise<void> => {
      const account = readAccountId(request.account);
      const details = { sha256: request.sha256, state: request.state };
      await act(context, { action: 'account.certificate-state', account, details }, async (trx) => {
        const changed = await changeCertificateState(trx, { ...request, account, at: clock.now() });
        if (!changed) {
          throw new Problem('account.certificate-state', {
            params: { serialNumber: request.sha256.slice(0, 16) },
          });
        }
      });
    },

    suspend: (context: OperatorContext, account: string) =>
      change(context, account, { action: 'account.suspend', values: { state: 'suspended' } }),
    reopen: (context: OperatorContext, account: string) =>
      change(context, account, { action: 'account.reopen', values: { state: 'active' } }),
    close: (context: OperatorContext, account: string) =>
      change(context, account, { action: 'account.close', values: { state: 'closed' } }),
    extend: (context: OperatorContext, account: string, activeTo: string) =>
      change(context, account, { action: 'account.extend', values: { active_to: activeTo } }),
    setLimits: (
      context: OperatorContext,
      account: string,
      limits: { readonly sizeMbMax: number; readonly documentsMax: number },
    ) =>
      change(context, account, {
        action: 'account.limits',
        values: { size_mb_max: limits.sizeMbMax, documents_max: limits.documentsMax },
      }),
    setPatientDomains: (context: OperatorContext, account: string, domains: readonly string[]) =>
      change(context, account, {
        action: 'account.patient-domains',
        values: { patient_domains: [...domains] },
      }),

    list: (): Promise<Account[]> => database.inScope({ kind: 'operator' }, listAccounts),
    find: (typed: string): Promise<Account | undefined> => {
      const account = readAccountId(typed);
      return database.inScope({ kind: 'operator' }, (trx) => findAccount(trx, account));
    },
  };
}

function readAccountId(typed: string): AccountId {
  const account = parseAccountId(typed);
  if (!account) throw new Problem('account.number', { place: 'account' });
  return account;
}

function checkPeriod(from: string, to: string): void {
  if (to < from) throw new Problem('account.period', { place: 'activeTo' });
}

function certificateRow(account: AccountId, pem: string, kind: 'TLS' | 'WSS', clock: Clock) {
  const info = readCertificate(pem);
  return {
    tenant: account,
    sha256: info.sha256,
    kind,
    serial_number: info.serialNumber,
    subject: info.subject.text,
    issuer: info.issuer.text,
    not_before: info.notBefore,
    not_after: info.notAfter,
    pem: info.pem,
    state: 'registered' as const,
    registered_at: clock.now(),
  };
}

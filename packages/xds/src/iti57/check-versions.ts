import type { DocumentEntry } from '../model/document-entry.ts';
import type { Folder } from '../model/folder.ts';
import { type Findings, place } from '../rules/findings.ts';
import type { UpdateFacts } from './update-port.ts';
import type { NewVersion, UpdateRequest } from './update-request.ts';

/**
 * What gets a new version is registered and Approved, the sender has seen its newest version, and what
 * says which document it is stays as it was.
 *
 * ITI TF-2: 3.57.4.1.3.3.1.3, 3.57.4.1.3.3.3.3
 */
export function checkVersions(
  { operations }: UpdateRequest,
  facts: UpdateFacts,
  findings: Findings,
): void {
  for (const operation of operations) {
    if (operation.kind !== 'version') continue;
    const at = placeOf(operation);
    const latest = latestOf(operation, facts);
    if (!latest) {
      findings.add(
        'XDSMetadataUpdateError',
        `${at}.lid`,
        `There is no ${labelOf(operation)} with this logical id.`,
      );
      continue;
    }
    const version = versionOf(latest);
    if (version !== operation.previous) {
      findings.add(
        'XDSMetadataVersionError',
        `${at}.PreviousVersion`,
        `The newest version is ${version}, not ${operation.previous}; fetch it and update that.`,
      );
      continue;
    }
    if (latest.status !== 'Approved') {
      findings.add(
        'XDSMetadataUpdateError',
        at,
        `The newest version is ${latest.status}; only what is Approved gets a new version.`,
      );
    }
    checkUnchanged(operation, latest, findings);
  }
}

/** The newest registered version of what an operation updates. */
export function latestOf(
  { of, lid }: NewVersion,
  { documents, folders }: UpdateFacts,
): DocumentEntry | Folder | undefined {
  const registered: readonly (DocumentEntry | Folder)[] = of === 'document' ? documents : folders;
  return registered.find((one) => (one.lid ?? one.id) === lid);
}

/** The number of a registered version. */
export function versionOf({ version }: DocumentEntry | Folder): number {
  return Number(version?.versionName ?? 1);
}

/** Attributes that make the document what it is (ITI TF-2: 3.57.4.1.3.3.1.2). */
const immutable = ['uniqueId', 'type', 'repositoryUniqueId', 'hash', 'size'] as const;
const wireNames: Readonly<Record<string, string>> = { type: 'objectType' };

function checkUnchanged(
  operation: NewVersion,
  latest: DocumentEntry | Folder,
  findings: Findings,
): void {
  const sent = operation.object as Partial<DocumentEntry>;
  const before = latest as Partial<DocumentEntry>;
  for (const name of immutable) {
    // What only the repository knows may be left out; it is taken over.
    if (sent[name] === undefined || textOf(sent[name]) === textOf(before[name])) continue;
    const wireName = wireNames[name] ?? name;
    findings.add(
      'XDSMetadataUpdateError',
      `${placeOf(operation)}.${wireName}`,
      `The ${wireName} of a new version is that of the versions before it.`,
    );
  }
}

/** A hash may be written in either case. */
function textOf(value: string | number | undefined): string {
  return String(value ?? '').toLowerCase();
}

function labelOf({ of }: NewVersion): string {
  return of === 'document' ? 'DocumentEntry' : 'Folder';
}

function placeOf(operation: NewVersion): string {
  return place(labelOf(operation), operation.object.id);
}

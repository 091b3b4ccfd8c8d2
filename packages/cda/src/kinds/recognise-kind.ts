import { oid, pikTemplateRoot, polishRoot } from '../oids.ts';
import { all, attribute, type Cursor, every, first, plainText } from '../read/cursor.ts';
import type { DocumentKind } from './document-kind.ts';
import { documentKinds } from './index.ts';
import { foreignKind, unknownPikKind } from './other-kinds.ts';

/** The template that decided on the kind. */
export interface DocumentTemplate {
  readonly root: string;
  /** Number below the PIK template root; absent for other templates. */
  readonly number?: number;
  /** `@extension`, the version of the implementation guide such as `1.3.1`. */
  readonly version?: string;
}

export interface RecognisedKind {
  readonly kind: DocumentKind;
  readonly template?: DocumentTemplate;
}

const baseTemplates = [1, 2];

/**
 * Names the kind of a document by its template, never by LOINC alone: 11488-4 stands on
 * consultations and refusals alike. Where kinds share a template, the class, the cell that a
 * referral is addressed to, the custodian and the cancelled document tell them apart.
 *
 * @param document the root element, `ClinicalDocument`
 * @param cameFrom `'p1'` for a document fetched from P1: a diagnostic referral is then ZBD
 * @example recogniseKind(cursorOf(tree.root)).kind.code // 'KIF'
 */
export function recogniseKind(document: Cursor, cameFrom?: 'p1'): RecognisedKind {
  const template = pikTemplate(document);
  if (template) return { kind: pikKind(document, template, cameFrom), template };
  const roots = all(document, 'templateId').map((id) => attribute(id, 'root'));
  const own = documentKinds.find(
    (kind) => kind.family === 'own' && kind.templates.some((root) => roots.includes(root)),
  );
  if (!own) return { kind: foreignKind };
  const root = own.templates.find((candidate) => roots.includes(candidate)) ?? '';
  return { kind: own, template: { root } };
}

/**
 * Several templateIds are usual: prescriptions name IHE Pharmacy first, guides up to 1.1 name the
 * base templates 1 and 2 before their own. The one with a version wins, then the most special.
 */
export function pikTemplates(document: Cursor): DocumentTemplate[] {
  return all(document, 'templateId').flatMap((id) => {
    const root = attribute(id, 'root') ?? '';
    if (!root.startsWith(`${pikTemplateRoot}.`)) return [];
    const number = Number(root.slice(pikTemplateRoot.length + 1));
    if (!Number.isInteger(number)) return [];
    const version = attribute(id, 'extension');
    return [{ root, number, ...(version !== undefined && { version }) }];
  });
}

function pikTemplate(document: Cursor): DocumentTemplate | undefined {
  const weight = (template: DocumentTemplate) =>
    (baseTemplates.includes(template.number ?? 0) ? 0 : 2) + (template.version ? 1 : 0);
  return pikTemplates(document).sort((a, b) => weight(b) - weight(a))[0];
}

function pikKind(document: Cursor, template: DocumentTemplate, cameFrom?: 'p1'): DocumentKind {
  if (template.number === 4) return kindOf(referralCode(document, cameFrom));
  if (template.number === 5) return kindOf(isVerification(document) ? 'ZPS' : 'ZPO');
  if (template.number === 14) return kindOf(cancelsSupplyOrder(document) ? 'ZPA' : 'DAN');
  return documentKinds.find((kind) => kind.templates.includes(template.root)) ?? unknownPikKind;
}

function kindOf(code: string): DocumentKind {
  return documentKinds.find((kind) => kind.code === code) ?? unknownPikKind;
}

function referralCode(document: Cursor, cameFrom?: 'p1'): string {
  const goal = referralGoal(document);
  if (goal !== 'diagnostics') return goal === 'specialist' ? 'SKS' : 'SKZ';
  if (cameFrom === 'p1') return 'ZBD';
  return isForP1(document) ? 'SDP' : 'SKD';
}

/**
 * Class 02.11 is a referral for consultation. 02.10 covers examination and treatment alike; there
 * the cell that it is addressed to decides. Codes of cells (part VIII of the departmental code)
 * begin with 0 or 1 for outpatient clinics, with 2 or 4 for wards, with 7 for workshops.
 */
function referralGoal(document: Cursor): 'specialist' | 'hospital' | 'diagnostics' {
  const loinc = attribute(first(document, 'code'), 'code');
  if (documentClass(document) === '02.11' || loinc === '57133-1') return 'specialist';
  const cell = addressedCells(document)[0]?.[0] ?? '';
  if ('01'.includes(cell) && cell !== '') return 'specialist';
  if ('24'.includes(cell) && cell !== '') return 'hospital';
  if (cell === '7') return 'diagnostics';
  return goalByTitle(plainText(first(document, 'title')) ?? '', document);
}

function goalByTitle(title: string, document: Cursor): 'specialist' | 'hospital' | 'diagnostics' {
  const words = title.toLowerCase();
  if (/szpital|oddzia/.test(words)) return 'hospital';
  if (/specjalist|poradni|konsultac/.test(words)) return 'specialist';
  if (/badani|diagnost|pracown/.test(words)) return 'diagnostics';
  return requestEntries(document).length > 0 ? 'diagnostics' : 'hospital';
}

/** Class of the document in the Polish classification, carried as translation of the LOINC code. */
function documentClass(document: Cursor): string | undefined {
  const classes = [first(document, 'code'), ...every(document, 'code', 'translation')].filter(
    (code) => attribute(code, 'codeSystem') === oid.documentClass,
  );
  return attribute(classes[0], 'code');
}

function requestEntries(document: Cursor): Cursor[] {
  const sections = every(document, 'component', 'structuredBody', 'component', 'section');
  return sections
    .flatMap((section) => all(section, 'entry'))
    .flatMap((entry) => [...all(entry, 'encounter'), ...all(entry, 'procedure')]);
}

function addressedCells(document: Cursor): string[] {
  return requestEntries(document)
    .map((entry) => first(entry, 'code'))
    .filter((code) => attribute(code, 'codeSystem') === oid.cellSpecialty)
    .flatMap((code) => attribute(code, 'code') ?? []);
}

/** P1 is the custodian of what it processes (PIK template 2.20); the rest belongs to its provider. */
function isForP1(document: Cursor): boolean {
  const path = ['custodian', 'assignedCustodian', 'representedCustodianOrganization', 'id'];
  return every(document, ...path).some((id) => attribute(id, 'root') === polishRoot);
}

function isVerification(document: Cursor): boolean {
  return /weryfikac/i.test(plainText(first(document, 'title')) ?? '');
}

function cancelsSupplyOrder(document: Cursor): boolean {
  const parents = every(document, 'relatedDocument', 'parentDocument');
  const roots = parents.flatMap((parent) => [...all(parent, 'id'), ...all(parent, 'setId')]);
  if (roots.some((id) => `${attribute(id, 'root')}.`.startsWith(`${oid.supplyOrders}.`)))
    return true;
  const codes = parents.flatMap((parent) => every(parent, 'code', 'translation'));
  if (codes.some((code) => attribute(code, 'code') === '02.81')) return true;
  return /zleceni\S* na zaopatrzenie/i.test(plainText(first(document, 'title')) ?? '');
}

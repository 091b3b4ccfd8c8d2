import type { ProblemDefinition } from './problem.ts';
import { accountProblems } from './problems/account.ts';
import { cdaProblems } from './problems/cda.ts';
import { fhirProblems } from './problems/fhir.ts';
import { pkiProblems } from './problems/pki.ts';
import { portalProblems } from './problems/portal.ts';
import { practiceProblems } from './problems/practice.ts';
import { practiceRemovalProblems } from './problems/practice-removal.ts';
import { removalProblems } from './problems/removal.ts';
import { sandboxProblems } from './problems/sandbox.ts';
import { securityProblems } from './problems/security.ts';
import { serviceProblems } from './problems/service.ts';
import { soapProblems } from './problems/soap.ts';
import { startProblems } from './problems/start.ts';
import { xdsProblems } from './problems/xds.ts';
import { xdsUpdateProblems } from './problems/xds-update.ts';
import { xmlProblems } from './problems/xml.ts';

const parts = {
  ...accountProblems,
  ...cdaProblems,
  ...fhirProblems,
  ...pkiProblems,
  ...portalProblems,
  ...practiceProblems,
  ...sandboxProblems,
  ...practiceRemovalProblems,
  ...removalProblems,
  ...securityProblems,
  ...serviceProblems,
  ...soapProblems,
  ...startProblems,
  ...xdsProblems,
  ...xdsUpdateProblems,
  ...xmlProblems,
};

/** The code of a problem, such as `xml.doctype`: area, point, what is wrong. */
export type ProblemCode = keyof typeof parts;

/** Every failure that a person or a peer can meet; `docs/reference/errors.md` is generated from it. */
export const catalog: Readonly<Record<ProblemCode, ProblemDefinition>> = parts;

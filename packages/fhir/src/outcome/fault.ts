import type { Problem, ProblemCode } from '@kartoteka/kernel';
import { fhirLimitsDefault } from '../limits.ts';

/** One thing that is wrong with a request, and where. Never patient data. */
export interface Fault {
  readonly code: ProblemCode;
  /** Values for the texts of the problem. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** The XDS error code where there is one (ITI TF-3: 4.2.4). */
  readonly xds?: string;
  /** What is wrong in particular, in English. */
  readonly context?: string;
  /** FHIRPath of the place. */
  readonly expression?: string;
}

/** Collects what is wrong; a check adds and goes on, so that a sender learns everything at once. */
export class Faults {
  readonly list: Fault[] = [];

  add(fault: Fault): void {
    if (this.list.length < fhirLimitsDefault.faultsMax) this.list.push(fault);
  }

  /** The body is no such FHIR resource. */
  structure(expression: string, context: string): void {
    this.add({ code: 'fhir.structure', expression, context });
  }

  /** A value has another form than its type. */
  value(expression: string, context: string): void {
    this.add({ code: 'fhir.value', expression, context });
  }

  /** The resource is FHIR, but not what the MHD profile makes of it. */
  profile(expression: string, context: string): void {
    this.add({ code: 'fhir.profile', expression, context, xds: 'XDSRepositoryMetadataError' });
  }

  get none(): boolean {
    return this.list.length === 0;
  }
}

/** A problem as the one fault of an outcome. */
export function faultOf(problem: Problem): Fault {
  const { code, params, place } = problem;
  const { xds } = problem.definition;
  return {
    code,
    params,
    ...(xds !== undefined && { xds }),
    ...(problem.quoted !== undefined && { context: problem.quoted }),
    ...(place !== undefined && { expression: place }),
  };
}

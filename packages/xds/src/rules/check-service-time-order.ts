import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

/** A service does not stop before it starts; times of unlike precision are compared as far as both go. */
export function checkServiceTimeOrder(subject: Subject, findings: Findings): void {
  for (const { id, serviceStartTime: start, serviceStopTime: stop } of subject.documents) {
    if (start === undefined || stop === undefined) continue;
    const digits = Math.min(start.length, stop.length);
    if (stop.slice(0, digits) < start.slice(0, digits)) {
      const at = `${place('DocumentEntry', id)}.serviceStopTime`;
      findings.metadata(at, 'The service stops before it starts.');
    }
  }
}

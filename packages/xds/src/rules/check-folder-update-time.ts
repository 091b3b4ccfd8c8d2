import { type Findings, place } from './findings.ts';
import type { Subject } from './subject.ts';

const digitsToTheSecond = 14;

/** The time at which a Folder changed is to the second (ITI TF-3: 4.2.3.4.5). */
export function checkFolderUpdateTime({ folders }: Subject, findings: Findings): void {
  for (const { id, lastUpdateTime } of folders) {
    if (lastUpdateTime === undefined || !/^\d+$/.test(lastUpdateTime)) continue;
    if (lastUpdateTime.length < digitsToTheSecond) {
      findings.metadata(
        `${place('Folder', id)}.lastUpdateTime`,
        'The time is not to the second: YYYYMMDDhhmmss.',
      );
    }
  }
}

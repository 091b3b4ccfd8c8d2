import type { RouteAnswer } from '@kartoteka/ui';
import type { readRetention } from '../../src/features/removals/contract.ts';

type ClassCode = RouteAnswer<typeof readRetention>['classes'][number]['code'];

/** Names of the retention classes. */
export const classNames = {
  referral: 'removal.classReferral',
  prescription: 'removal.classPrescription',
  record: 'removal.classRecord',
  'final-report': 'removal.classFinalReport',
  other: 'removal.classOther',
} as const satisfies Record<ClassCode, `removal.${string}`>;

import type { PatientIdCx } from '@kartoteka/kernel';
import type { Code } from './code.ts';
import type { Dtm } from './dtm.ts';
import type { LocalizedString } from './localized-string.ts';
import type { RegistryObject } from './registry-object.ts';

/** A folder of documents (ITI TF-3: 4.2.3.4). */
export interface Folder extends RegistryObject {
  readonly title: readonly LocalizedString[];
  readonly comments: readonly LocalizedString[];
  readonly codes: readonly Code[];
  /** Set by the registry. */
  readonly lastUpdateTime?: Dtm | undefined;
  readonly patientId?: PatientIdCx | undefined;
  readonly uniqueId?: string | undefined;
  readonly limitedMetadata: boolean;
}

/**
 * A Folder from what is known; lists not given are empty.
 *
 * @example folder({ id: objectId('Folder01'), uniqueId: '1.2.3.4', patientId })
 */
export function folder(known: Partial<Folder> & Pick<Folder, 'id'>): Folder {
  return {
    title: [],
    comments: [],
    codes: [],
    limitedMetadata: false,
    extraSlots: [],
    extraClassifications: [],
    extraIdentifiers: [],
    ...known,
  };
}

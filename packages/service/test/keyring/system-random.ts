import { randomBytes, randomUUID } from 'node:crypto';
import type { Random } from '@kartoteka/kernel';

/** Real randomness, as a composition root hands it in. */
export const systemRandom: Random = { bytes: (length) => randomBytes(length), uuid: randomUUID };

import type { Clock, Random } from '@kartoteka/kernel';
import type { Database } from '@kartoteka/service';
import type { Platform } from './frame/platform.ts';
import { mailPlatform } from './mail/platform.ts';
import type { SandboxSchema } from './schema.ts';

/** What platforms may be made from, besides what the frame hands to each call. */
export interface PlatformParts {
  readonly database: Database<SandboxSchema>;
  /** The sandbox's own folder, for what has to outlive the database. */
  readonly folder: string;
  readonly basePort: number;
  readonly machineClock: Clock;
  readonly random: Random;
}

/** Every simulated platform. A new one is a folder beside `frame/` and one line here. */
export function allPlatforms(parts: PlatformParts): readonly Platform[] {
  return [mailPlatform(parts)];
}

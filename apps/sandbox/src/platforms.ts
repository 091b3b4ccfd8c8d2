import type { Platform } from './frame/platform.ts';

/** Every simulated platform. A new one is a folder beside `frame/` and one line here. */
export const platforms: readonly Platform[] = [];

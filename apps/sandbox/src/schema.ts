import type { FrameSchema } from './frame/schema.ts';
import type { MailSchema } from './mail/schema.ts';

/** All tables of the sandbox: the frame's and those of each platform. */
export interface SandboxSchema extends FrameSchema, MailSchema {}

import { z } from 'zod';

/** An employee of the practice as its own index names them: the cloud compares ids and keeps names. */
export const staffMember = z.object({
  id: z.string().trim().min(1).max(100),
  name: z.string().trim().min(1).max(250),
});
export type StaffMember = z.infer<typeof staffMember>;

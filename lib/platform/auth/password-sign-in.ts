/** Whether staff may sign in by password, as it is stored. */

import { z } from 'zod';

const storedPasswordSignIn = z.object({ isOn: z.boolean() });

/** Whether passwords are accepted; they are until an admin switches them off. */
export function toPasswordSignIn(stored: unknown): boolean {
  const parsed = storedPasswordSignIn.safeParse(stored);
  return !parsed.success || parsed.data.isOn;
}

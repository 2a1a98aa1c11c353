/**
 * Passwords as Argon2id, with the parameters that OWASP names; at most four hashes at once, so that a flood of sign-ins
 * cannot use up the memory (19 MiB each).
 */
import 'server-only';
import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';

const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const limit = pLimit(4);

export function hashPassword(password: string): Promise<string> {
  return limit(() => hash(password, PARAMETERS));
}

/** A hash that no password matches: unknown accounts take as long as known ones. */
let decoy: Promise<string> | undefined;

/** Whether the password fits. A null hash (unknown or passwordless account) takes as long and never fits. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(crypto.randomUUID());
  const against = passwordHash ?? (await decoy);
  const fits = await limit(() => verify(against, password));
  return passwordHash !== null && fits;
}

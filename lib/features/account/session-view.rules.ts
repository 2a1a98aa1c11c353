/** What pages know about the sessions of one person. Instants are ISO 8601 in UTC. */
import { z } from 'zod';

export interface SessionItem {
  /** Names the session to its owner; opens nothing. */
  readonly id: string;
  readonly isThisOne: boolean;
  readonly device: string;
  readonly address: string | null;
  readonly startedAt: string;
  readonly lastSeenAt: string;
}

export const sessionIdInput = z.strictObject({ session: z.string().max(64) });
export const noInput = z.strictObject({});

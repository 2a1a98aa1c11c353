/** What pages know about invites and mails. Instants are ISO 8601 in UTC. */
import type { InviteState } from '@/lib/features/customers/invite-state.rules';

export interface InviteItem {
  readonly id: string;
  readonly email: string;
  readonly locale: string;
  readonly state: InviteState;
  /** What the mail server said when it was not delivered. */
  readonly reason: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly viewCount: number;
  readonly startedAt: string | null;
  readonly remindersSent: number;
  readonly hasStoppedReminders: boolean;
  /** Neither expired nor revoked. */
  readonly isLiving: boolean;
  /** Minutes ago: whoever was about to act on it has to be told. */
  readonly isJustRevoked: boolean;
  /** The living link to copy; null when it is dead or the viewer may not act. */
  readonly link: string | null;
  /** The same as a picture in a `data:` URL. */
  readonly qrCode: string | null;
}

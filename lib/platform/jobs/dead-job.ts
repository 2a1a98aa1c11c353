/** What pages know about jobs that have used up their tries. */

export interface DeadJobItem {
  readonly id: string;
  readonly queue: string;
  readonly data: string;
  readonly error: string | null;
  readonly failedAt: string;
}

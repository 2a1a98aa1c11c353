import { toCustomerTask } from './customer-task';

/** 1Money's status may follow a submission with some delay: so long an unchanged one is no answer yet. */
export const SUBMISSION_LAG_MS = 10_000;

interface Return {
  /** From a fresh read. */
  readonly status: string;
  readonly statusSince: string | null;
  /** When the form was last opened; null when it was not by this portal. */
  readonly lastLinkAt: string | null;
  /** When the browser came back from it. */
  readonly returnedAt: Date;
  readonly now: Date;
}

/** Whether a form that was just left may have been submitted although the status does not say so yet. */
export function mayBeSubmitted({ status, statusSince, lastLinkAt, returnedAt, now }: Return): boolean {
  if (toCustomerTask(status) === null) return false;
  const hasChangedSince =
    statusSince !== null && lastLinkAt !== null && Date.parse(statusSince) > Date.parse(lastLinkAt);
  return !hasChangedSince && now.getTime() - returnedAt.getTime() < SUBMISSION_LAG_MS;
}

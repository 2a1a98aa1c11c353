/** What pages know about runs of acts on many customers, in words and shapes. Instants are ISO 8601 in UTC. */
import { formatCount, pluralise } from '@/lib/format';
import type { Tone } from '@/lib/kyb/status';
import type { BulkAction } from '@/lib/platform/db/column-values';
import { type BulkSelection, ITEM_STATES, type ItemState, type RunState } from '@/lib/platform/db/column-values';
import type { BulkReason } from './bulk-eligibility.rules';

export const RUN_STATE_TEXT: Readonly<Record<RunState, { readonly label: string; readonly tone: Tone }>> = {
  draft: { label: 'Dry run', tone: 'neutral' },
  running: { label: 'Under way', tone: 'waiting' },
  stopped: { label: 'Stopped', tone: 'attention' },
  refused: { label: 'Ended early', tone: 'bad' },
  done: { label: 'Over', tone: 'good' },
};

export type ItemCounts = Readonly<Record<ItemState, number>>;

export interface BulkItemView {
  readonly position: number;
  readonly customerId: string;
  /** Null when the customer is no longer there. */
  readonly businessName: string | null;
  readonly email: string | null;
  readonly status: string | null;
  readonly creation: 'confirmed' | 'confirming';
  readonly state: ItemState;
  /** A `BulkReason` if skipped, the kind of error if failed. */
  readonly reason: string | null;
  /** The result as a word: `changed`, `unchanged`, `renewed`… */
  readonly outcome: string | null;
  readonly tries: number;
}

export interface BulkRunView {
  readonly id: string;
  readonly act: BulkAction;
  readonly state: RunState;
  readonly selection: BulkSelection;
  /** How many more matched than one run takes. */
  readonly leftOut: number;
  readonly counts: ItemCounts;
  /** Number of customers by why the act is not possible for them. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  readonly byName: string;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Of `assign`; null for none. */
  readonly ownerName: string | null;
  /** The run that this one takes back. */
  readonly undoes: string | null;
  /** The run that takes this one back. */
  readonly undoneBy: string | null;
  /** Whether an act of this kind can be taken back. */
  readonly canUndo: boolean;
}

/** What an open page polls while the run goes on. */
export type BulkProgress = Pick<BulkRunView, 'state' | 'counts'>;

export const BULK_ACTION_COPY: Readonly<
  Record<BulkAction, { readonly title: string; readonly can: string; readonly done: string; readonly button: string }>
> = {
  invite: { title: 'Invite', can: 'can be invited', done: 'invited', button: 'Invite' },
  resend: {
    title: 'Send invites again',
    can: 'can be sent their invite again',
    done: 'sent their invite again',
    button: 'Send again to',
  },
  remind: { title: 'Remind', can: 'can be reminded', done: 'reminded', button: 'Remind' },
  assign: { title: 'Assign owner', can: 'can be assigned', done: 'assigned', button: 'Assign' },
  check: { title: 'Check now', can: 'can be checked', done: 'checked', button: 'Check' },
  revoke: {
    title: 'Undo: revoke invites',
    can: 'can have their invite revoked',
    done: 'had their invite revoked',
    button: 'Revoke the invites of',
  },
  restore: {
    title: 'Undo: give former owners back',
    can: 'can have their former owner back',
    done: 'have their former owner back',
    button: 'Give former owners back to',
  },
};

/** After "6 are …" and "1 is …", or a clause of its own where that does not fit. */
const REASON_WORDS: Readonly<Record<BulkReason, readonly [one: string, many: string]>> = {
  gone: ['no longer exists here', 'no longer exist here'],
  confirming: ['is not confirmed by 1Money yet', 'are not confirmed by 1Money yet'],
  in_review: ['is in review', 'are in review'],
  setting_up: ['is being set up', 'are being set up'],
  approved: ['is approved', 'are approved'],
  rejected_closed: ['is rejected, and the form stays closed', 'are rejected, and the form stays closed'],
  unrecognised: ['has a status this portal does not know', 'have a status this portal does not know'],
  already_invited: ['has a living invite', 'have a living invite'],
  invite_expired: [
    'has an expired invite, which “Send again” renews',
    'have an expired invite, which “Send again” renews',
  ],
  not_invited: ['has no invite', 'have no invite'],
  already_started: ['has already started', 'have already started'],
  reminders_stopped: ['has asked for no more reminders', 'have asked for no more reminders'],
  reminded_recently: ['was invited or reminded in the last 24 hours', 'were invited or reminded in the last 24 hours'],
  mail_off: ['cannot be mailed: no mail server is configured', 'cannot be mailed: no mail server is configured'],
  same_owner: ['has this owner already', 'have this owner already'],
  owner_changed: ['has been given another owner since', 'have been given another owner since'],
  no_address: ['has no usable e-mail address', 'have no usable e-mail address'],
  owner_unknown: ['had an owner who may no longer act', 'had owners who may no longer act'],
  invite_dead: ['has an invite that is revoked already', 'have invites that are revoked already'],
};

function isBulkReason(reason: string): reason is BulkReason {
  return Object.hasOwn(REASON_WORDS, reason);
}

/** "6 are in review". */
function reasonText(reason: string, count: number): string {
  if (!isBulkReason(reason)) return `${pluralise(count, 'customer')}: ${reason.replaceAll('_', ' ')}`;
  return `${formatCount(count)} ${REASON_WORDS[reason][count === 1 ? 0 : 1]}`;
}

/** "Is in review": why one customer is left out, for its row. */
export function rowReasonText(reason: string): string {
  const words = isBulkReason(reason) ? REASON_WORDS[reason][0] : reason.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "14 of 20 can be invited; 6 are in review". */
export function dryRunText(run: Pick<BulkRunView, 'act' | 'counts' | 'reasons'>): string {
  const total = totalOf(run.counts);
  const able = `${formatCount(run.counts.ready)} of ${pluralise(total, 'customer')}`;
  return [
    `${able} ${BULK_ACTION_COPY[run.act].can}`,
    ...run.reasons.map((each) => reasonText(each.reason, each.count)),
  ].join('; ');
}

/** "12 of 20 customers invited; 2 failed; 6 are in review". */
export function resultText(run: Pick<BulkRunView, 'act' | 'counts' | 'reasons'>): string {
  const { counts } = run;
  const left = counts.ready + counts.working;
  return [
    `${formatCount(counts.done)} of ${pluralise(totalOf(counts), 'customer')} ${BULK_ACTION_COPY[run.act].done}`,
    ...(counts.failed > 0 ? [`${formatCount(counts.failed)} failed`] : []),
    ...(left > 0 ? [`${formatCount(left)} not done`] : []),
    ...run.reasons.map((each) => reasonText(each.reason, each.count)),
  ].join('; ');
}

export function totalOf(counts: ItemCounts): number {
  return ITEM_STATES.reduce((sum, state) => sum + counts[state], 0);
}

/** How many of those that were to be done are over, whatever came of them. */
export function completionOf(counts: ItemCounts): number {
  return totalOf(counts) - counts.ready - counts.working;
}

const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  invited: 'Invited',
  sent: 'Sent again',
  renewed: 'Renewed and sent',
  reminded: 'Reminded',
  assigned: 'Assigned',
  changed: 'Checked: the status has changed',
  unchanged: 'Checked: no change',
  revoked: 'Invite revoked',
  restored: 'Former owner is back',
};

const ERROR_WORDS: Readonly<Record<string, string>> = {
  rate_limited: '1Money was busy',
  upstream_unavailable: '1Money could not be reached',
  unexpected_response: '1Money answered something unreadable',
  upstream_rejected: '1Money refused',
  not_found: '1Money does not know this customer',
  conflict: 'Somebody else was faster',
  portal_unavailable: 'The portal had a problem',
};

/** What the row of a customer says, and in which tone. */
export function itemText(item: Pick<BulkItemView, 'state' | 'reason' | 'outcome'>, state: RunState) {
  switch (item.state) {
    case 'done':
      return { tone: 'good', text: OUTCOME_WORDS[item.outcome ?? ''] ?? 'Done' } satisfies ItemText;
    case 'skipped':
      return { tone: 'neutral', text: rowReasonText(item.reason ?? '') } satisfies ItemText;
    case 'failed':
      return { tone: 'bad', text: ERROR_WORDS[item.reason ?? ''] ?? 'Did not work' } satisfies ItemText;
    case 'working':
      return { tone: 'waiting', text: 'Under way' } satisfies ItemText;
    case 'ready': {
      const text = state === 'draft' ? 'Can be done' : state === 'running' ? 'Waiting' : 'Not done';
      return { tone: state === 'draft' ? 'good' : 'waiting', text } satisfies ItemText;
    }
  }
}

interface ItemText {
  readonly tone: Tone;
  readonly text: string;
}

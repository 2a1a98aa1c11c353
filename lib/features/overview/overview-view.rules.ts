/** What the overview shows. Figures are counts of customers unless they say otherwise; instants are ISO 8601 in UTC. */
import type { ListedStatus } from '@/lib/kyb/listed-status';
import type { ObservationSource } from '@/lib/kyb/observation-source';
import type { Bucket, Period } from './period.rules';

export const FUNNEL_STEPS = ['invited', 'opened', 'started', 'submitted', 'approved'] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];
export type FunnelCounts = Readonly<Record<FunnelStep, number>>;

export const FUNNEL_STEP_TEXT: Readonly<Record<FunnelStep, string>> = {
  invited: 'Invited',
  opened: 'Opened',
  started: 'Started',
  submitted: 'Submitted',
  approved: 'Approved',
};

export interface StayFigures {
  readonly status: string;
  /** Stays that ended in the period and whose length is known; at most `STAYS_COUNTED`, the newest. */
  readonly count: number;
  /** Periods in a status that ended, with an unknown beginning. */
  readonly unknownCount: number;
  readonly medianSeconds: number | null;
  readonly p90Seconds: number | null;
}

/** Age classes of what waits: from so many days on; the last one is open. */
export const AGE_CLASSES = [
  { fromDays: 0, text: 'under 1 day' },
  { fromDays: 1, text: '1 to 7 days' },
  { fromDays: 7, text: '7 to 14 days' },
  { fromDays: 14, text: '14 to 30 days' },
  { fromDays: 30, text: '30 days and more' },
] as const;

export interface AgeFigures {
  readonly status: ListedStatus;
  /** In the order of `AGE_CLASSES`. */
  readonly counts: readonly number[];
  /** Unknown beginning. */
  readonly unknownCount: number;
}

/** What ended a status for us: a webhook, somebody opening a page, or only a sweep. */
export const CHANGE_SOURCES = ['webhook', 'looking', 'sweep'] as const;
export type ChangeSource = (typeof CHANGE_SOURCES)[number];
export type ChangeSourceCounts = Readonly<Record<ChangeSource, number>>;

export function changeSource(source: ObservationSource): ChangeSource {
  return source === 'webhook' || source === 'sweep' ? source : 'looking';
}

export interface RefusalCounts {
  /** 1Money's status did not allow it, or 1Money rejected it. */
  readonly refused: number;
  /** It could not be asked. */
  readonly failed: number;
}

export interface RefusalReason {
  /** The kind of error, and the status where that was the reason. */
  readonly kind: string;
  readonly status: string | null;
  readonly count: number;
}

/** What can be counted by day. */
export interface CountedFigures {
  readonly funnel: FunnelCounts;
  /** Customers created then who were never invited: the funnel does not know them. */
  readonly uninvitedCount: number;
  readonly failedOpenings: RefusalCounts;
  readonly linksCreated: number;
  readonly changeSources: ChangeSourceCounts;
}

export interface DayFigures extends CountedFigures {
  readonly day: string;
}

export interface OverviewBucket extends Bucket, CountedFigures {}

/** Adds up the figures of days, of none too. */
export function addFigures(days: readonly CountedFigures[]): CountedFigures {
  return {
    funnel: addUp(
      FUNNEL_STEPS,
      days.map(({ funnel }) => funnel),
    ),
    uninvitedCount: days.reduce((sum, day) => sum + day.uninvitedCount, 0),
    failedOpenings: addUp(
      ['refused', 'failed'],
      days.map(({ failedOpenings }) => failedOpenings),
    ),
    linksCreated: days.reduce((sum, day) => sum + day.linksCreated, 0),
    changeSources: addUp(
      CHANGE_SOURCES,
      days.map(({ changeSources }) => changeSources),
    ),
  };
}

export interface Overview {
  readonly period: Period;
  /** When the figures were computed; they are kept for a minute. */
  readonly at: string;
  /** When the one of the days was computed that waits longest for its turn. */
  readonly oldestAt: string;
  readonly buckets: readonly OverviewBucket[];
  readonly total: CountedFigures;
  readonly timeInStatus: readonly StayFigures[];
  readonly aging: readonly AgeFigures[];
  readonly refusalReasons: readonly RefusalReason[];
  /** From 1Money's change to our knowledge of it; null when no change said when it was. */
  readonly lag: { readonly count: number; readonly medianSeconds: number; readonly p90Seconds: number } | null;
  /** Deviations from 1Money's documents that were last seen in the period. */
  readonly tolerances: { readonly kinds: number; readonly lastAt: string | null };
  readonly hasCustomers: boolean;
}

/** The most rows read of each kind; older ones are left out. */
export const STAYS_COUNTED = 1_000;
export const LAGS_COUNTED = 500;
export const REASONS_COUNTED = 2_000;

/** `38 %`, `under 1 %`; a dash of nothing. */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return '–';
  const percent = (part / whole) * 100;
  if (percent > 0 && percent < 1) return 'under 1 %';
  if (percent > 99 && percent < 100) return 'over 99 %';
  return `${Math.round(percent)} %`;
}

/** The sum of counts over columns. */
function addUp<K extends string>(keys: readonly K[], counts: readonly Readonly<Record<K, number>>[]) {
  const sum = (key: K) => counts.reduce((total, one) => total + one[key], 0);
  return Object.fromEntries(keys.map((key) => [key, sum(key)])) as Record<K, number>;
}

/** The end of an axis: the least of 1, 2 and 5 times a power of ten that holds the value. */
export function axisEnd(value: number): number {
  if (!(value > 1)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

/** `950`, `12k`, `1.5M`: for axes, where there is no room. */
export function shortCount(count: number): string {
  if (count >= 1_000_000) return `${Math.round(count / 100_000) / 10}M`;
  if (count >= 10_000) return `${Math.round(count / 1_000)}k`;
  return String(count);
}

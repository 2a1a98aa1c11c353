/** The period that figures are about: whole days in UTC, from the page's URL. */
import { z } from 'zod';

export const PRESET_DAYS = [7, 30, 90] as const;
export type PresetDays = (typeof PRESET_DAYS)[number];
const DEFAULT_DAYS: PresetDays = 30;
/** Longer periods would make the page slow for all. */
export const LONGEST_DAYS = 366;
/** Up to this long every day has a column of its own, else every week. */
const DAILY_UP_TO = 31;

const DAY_MS = 24 * 60 * 60_000;

export interface Period {
  /** First and last day, as `2026-11-26`. */
  readonly from: string;
  readonly to: string;
  readonly days: number;
  /** The preset it was chosen by; null for dates. */
  readonly preset: PresetDays | null;
}

export interface PeriodChoice {
  readonly period: Period;
  /** Why the period is not the one that was asked for; null when it is. */
  readonly problem: string | null;
}

export type PeriodParams = Readonly<Partial<Record<'days' | 'from' | 'to', string>>>;

const daysSchema = z
  .enum(['7', '30', '90'])
  .transform(Number)
  .pipe(z.literal([...PRESET_DAYS]));
const daySchema = z.iso.date();

function startOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function addDays(day: string, days: number): string {
  return toDay(new Date(startOf(day).getTime() + days * DAY_MS));
}

/** Days written like this are in order as texts. */
function earlier(a: string, b: string): string {
  return a.localeCompare(b) < 0 ? a : b;
}

function countDays(from: string, to: string): number {
  return Math.round((startOf(to).getTime() - startOf(from).getTime()) / DAY_MS) + 1;
}

/** So many days up to today. */
export function periodBefore(now: Date, days: number): Period {
  const to = toDay(now);
  return { from: addDays(to, 1 - days), to, days, preset: PRESET_DAYS.find((preset) => preset === days) ?? null };
}

export function daysOf({ from, days }: Pick<Period, 'from' | 'days'>): string[] {
  return Array.from({ length: days }, (_, index) => addDays(from, index));
}

/** Reads the period; what cannot be used falls back to the last 30 days, with the reason. */
export function toPeriod(params: PeriodParams, now: Date): PeriodChoice {
  const fallBack = (problem: string | null): PeriodChoice => ({ period: periodBefore(now, DEFAULT_DAYS), problem });
  if (params.from !== undefined || params.to !== undefined) return toDates(params, now, fallBack);
  if (params.days === undefined) return fallBack(null);
  const days = daysSchema.safeParse(params.days);
  return days.success
    ? { period: periodBefore(now, days.data), problem: null }
    : fallBack(`There are periods of ${PRESET_DAYS.join(', ')} days, or dates.`);
}

function toDates(params: PeriodParams, now: Date, fallBack: (problem: string) => PeriodChoice): PeriodChoice {
  const from = daySchema.safeParse(params.from);
  const until = daySchema.safeParse(params.to);
  if (!from.success || !until.success) return fallBack('Both dates are needed, each like 2026-11-26.');
  const today = toDay(now);
  const to = earlier(until.data, today);
  if (from.data > to) return fallBack('The first day must not lie after the last one, nor in the future.');
  const days = countDays(from.data, to);
  if (days > LONGEST_DAYS) return fallBack(`A period has at most ${LONGEST_DAYS} days.`);
  return { period: { from: from.data, to, days, preset: null }, problem: null };
}

/** One column of the charts over time. */
export interface Bucket {
  /** First and last day. */
  readonly from: string;
  readonly to: string;
}

/** The columns of a period: days, or weeks that begin with its first day, the last one perhaps shorter. */
export function bucketsOf({ from, to, days }: Pick<Period, 'from' | 'to' | 'days'>): readonly Bucket[] {
  const size = days <= DAILY_UP_TO ? 1 : 7;
  return Array.from({ length: Math.ceil(days / size) }, (_, index) => {
    const first = addDays(from, index * size);
    const last = addDays(first, size - 1);
    return { from: first, to: earlier(last, to) };
  });
}

/** The instants of a range of days: from the first on, before the second. */
export function instantsOf({ from, to }: Bucket): { readonly since: Date; readonly before: Date } {
  return { since: startOf(from), before: startOf(addDays(to, 1)) };
}

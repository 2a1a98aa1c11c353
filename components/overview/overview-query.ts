/** URL parameters of the overview's period; `toPeriod` interprets them. */
import type { PeriodParams, PresetDays } from '@/lib/features/overview/period.rules';

/** The first of repeated parameters counts; an empty one counts as missing. */
export function toPeriodParams(params: Record<string, string | string[] | undefined>): PeriodParams {
  const one = (name: string) => {
    const value = params[name];
    const text = (Array.isArray(value) ? value[0] : value)?.trim().slice(0, 20);
    return text === '' ? undefined : text;
  };
  const given = { days: one('days'), from: one('from'), to: one('to') };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

export function presetHref(days: PresetDays): string {
  return `/overview?days=${days}`;
}

export function overviewHref(params: PeriodParams): string {
  const query = new URLSearchParams(params).toString();
  return query === '' ? '/overview' : `/overview?${query}`;
}

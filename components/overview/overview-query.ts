/** The period of the overview in its URL; `toPeriod` decides what it means. */
import type { PeriodParams, PresetDays } from '@/lib/features/overview/period.rules';

/** Of repeated parameters the first counts; an empty one was not given. */
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

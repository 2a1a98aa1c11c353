/** The list's query: two pairs of paging parameters with two bases, one pair at a time, and a status in any spelling. */
import { KYB_STATUSES } from '../model';
import type { Settings } from '../settings-schema';

export interface ListQuery {
  offset: number;
  limit: number;
  /** Normalised to the stored spelling; null: no filter. */
  status: string | null;
}

const DEFAULT_SIZE = 10;
const MAX_SIZE = 100;

export function parseListQuery(query: string, settings: Settings): ListQuery | { detail: string } {
  const params = new URLSearchParams(query);
  const hasNew = params.has('page') || params.has('size');
  const hasOld = params.has('page_num') || params.has('page_size');
  if (hasNew && hasOld && settings.listMixedPaging === 'refuse') {
    return { detail: 'Use page and size, or page_num and page_size, not both' };
  }
  const isOld = hasOld && !(hasNew && settings.listMixedPaging === 'page');
  const [pageName, sizeName, base] = isOld ? (['page_num', 'page_size', 0] as const) : (['page', 'size', 1] as const);
  const page = wholeNumber(params.get(pageName), base);
  const size = wholeNumber(params.get(sizeName), DEFAULT_SIZE);
  if (page === null || page < base) return { detail: `${pageName}: must be a whole number from ${base}` };
  if (size === null || size < 1 || size > MAX_SIZE)
    return { detail: `${sizeName}: must be a whole number from 1 to ${MAX_SIZE}` };
  const status = parseStatus(params.get('kyb_status'), settings);
  if (status !== null && typeof status !== 'string') return status;
  return { offset: (page - base) * size, limit: size, status };
}

function parseStatus(text: string | null, settings: Settings): string | null | { detail: string } {
  if (text === null || text.trim() === '') return null;
  const status = text
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, '_');
  if (KYB_STATUSES.some((known) => known === status) || settings.listUnknownStatus === 'none') return status;
  if (settings.listUnknownStatus === 'all') return null;
  return { detail: `kyb_status: unknown value, expected one of ${KYB_STATUSES.join(', ')}` };
}

/** Null when the text is no whole number of at most nine digits. */
function wholeNumber(text: string | null, fallback: number): number | null {
  if (text === null || text === '') return fallback;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

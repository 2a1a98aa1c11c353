/**
 * Free text from upstream, made safe to store, log and show: no control, bidirectional or invisible characters, at most
 * a stated length. Escaping is left to the renderer.
 */
import { replaceHidden } from '@/lib/hidden-characters';

/** Hidden characters that part words all the same. */
const BREAK = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/**
 * Null unless it is text with something visible in it. `maxLength` counts UTF-16 units; a cut text ends in `…`, so that
 * it is never mistaken for a whole one.
 */
export function cleanText(raw: unknown, maxLength: number): string | null {
  if (typeof raw !== 'string') return null;
  const readable = raw.slice(0, maxLength * 4);
  const text = replaceHidden(readable.toWellFormed(), (character) => (BREAK.test(character) ? ' ' : ''))
    .replace(/\s+/g, ' ')
    .trim();
  if (text === '') return null;
  if (text.length <= maxLength && readable.length === raw.length) return text;
  // Cutting may leave half of a character or of an emoji; neither must reach a database or a page.
  return `${replaceHidden(text.slice(0, maxLength - 1), () => '')}…`;
}

/**
 * Upstream's error `detail` for staff and logs: at most 300 characters, without markup, addresses (an onboarding URL
 * is a secret) and credentials.
 */
export function cleanDetail(raw: unknown): string | undefined {
  if (typeof raw !== 'string') return undefined;
  const text = raw
    .slice(0, 4000)
    .replace(/<[^>]*>/g, ' ')
    .replace(/[<>]/g, ' ')
    .replace(/\bhttps?:\/\/\S+/gi, '[address]')
    .replace(/\b(?:OneMoney-HMAC-SHA256|Bearer)\s+\S+/gi, '[credentials]')
    .replace(/\bgrant(?:_token)?\s*[=:]\s*\S+/gi, '[grant]');
  return cleanText(text, 300) ?? undefined;
}

/** `x-request-id` goes into logs and onto pages: a short token of visible ASCII, or nothing. */
export function cleanRequestId(raw: unknown): string | null {
  return typeof raw === 'string' && /^[A-Za-z0-9._:/+=-]{1,128}$/.test(raw) ? raw : null;
}

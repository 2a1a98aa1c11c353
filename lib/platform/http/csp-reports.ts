/**
 * Browsers' reports about the Content-Security-Policy: counted in memory and logged, a line for each kind of violation.
 * Anyone can send them, so a flood costs a counter and never a write.
 */
import 'server-only';
import { z } from 'zod';
import { log } from '@/lib/log';

const WINDOW_MS = 60_000;
/** More bodies a minute than this are not read. */
const MAX_BODIES = 60;
/** More kinds a minute than this are counted as "other". */
const MAX_KINDS = 10;

const text = z.string().max(2_000);
const old = z.object({
  'csp-report': z.object({
    'effective-directive': text.optional(),
    'violated-directive': text.optional(),
    'blocked-uri': text.optional(),
    'document-uri': text.optional(),
  }),
});
const current = z
  .array(
    z.object({
      type: z.literal('csp-violation'),
      body: z.object({
        effectiveDirective: text.optional(),
        blockedURL: text.optional(),
        documentURL: text.optional(),
      }),
    }),
  )
  .max(20);

interface Violation {
  readonly directive: string;
  readonly blocked: string;
  readonly page: string;
}

interface Window {
  readonly since: number;
  bodies: number;
  readonly kinds: Map<string, number>;
}

let window: Window = { since: 0, bodies: 0, kinds: new Map() };

/** Takes one body. Returns the seconds to wait, 0 when it was counted. */
export function noteCspReports(body: Uint8Array, nowMs: number): number {
  if (nowMs - window.since >= WINDOW_MS) window = { since: nowMs, bodies: 0, kinds: new Map() };
  window.bodies += 1;
  if (window.bodies > MAX_BODIES) return Math.ceil((window.since + WINDOW_MS - nowMs) / 1000);
  for (const violation of parseCspReports(body)) note(violation, window.kinds);
  return 0;
}

/** The first, second, fourth of a kind and so on are logged: a flood shows as a number, not as lines. */
function note(violation: Violation, kinds: Map<string, number>): void {
  const key = `${violation.directive} ${violation.blocked}`;
  const kind = kinds.has(key) || kinds.size < MAX_KINDS ? key : 'other';
  const count = (kinds.get(kind) ?? 0) + 1;
  kinds.set(kind, count);
  if ((count & (count - 1)) === 0)
    log.warn({ ...violation, count }, 'a page was stopped by its content security policy');
}

export function parseCspReports(body: Uint8Array): Violation[] {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return [];
  }
  const single = old.safeParse(json).data?.['csp-report'];
  if (single)
    return [
      {
        directive: toDirective(single['effective-directive'] ?? single['violated-directive']),
        blocked: toPlace(single['blocked-uri']),
        page: toPage(single['document-uri']),
      },
    ];
  return (current.safeParse(json).data ?? []).map(({ body: report }) => ({
    directive: toDirective(report.effectiveDirective),
    blocked: toPlace(report.blockedURL),
    page: toPage(report.documentURL),
  }));
}

function toDirective(given = ''): string {
  return /^[a-z-]{1,40}/.exec(given)?.[0] ?? 'unknown';
}

/** The origin alone, or the browser's own word for it (`inline`, `eval`, `data`): addresses hold tokens. */
function toPlace(given = ''): string {
  if (URL.canParse(given) && /^https?:/.test(given)) return new URL(given).origin.slice(0, 100);
  return /^[a-z-]{1,20}/.exec(given)?.[0] ?? 'unknown';
}

/** The kind of page, without ids and tokens. */
function toPage(given = ''): string {
  if (!URL.canParse(given)) return 'unknown';
  return /^\/[a-z-]{0,30}/.exec(new URL(given).pathname)?.[0] ?? '/';
}

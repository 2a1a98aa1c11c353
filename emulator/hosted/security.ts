// Headers and origin rules that hosted form and control pages share.
import type { Context } from 'hono';

interface PageHeaders {
  /** Where forms of this page may lead, as CSP sources. */
  formAction?: string;
  frameSource?: string;
}

/** Every page: no script at all, one stylesheet, no framing, nothing cached. */
export function setPageHeaders(c: Context, { formAction = "'self'", frameSource }: PageHeaders = {}): void {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    `form-action ${formAction}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(frameSource ? [`frame-src ${frameSource}`] : []),
  ];
  c.header('Content-Security-Policy', policy.join('; '));
  c.header('Cache-Control', 'no-store');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Cross-Origin-Opener-Policy', 'same-origin');
  // Not "no-referrer": under it browsers send "Origin: null" with our own forms. The address with a grant in it still
  // stays on this origin.
  c.header('Referrer-Policy', 'same-origin');
}

/**
 * Whether a POST comes from our own pages. A browser always names the origin of a POST, so a missing one is a program
 * (which carries no person's cookies by accident); "null" and foreign ones are rejected.
 */
export function hasOwnOrigin(c: Context): boolean {
  const origin = c.req.header('origin');
  if (origin === undefined) return c.req.header('sec-fetch-site') !== 'cross-site';
  return URL.canParse(origin) && new URL(origin).host === c.req.header('host');
}

/**
 * Keeps web pages of other sites away: a page the developer happens to visit must not drive the emulator on localhost.
 * A browser says where a request comes from (Origin, Sec-Fetch-Site); programs say nothing and pass.
 */
import type { MiddlewareHandler } from 'hono';
import type { Settings } from '../settings-schema';

const LOOPBACK = /^(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

function isForeign(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return true;
  const origin = headers.get('origin');
  if (origin === null) return false;
  return !URL.canParse(origin) || new URL(origin).host !== headers.get('host');
}

/** For pages: reading from elsewhere is a link, writing from elsewhere is an attack. */
export function sameOriginOnly(): MiddlewareHandler {
  return async (context, next) => {
    const isRead = context.req.method === 'GET' || context.req.method === 'HEAD';
    if (!isRead && isForeign(context.req.raw.headers))
      return context.text('Refused: this form was sent from another site.', 403);
    return next();
  };
}

/** For the control API: nothing at all from elsewhere, reading included. */
export function ownProgramsOnly(): MiddlewareHandler {
  return async (context, next) => {
    if (isForeign(context.req.raw.headers)) return context.json({ error: 'Refused: cross-site request' }, 403);
    return next();
  };
}

/** Refuses unknown Host values, because a hostile name can be pointed at 127.0.0.1 and then counts as the same origin. */
export function knownHostsOnly(settings: () => Settings, boundHost: string): MiddlewareHandler {
  return async (context, next) => {
    const host = (context.req.header('host') ?? '').replace(/:\d+$/, '');
    const { publicUrl, allowedHosts } = settings();
    const isKnown =
      LOOPBACK.test(host) ||
      host === boundHost ||
      allowedHosts.includes(host) ||
      (publicUrl !== null && new URL(publicUrl).hostname === host);
    if (isKnown) return next();
    return context.json(
      { error: `Refused: unknown Host "${host.slice(0, 100)}"; add it to EMULATOR_ALLOWED_HOSTS` },
      403,
    );
  };
}

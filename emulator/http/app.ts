/** Pages and control API on one Hono app, with the guards and headers that hold for all of them. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Context } from '../context';
import { controlRoutes } from '../control/routes';
import { type ControlApiOptions, controlApi } from '../control-api/routes';
import { hostedRoutes } from '../hosted/routes';
import { knownHostsOnly, ownProgramsOnly, sameOriginOnly } from './origin-guard';

const CONTROL_BODY_LIMIT = 1024 * 1024;

const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  // No form-action: the answer to the last form post leads to the partner's own address.
  'content-security-policy':
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
};

export function createApp(context: Context, options: ControlApiOptions & { boundHost: string }): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(PAGE_HEADERS))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  });
  const knownHosts = knownHostsOnly(options.settings.get, options.boundHost);
  app.use(async (c, next) => (c.req.path.startsWith('/onboarding') ? next() : knownHosts(c, next)));
  app.use(
    '/__emulator/*',
    ownProgramsOnly(),
    bodyLimit({ maxSize: CONTROL_BODY_LIMIT, onError: (c) => c.json({ error: 'Body larger than 1 MB' }, 413) }),
  );
  app.use(sameOriginOnly());
  app.route('/__emulator', controlApi(options));
  app.all('/__emulator/*', (c) => c.json({ error: `No such control call: ${c.req.method} ${c.req.path}` }, 404));
  app.route('/onboarding', hostedRoutes(context));
  app.route('/', controlRoutes(context, options));
  app.notFound((c) => c.text('Not found', 404));
  app.onError((_error, c) => c.text('The emulator failed on this request.', 500));
  return app;
}

// The pages for people who play 1Money's part, mounted at the root. They are drawn on the server, work without a
// script, and do nothing the control API could not do. Requests from other sites are refused before they get here and
// here again, because moving a mounted app must not open it.
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Context } from '../context';
import { hasOwnOrigin } from '../hosted/security';
import { assetRoutes } from './asset-routes';
import { customerRoutes } from './customer-routes';
import { faultRoutes } from './fault-routes';
import { journalRoutes } from './journal-routes';
import { mailRoutes } from './mail-routes';
import { settingsRoutes } from './settings-routes';
import { showNotFound } from './show-page';
import type { ControlContext, Tools } from './tools';

const MAX_BODY_BYTES = 256 * 1024;

export function controlRoutes(context: Context, tools: Tools): Hono {
  const app = new Hono();
  const control: ControlContext = { ...tools, context };

  app.post(
    '*',
    bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => c.text('The form is too large.', 413) }),
    async (c, next) => (hasOwnOrigin(c) ? next() : c.text('Refused: this form was sent from another site.', 403)),
  );
  app.route('/', assetRoutes());
  app.route('/', customerRoutes(control));
  app.route('/', journalRoutes(control));
  app.route('/', mailRoutes(control));
  app.route('/', faultRoutes(control));
  app.route('/', settingsRoutes(control));
  app.get('*', showNotFound);
  return app;
}

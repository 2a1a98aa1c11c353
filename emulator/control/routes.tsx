/** @jsxImportSource hono/jsx */
// The pages for people who play 1Money's part, mounted at the root.
import { Hono } from 'hono';
import type { Context } from '../context';
import { assetRoutes } from './asset-routes';

export function controlRoutes(_context: Context): Hono {
  const app = new Hono();
  app.route('/', assetRoutes());
  return app;
}

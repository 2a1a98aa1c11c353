// The stylesheet and the icon, the only files the emulator's pages load.
import { Hono } from 'hono';
import { ICON_PATH, icon, STYLESHEET_PATH, stylesheet } from '../hosted/stylesheet';

// The address carries a hash of the content, so a copy never goes stale.
const CACHE = 'public, max-age=31536000, immutable';

export function assetRoutes(): Hono {
  const app = new Hono();
  app.get(STYLESHEET_PATH, (c) =>
    c.body(stylesheet, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': CACHE }),
  );
  app.get(ICON_PATH, (c) => c.body(icon, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': CACHE }));
  return app;
}

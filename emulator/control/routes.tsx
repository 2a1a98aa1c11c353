import { Hono } from 'hono';
import type { Context } from '../context';

/** Placeholder until the pages exist. */
export function controlRoutes(_context: Context): Hono {
  return new Hono();
}

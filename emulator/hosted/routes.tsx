import { Hono } from 'hono';
import type { Context } from '../context';

/** Placeholder until the pages exist. */
export function hostedRoutes(_context: Context): Hono {
  return new Hono();
}

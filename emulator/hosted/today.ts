import type { Context } from '../context';

/** The day by the emulator clock, `YYYY-MM-DD` in UTC. */
export function todayOf(context: Context): string {
  return new Date(context.clock.now()).toISOString().slice(0, 10);
}

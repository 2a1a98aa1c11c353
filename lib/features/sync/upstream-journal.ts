/**
 * Keeps what the client reports of its exchanges and of upstream's deviations, for `/developers`. Written in batches,
 * because nobody should wait for a diary; at most a second of it is lost in a crash.
 */
import 'server-only';
import { log } from '@/lib/log';
import type { Tolerance } from '@/lib/onemoney/tolerance';
import type { ExchangeReport } from '@/lib/onemoney/transport';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { addTolerances, insertUpstreamCalls, type UpstreamCall } from './upstream-calls.writes';

const FLUSH_AFTER_MS = 1_000;
const MAX_WAITING = 5_000;

const calls: UpstreamCall[] = [];
const fired = new Map<string, number>();
let isPlanned = false;

function plan(): void {
  if (isPlanned) return;
  isPlanned = true;
  setTimeout(() => {
    isPlanned = false;
    void flushJournal();
  }, FLUSH_AFTER_MS).unref();
}

export function noteExchange(report: ExchangeReport): void {
  if (calls.length < MAX_WAITING) calls.push({ at: new Date(), ...report });
  plan();
}

export function noteTolerance(name: Tolerance): void {
  fired.set(name, (fired.get(name) ?? 0) + 1);
  plan();
}

/** Writes what is waiting. A database that is away costs the diary, not the portal. */
export async function flushJournal(): Promise<void> {
  const scope = systemScope('upstream journal');
  const batch = calls.splice(0);
  const counts = new Map(fired);
  fired.clear();
  try {
    const db = await getDb();
    await insertUpstreamCalls(scope, db, batch);
    await addTolerances(scope, db, counts, new Date());
  } catch (error) {
    log.warn({ err: error, calls: batch.length }, 'the journal of upstream calls could not be written');
  }
}

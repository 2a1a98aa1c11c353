import 'server-only';
import { readReentry } from '@/lib/features/settings/rule-settings';
import { log } from '@/lib/log';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { enqueue } from '@/lib/platform/jobs/enqueue';
import { listBulkCustomers } from './bulk-facts.queries';
import { type BulkItem, type BulkRun, getBulkRun, getRunActor } from './bulk-runs.queries';
import {
  claimBulkItem,
  completeBulkItem,
  finishBulkRun,
  type ItemCompletion,
  planBulkItem,
  refuseBulkRun,
} from './bulk-runs.writes';
import { checkCustomer, isChosenBulkAction } from './check-eligibility';
import { carryOut, plan } from './run-bulk-item';

/** A job works on a run for at most this long, so that a shutdown never waits for a long run. */
const SLICE_MS = 10_000;

const SCOPE = systemScope('act on many customers');

/**
 * Works on a running run, customer by customer. Each is claimed and its plan committed before anything is done; a
 * killed process leaves it to be claimed again after a while. Returns `waiting` when all that is left is claimed.
 */
export async function workBulkRun(runId: string): Promise<'over' | 'handed_on' | 'waiting'> {
  const db = await getDb();
  const run = await getBulkRun(SCOPE, db, runId);
  if (run?.state !== 'running') return 'over';
  const until = Date.now() + SLICE_MS;
  while (Date.now() < until) {
    // Asked again for each: a person disabled or demoted a second ago no longer acts.
    const scope = await actorOf(run);
    if (scope === null) {
      await refuseBulkRun(SCOPE, db, run.id, new Date());
      return 'over';
    }
    const item = await claimBulkItem(SCOPE, db, run.id, new Date());
    if (item === null) return (await isOver(run.id)) ? 'over' : 'waiting';
    await completeBulkItem(SCOPE, db, item, await actSafely(scope, run, item), new Date());
  }
  await enqueue('work-bulk-run', { runId }, { singletonKey: runId });
  return 'handed_on';
}

async function isOver(runId: string): Promise<boolean> {
  const db = await getDb();
  if (await finishBulkRun(SCOPE, db, runId, new Date())) return true;
  return (await getBulkRun(SCOPE, db, runId))?.state !== 'running';
}

/** The scope of the person who started the run, from their row as it is now; null when they may no longer act. */
async function actorOf({ id, startedBy }: BulkRun): Promise<StaffScope | null> {
  const actor = startedBy === null ? null : await getRunActor(SCOPE, await getDb(), startedBy);
  if (actor === null || actor.role === 'viewer') return null;
  const { id: userId, email, name, role } = actor;
  return { kind: 'staff', userId, sessionId: `run ${id}`, role, email, name };
}

/** A bug with one customer is nothing to the others. */
async function actSafely(scope: StaffScope, run: BulkRun, item: BulkItem): Promise<ItemCompletion> {
  try {
    return await act(scope, run, item);
  } catch (error) {
    log.error({ err: error, runId: run.id, customerId: item.customerId }, 'an act on one of many customers failed');
    return { state: 'failed', reason: 'portal_unavailable' };
  }
}

async function act(scope: StaffScope, run: BulkRun, item: BulkItem): Promise<ItemCompletion> {
  const { customerId, position } = item;
  const origin = { address: run.address, userAgent: run.userAgent };
  const call = { scope, origin, run, position, customerId };
  // Retry after a crash: run the committed plan without checking eligibility again.
  if (item.detail !== null && item.tries > 1) return carryOut({ ...call, detail: item.detail });
  if (!isChosenBulkAction(run.act)) return carryOut({ ...call, detail: item.detail ?? {} });
  const db = await getDb();
  const customer = (await listBulkCustomers(scope, db, [customerId])).get(customerId) ?? null;
  const reason = checkCustomer(run.act, customer, run.params, await readReentry());
  if (reason !== null || customer === null) return { state: 'skipped', reason: reason ?? 'gone' };
  const detail = item.detail ?? plan(run, position, customer);
  if (!(await planBulkItem(SCOPE, db, item, detail))) return { state: 'failed', reason: 'conflict' };
  return carryOut({ ...call, detail });
}

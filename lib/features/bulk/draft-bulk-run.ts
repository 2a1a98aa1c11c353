import 'server-only';
import { getPossibleOwner, listPossibleOwners } from '@/lib/features/owners/queries';
import { readReentry } from '@/lib/features/settings/rule-settings';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import type { ChosenBulkAction } from '@/lib/platform/db/column-values';
import type { BulkParams } from '@/lib/platform/db/schema/bulk-runs';
import { err, ok, type Result } from '@/lib/result';
import { BULK_LIMIT, checkRestoration, checkRevocation, UNDO_OF } from './bulk-eligibility.rules';
import { listBulkCustomers, listInvitesForUndo } from './bulk-facts.queries';
import { type BulkRun, getBulkRun, getUndoOf, listDoneItems } from './bulk-runs.queries';
import { insertBulkRun, type NewBulkItem } from './bulk-runs.writes';
import { checkCustomer } from './check-eligibility';

/** Customers checked per batch. */
const CHUNK = 500;

export interface BulkRequest {
  readonly act: ChosenBulkAction;
  readonly selection: 'picked' | 'all_matching';
  /** Our ids; an unknown one is in the dry run as gone. */
  readonly customerIds: readonly string[];
  /** How many matched beyond these. */
  readonly leftOut: number;
  /** Of `assign`: the new owner; null for none. */
  readonly ownerId: string | null;
}

export interface Drafted {
  readonly runId: string;
}

/**
 * The dry run of an action on many customers: checks each and commits the result; nothing is done yet. Errors:
 * `invalid_input` with field `customers` (`none`) or `ownerId` (`unknown`).
 */
export async function draftBulkRun(scope: StaffScope, request: BulkRequest): Promise<Result<Drafted>> {
  const db = await getDb();
  const { act, selection, ownerId } = request;
  const ids = [...new Set(request.customerIds)];
  const chosen = ids.slice(0, BULK_LIMIT);
  if (chosen.length === 0) return invalid({ customers: 'none' });
  if (act === 'assign' && ownerId !== null && !(await getPossibleOwner(scope, db, ownerId)))
    return invalid({ ownerId: 'unknown' });
  const params: BulkParams = act === 'assign' ? { ownerId } : {};
  const now = new Date();
  const reentry = await readReentry();
  const items: NewBulkItem[] = [];
  for (let start = 0; start < chosen.length; start += CHUNK) {
    const part = chosen.slice(start, start + CHUNK);
    const customers = await listBulkCustomers(scope, db, part);
    for (const customerId of part) {
      const customer = customers.get(customerId) ?? null;
      const reason = checkCustomer(act, customer, params, { ...reentry, now });
      // Whose decision would be overruled is fixed here: an owner who was changed after the dry run stays.
      const detail = act === 'assign' ? { from: customer?.ownerId ?? null, to: ownerId } : null;
      items.push({ customerId, reason, detail });
    }
  }
  const runId = crypto.randomUUID();
  const leftOut = request.leftOut + ids.length - chosen.length;
  await insertBulkRun(scope, db, { id: runId, act, selection, leftOut, params, undoOf: null, items, now });
  return ok({ runId });
}

function invalid(fields: Readonly<Record<string, string>>) {
  return err({ kind: 'invalid_input', retryable: false, fields } as const);
}

/**
 * The dry run of taking a run back; asking again leads to the same one.
 * Errors: `not_found`, `conflict` (`not_over`, `no_undo`).
 */
export async function draftUndo(scope: StaffScope, runId: string): Promise<Result<Drafted>> {
  const db = await getDb();
  const run = await getBulkRun(scope, db, runId);
  if (!run) return err({ kind: 'not_found', retryable: false });
  const act = UNDO_OF[run.act];
  if (act === undefined) return err({ kind: 'conflict', reason: 'no_undo', retryable: false });
  if (run.state === 'draft' || run.state === 'running')
    return err({ kind: 'conflict', reason: 'not_over', retryable: true });
  const id = crypto.randomUUID();
  const items = act === 'revoke' ? await checkRevocations(scope, run) : await checkRestorations(scope, run);
  if (items.length === 0) return err({ kind: 'conflict', reason: 'no_undo', retryable: false });
  const draft = { id, act, selection: 'undo', leftOut: 0, params: {}, undoOf: run.id, items, now: new Date() } as const;
  if (await insertBulkRun(scope, db, draft)) return ok({ runId: id });
  const existing = await getUndoOf(scope, db, run.id);
  return existing ? ok({ runId: existing.id }) : err({ kind: 'conflict', reason: 'no_undo', retryable: true });
}

async function checkRevocations(scope: StaffScope, run: BulkRun): Promise<readonly NewBulkItem[]> {
  const db = await getDb();
  const done = await listDoneItems(scope, db, run.id);
  const items: NewBulkItem[] = [];
  for (let start = 0; start < done.length; start += CHUNK) {
    const part = done.slice(start, start + CHUNK);
    const ids = part.flatMap(({ detail }) => detail?.inviteId ?? []);
    const invites = await listInvitesForUndo(scope, db, ids);
    for (const { customerId, detail } of part) {
      const invite = invites.get(detail?.inviteId ?? '') ?? null;
      items.push({ customerId, reason: checkRevocation(invite), detail: { inviteId: detail?.inviteId } });
    }
  }
  return items;
}

async function checkRestorations(scope: StaffScope, run: BulkRun): Promise<readonly NewBulkItem[]> {
  const db = await getDb();
  const done = await listDoneItems(scope, db, run.id);
  const possible = new Set((await listPossibleOwners(scope, db)).map((owner) => owner.id));
  const items: NewBulkItem[] = [];
  for (let start = 0; start < done.length; start += CHUNK) {
    const part = done.slice(start, start + CHUNK);
    const customers = await listBulkCustomers(
      scope,
      db,
      part.map(({ customerId }) => customerId),
    );
    for (const { customerId, detail } of part) {
      const current = customers.get(customerId);
      const former = detail?.from ?? null;
      const given = detail?.to ?? null;
      const canFormerOwn = former === null || possible.has(former);
      const reason = current ? checkRestoration({ current: current.ownerId, given, canFormerOwn }) : 'gone';
      items.push({ customerId, reason, detail: { from: given, to: former } });
    }
  }
  return items;
}

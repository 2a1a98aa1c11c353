import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  DAY_MS,
  deliverDueMails,
  type KnownCustomer,
  makeCustomer,
  makeInvite,
  travel,
} from '@/lib/features/invites/testing/invites';
import { syncCustomer } from '@/lib/features/sync/sync-customer';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import type { ChosenBulkAction } from '@/lib/platform/db/column-values';
import { emptyDatabase, insertCustomers, makeStaff, query, setUpDatabase } from '@/lib/platform/db/testing';
import { forgetUpstreamClient } from '@/lib/platform/jobs/testing/restart';
import { Emulator } from '@/testing/emulator';
import { BULK_LIMIT } from './bulk-eligibility.rules';
import { claimBulkItem, LEASE_MS } from './bulk-runs.writes';
import { resumeBulkRun, startBulkRun, stopBulkRun } from './change-bulk-run';
import { draftBulkRun, draftUndo } from './draft-bulk-run';
import { type BulkRunPage, readBulkRun } from './read-bulk-runs';
import { selectCustomers } from './select-customers';
import { workBulkRun } from './work-bulk-run';

const database = setUpDatabase({ ownEmulator: true });
const emulator = new Emulator(database.emulator);
const ORIGIN = { address: '203.0.113.7', userAgent: 'A browser' };

let staff: StaffScope;
let three: readonly KnownCustomer[];
beforeEach(async () => {
  await Promise.all([emulator.reset(), emptyDatabase(), forgetUpstreamClient()]);
  staff = await makeStaff();
  three = [await makeCustomer(staff), await makeCustomer(staff), await makeCustomer(staff)];
});
afterEach(() => void vi.useRealTimers());

async function draft(
  act: ChosenBulkAction,
  customers: readonly { readonly id: string }[],
  ownerId: string | null = null,
) {
  const customerIds = customers.map(({ id }) => id);
  const drafted = await draftBulkRun(staff, { act, selection: 'picked', customerIds, leftOut: 0, ownerId });
  if (!drafted.ok) throw new Error(JSON.stringify(drafted.error));
  return drafted.value.runId;
}

async function carryOut(act: ChosenBulkAction, customers: readonly { readonly id: string }[], ownerId?: string | null) {
  const runId = await draft(act, customers, ownerId);
  expect(await startBulkRun(staff, { runId, locale: 'en', message: null }, ORIGIN)).toMatchObject({ ok: true });
  expect(await workBulkRun(runId)).toBe('over');
  return runId;
}

async function undo(runId: string) {
  const drafted = await draftUndo(staff, runId);
  if (!drafted.ok) throw new Error(JSON.stringify(drafted.error));
  return drafted.value.runId;
}

async function stateOf(runId: string) {
  const page = await readBulkRun(staff, runId, {
    states: ['ready', 'working', 'done', 'skipped', 'failed'],
    after: -1,
  });
  if (!page) throw new Error('No such run.');
  const rows = page.items.map(({ state, reason, outcome }) => `${state}:${reason ?? outcome ?? ''}`);
  return { state: page.run.state, rows, run: page.run };
}

const invites = () => query('select customer_id, revoked_at from invites');
const owners = async () =>
  (await query('select owner_id from customers order by created_at')).map((row) => row.owner_id);
const acts = async (like: string) =>
  (await query(`select act, actor_id, address from audit where act like '${like}' order by id`)).map((row) => row.act);

async function setStatus(customer: KnownCustomer, status: string) {
  await emulator.setStatus(customer.upstreamId, status);
  await syncCustomer(staff, customer, { source: 'page', force: true });
}

describe('all that match', () => {
  test('are thousands: the dry run and each page of it stay whole and bounded', async () => {
    const count = 3_000;
    await insertCustomers(
      Array.from({ length: count }, (_, index) => ({
        id: `many-${index + 1}`,
        upstreamId: `up-${index + 1}`,
        email: `n${index + 1}@many.example`,
        companyName: `Many ${index + 1}`,
        status: (index + 1) % 3 === 0 ? 'UNDER_REVIEW' : 'INIT',
        observedAt: new Date(),
        createdAt: new Date(Date.now() - (index + 1) * 60_000),
      })),
    );
    const selected = await selectCustomers(staff, { customer: [], all: 'on', filter: 'search=many.example' });
    if (!selected.ok) throw new Error(JSON.stringify(selected.error));
    expect(selected.value).toMatchObject({ selection: 'all_matching', leftOut: 0 });
    expect(new Set(selected.value.customerIds).size).toBe(count);

    const drafted = await draftBulkRun(staff, { ...selected.value, act: 'invite', ownerId: null });
    if (!drafted.ok) throw new Error(JSON.stringify(drafted.error));
    const { runId } = drafted.value;
    const seen: string[] = [];
    for (let after: number | null = -1; after !== null; ) {
      const page: BulkRunPage | null = await readBulkRun(staff, runId, { states: ['skipped'], after });
      expect(page?.run.counts).toMatchObject({ ready: 2_000, skipped: 1_000 });
      expect(page?.items.length).toBeLessThanOrEqual(50);
      seen.push(...(page?.items.map(({ customerId }) => customerId) ?? []));
      after = page?.nextAfter ?? null;
    }
    expect(new Set(seen).size).toBe(1_000);
    expect(seen).toHaveLength(1_000);
    expect(await invites()).toEqual([]);
  });

  test('are no one when the filter cannot be understood, and the parameter is named', async () => {
    const selected = await selectCustomers(staff, { customer: [], all: 'on', filter: 'changedFrom=yesterday' });
    expect(selected).toMatchObject({ error: { kind: 'invalid_input', fields: { changedFrom: 'malformed' } } });
  });

  test('more than a run may hold are told and not dropped in silence', async () => {
    const customerIds = Array.from({ length: BULK_LIMIT + 7 }, (_, n) => `nobody-${n}`);
    const request = { act: 'check', selection: 'all_matching', leftOut: 5, ownerId: null } as const;
    const drafted = await draftBulkRun(staff, { ...request, customerIds });
    if (!drafted.ok) throw new Error(JSON.stringify(drafted.error));
    const { run } = await stateOf(drafted.value.runId);
    expect(run).toMatchObject({ leftOut: 12, counts: { skipped: BULK_LIMIT } });
  });
});

describe('a run', () => {
  test('begins as a dry run that does nothing, tells why someone is left out, and then invites the others', async () => {
    const [first, inReview, second] = three;
    if (!first || !inReview || !second) throw new Error('Three customers are needed.');
    await setStatus(inReview, 'UNDER_REVIEW');
    const runId = await draft('invite', [...three, { id: 'nobody' }, first]);
    expect(await stateOf(runId)).toMatchObject({
      state: 'draft',
      rows: ['ready:', 'skipped:in_review', 'ready:', 'skipped:gone'],
    });
    expect(await workBulkRun(runId)).toBe('over');
    expect(await invites()).toEqual([]);

    const given = { runId, locale: 'es', message: 'See you soon' };
    expect(await startBulkRun(staff, given, ORIGIN)).toMatchObject({ ok: true });
    expect(await startBulkRun(staff, given, ORIGIN)).toMatchObject({ ok: true });
    const started = { error: { kind: 'conflict', reason: 'started' } };
    expect(await startBulkRun(staff, { ...given, message: 'Typed after "back"' }, ORIGIN)).toMatchObject(started);
    expect(await startBulkRun(await makeStaff(), given, ORIGIN)).toMatchObject(started);
    expect(await acts('bulk.started')).toHaveLength(1);
    expect(await workBulkRun(runId)).toBe('over');
    expect((await stateOf(runId)).rows).toEqual(['done:invited', 'skipped:in_review', 'done:invited', 'skipped:gone']);
    expect(await query('select locale, message, created_by from invites')).toEqual(
      Array.from({ length: 2 }, () => ({ locale: 'es', message: 'See you soon', created_by: staff.userId })),
    );
    await deliverDueMails();
    expect(await emulator.mails(first.email)).toHaveLength(1);
    expect(await emulator.mails(inReview.email)).toHaveLength(0);
    expect(
      await query("select distinct actor_id, address from audit where act in ('bulk.started', 'invite.created')"),
    ).toEqual([{ actor_id: staff.userId, address: ORIGIN.address }]);
  });

  test('checks again at the moment of the act', async () => {
    const runId = await draft('invite', three);
    if (!three[1]) throw new Error('Three customers are needed.');
    await setStatus(three[1], 'APPROVED');
    await startBulkRun(staff, { runId }, ORIGIN);
    await workBulkRun(runId);
    expect((await stateOf(runId)).rows).toEqual(['done:invited', 'skipped:approved', 'done:invited']);
  });

  test.each([
    ['invite', 'done:invited'],
    ['resend', 'done:sent'],
    ['remind', 'done:reminded'],
  ] as const)('killed before and after “%s” is taken up again and does it once', async (act, outcome) => {
    if (act !== 'invite') for (const customer of three) await makeInvite(staff, customer);
    await deliverDueMails();
    travel(2 * DAY_MS);
    const before = (await emulator.mails()).length;
    const runId = await draft(act, three);
    await startBulkRun(staff, { runId }, ORIGIN);
    const db = await getDb();
    // One process dies before it has done anything with the first customer.
    await claimBulkItem(systemScope('killed'), db, runId, new Date());
    // Another dies between the act on the second customer and its record.
    await query(`create function die() returns trigger language plpgsql as $$ begin
      if new.position = 1 and new.state = 'done' then raise exception 'killed'; end if; return new; end $$`);
    await query('create trigger die before update on bulk_items for each row execute function die()');
    await expect(workBulkRun(runId)).rejects.toThrow();
    await query('drop trigger die on bulk_items');
    await query('drop function die()');

    expect(await workBulkRun(runId)).toBe('waiting');
    expect((await stateOf(runId)).rows).toEqual(['working:', 'working:', outcome]);
    travel(LEASE_MS + 1_000);
    expect(await workBulkRun(runId)).toBe('over');
    expect(await stateOf(runId)).toMatchObject({ state: 'done', rows: [outcome, outcome, outcome] });
    await deliverDueMails();
    expect((await emulator.mails()).length - before).toBe(3);
    const what = { invite: 'invite.created', resend: 'invite.sent_again', remind: 'invite.reminded' }[act];
    expect(await acts(what)).toHaveLength(3);
  });

  test('keeps what failed to be tried again, and tries only that', async () => {
    const runId = await draft('check', three);
    await emulator.addFault({ method: 'GET', fault: 'status:500', times: 20 });
    await startBulkRun(staff, { runId }, ORIGIN);
    await workBulkRun(runId);
    const failed = await stateOf(runId);
    expect(failed.run.counts.failed).toBe(3);
    await emulator.clearFaults();
    await forgetUpstreamClient();
    expect(await resumeBulkRun(staff, runId, ORIGIN)).toMatchObject({ ok: true });
    expect(await workBulkRun(runId)).toBe('over');
    expect((await stateOf(runId)).rows).toEqual(['done:unchanged', 'done:unchanged', 'done:unchanged']);
    expect(await resumeBulkRun(staff, runId, ORIGIN)).toMatchObject({ error: { kind: 'conflict' } });
    expect(await acts('bulk.%')).toEqual(['bulk.started', 'bulk.resumed']);
  });

  test('stops when asked to, and goes on when asked to', async () => {
    const runId = await draft('invite', three);
    await startBulkRun(staff, { runId }, ORIGIN);
    expect(await stopBulkRun(staff, runId, ORIGIN)).toMatchObject({ ok: true });
    expect(await workBulkRun(runId)).toBe('over');
    expect(await invites()).toEqual([]);
    expect(await resumeBulkRun(staff, runId, ORIGIN)).toMatchObject({ ok: true });
    await workBulkRun(runId);
    expect(await invites()).toHaveLength(3);
  });

  test('acts for no one who was disabled or may only look by now', async () => {
    const runId = await draft('invite', three);
    await startBulkRun(staff, { runId }, ORIGIN);
    await query(`update users set role = 'viewer' where id = '${staff.userId}'`);
    expect(await workBulkRun(runId)).toBe('over');
    expect(await stateOf(runId)).toMatchObject({ state: 'refused', rows: ['ready:', 'ready:', 'ready:'] });
    expect(await invites()).toEqual([]);
  });
});

describe('undo', () => {
  test('of inviting revokes what no one has begun by, once', async () => {
    const runId = await carryOut('invite', three);
    await query(`update invites set started_at = now() where customer_id = '${three[1]?.id}'`);
    const undoId = await undo(runId);
    expect(await undo(runId)).toBe(undoId);
    expect((await stateOf(undoId)).rows).toEqual(['ready:', 'skipped:already_started', 'ready:']);
    await startBulkRun(staff, { runId: undoId }, ORIGIN);
    await workBulkRun(undoId);
    expect((await stateOf(undoId)).rows).toEqual(['done:revoked', 'skipped:already_started', 'done:revoked']);
    expect((await invites()).filter(({ revoked_at }) => revoked_at === null)).toHaveLength(1);
    expect(await draftUndo(staff, undoId)).toMatchObject({ error: { reason: 'no_undo' } });
  });

  test('of assigning gives former owners back, and overrules no one’s later decision', async () => {
    const ben = await makeStaff();
    await query(`update customers set owner_id = '${ben.userId}' where id = '${three[0]?.id}'`);
    const runId = await carryOut('assign', three, staff.userId);
    expect(await owners()).toEqual([staff.userId, staff.userId, staff.userId]);
    await query(`update customers set owner_id = '${ben.userId}' where id = '${three[2]?.id}'`);
    const undoId = await undo(runId);
    await startBulkRun(staff, { runId: undoId }, ORIGIN);
    await workBulkRun(undoId);
    expect((await stateOf(undoId)).rows).toEqual(['done:restored', 'done:restored', 'skipped:owner_changed']);
    expect(await owners()).toEqual([ben.userId, null, ben.userId]);
  });

  test('is not for what cannot be taken back', async () => {
    expect(await draftUndo(staff, await carryOut('check', three))).toMatchObject({ error: { reason: 'no_undo' } });
    expect(await draftUndo(staff, 'nothing')).toMatchObject({ error: { kind: 'not_found' } });
  });
});

describe('assigning', () => {
  test('never overrules an owner who came after the dry run', async () => {
    const ben = await makeStaff();
    const runId = await draft('assign', three, staff.userId);
    await query(`update customers set owner_id = '${ben.userId}' where id = '${three[0]?.id}'`);
    await startBulkRun(staff, { runId }, ORIGIN);
    await workBulkRun(runId);
    expect((await stateOf(runId)).rows).toEqual(['skipped:owner_changed', 'done:assigned', 'done:assigned']);
  });

  test('is refused for someone who may not own', async () => {
    const viewer = await makeStaff('viewer');
    const request = { act: 'assign', selection: 'picked', customerIds: ['x'], leftOut: 0 } as const;
    expect(await draftBulkRun(staff, { ...request, ownerId: viewer.userId })).toMatchObject({
      error: { kind: 'invalid_input', fields: { ownerId: 'unknown' } },
    });
    expect(await draftBulkRun(staff, { ...request, customerIds: [], ownerId: null })).toMatchObject({
      error: { fields: { customers: 'none' } },
    });
  });
});

test('an expired invite that is sent again is renewed, once', async () => {
  for (const customer of three) await makeInvite(staff, customer);
  travel(20 * DAY_MS);
  const runId = await carryOut('resend', three);
  expect((await stateOf(runId)).rows).toEqual(['done:renewed', 'done:renewed', 'done:renewed']);
  expect(await query('select distinct generation from invites')).toEqual([{ generation: 2 }]);
});

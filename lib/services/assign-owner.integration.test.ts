import { beforeEach, describe, expect, test } from 'vitest';
import { emptyDatabase, makeStaff, query, setUpDatabase } from '@/lib/db/testing';
import type { StaffScope } from '@/lib/scope';
import { assignOwner } from './assign-owner';

setUpDatabase();

const ORIGIN = { address: '203.0.113.9', userAgent: 'A browser' };
const CUSTOMER = 'customer-1';

let ada: StaffScope;
let ben: StaffScope;
beforeEach(async () => {
  await emptyDatabase();
  ada = await makeStaff('operator');
  ben = await makeStaff('operator');
  await query(`insert into customers (id, upstream_id, email) values ('${CUSTOMER}', 'up-1', 'a@acme.example')`);
});

const trail = () => query("select actor_id, details from audit where act = 'customer.owner_changed' order by id");

describe('an owner', () => {
  test('when two claim at once one wins, and the other learns who was faster', async () => {
    const claims = [ada, ben].map((scope) =>
      assignOwner(scope, { customerId: CUSTOMER, from: null, to: scope.userId }, ORIGIN),
    );
    const [byAda, byBen] = await Promise.all(claims);
    const [winner, loser] = byAda?.ok ? [ada, byBen] : [ben, byAda];
    expect([byAda?.ok, byBen?.ok].filter(Boolean)).toHaveLength(1);
    expect(loser).toMatchObject({
      error: { kind: 'conflict', reason: 'owner_changed', owner: { id: winner.userId, name: winner.name } },
    });
    expect(await query('select owner_id from customers')).toEqual([{ owner_id: winner.userId }]);
    expect(await trail()).toEqual([{ actor_id: winner.userId, details: { owner: winner.email, formerOwner: null } }]);
  });

  test('is handed on and released; what is so already leaves no trace', async () => {
    const change = (from: string | null, to: string | null) =>
      assignOwner(ada, { customerId: CUSTOMER, from, to }, ORIGIN);
    expect(await change(null, ada.userId)).toMatchObject({ ok: true });
    expect(await change(ada.userId, ben.userId)).toMatchObject({ value: { owner: { id: ben.userId } } });
    expect(await change(ada.userId, ben.userId)).toMatchObject({ value: { owner: { id: ben.userId } } });
    expect(await change(ada.userId, ada.userId)).toMatchObject({
      error: { kind: 'conflict', owner: { id: ben.userId } },
    });
    expect(await change(ben.userId, null)).toEqual({ ok: true, value: { owner: null } });
    expect(await trail()).toHaveLength(3);
  });

  test('is nobody who may not act, is disabled or does not exist; and an unknown customer has none', async () => {
    const viewer = await makeStaff('viewer');
    const gone = await makeStaff('operator');
    await query(`update users set disabled_at = now() where id = '${gone.userId}'`);
    for (const to of [viewer.userId, gone.userId, crypto.randomUUID()])
      expect(await assignOwner(ada, { customerId: CUSTOMER, from: null, to }, ORIGIN)).toMatchObject({
        error: { kind: 'invalid_input', fields: { to: 'unknown' } },
      });
    expect(await assignOwner(ada, { customerId: 'nobody', from: null, to: ada.userId }, ORIGIN)).toMatchObject({
      error: { kind: 'not_found' },
    });
    expect(await trail()).toEqual([]);
  });
});

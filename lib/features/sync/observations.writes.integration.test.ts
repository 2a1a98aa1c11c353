import { beforeEach, describe, expect, test } from 'vitest';
import { getCustomerDetail } from '@/lib/features/customers/customers.queries';
import type { FlaggedItem } from '@/lib/kyb/flagged-item';
import { isEditable, toKybStatus } from '@/lib/kyb/status';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { emptyDatabase, insertCustomers, query, setUpDatabase } from '@/lib/platform/db/testing';
import { applySnapshots, type CustomerSnapshot } from './observations.writes';

setUpDatabase();
beforeEach(async () => {
  await emptyDatabase();
  await insertCustomers([{ id: 'cus-1', upstreamId: 'up-1', email: 'a@example.com' }]);
});

const scope = systemScope('test');
const at = (minute: number) => new Date(Date.UTC(2026, 5, 1, 12, minute));
const FLAG: FlaggedItem = { about: 'company', name: 'Acme', reason: 'Blurred', description: 'Upload it again' };

/** A reading in the short shape, which says nothing about flagged items and submission. */
function short(status: string, updatedAt: Date | null, more: Partial<CustomerSnapshot> = {}): CustomerSnapshot {
  const rest = { customerId: 'cus-1', rawStatus: status, legalName: null };
  return { ...rest, status, updatedAt, flaggedItems: undefined, submittedAt: undefined, ...more };
}

async function apply(...readings: CustomerSnapshot[]) {
  return applySnapshots(scope, await getDb(), readings, { source: 'check', now: at(59) });
}

async function status(): Promise<string | undefined> {
  return (await getCustomerDetail(scope, await getDb(), 'cus-1'))?.status;
}

async function flags(): Promise<readonly FlaggedItem[] | undefined> {
  return (await getCustomerDetail(scope, await getDb(), 'cus-1'))?.flaggedItems;
}

const observed = () => query('select status, raw_status, source from observations order by id');
const changes = () => query("select details from audit where act = 'customer.status_changed' order by id");

describe("upstream's order", () => {
  test('an older reading that arrives late changes nothing, whatever it says', async () => {
    await apply(short('PENDING_REVIEW', at(10)));
    const before = await query('select * from customers');
    expect(await apply(short('INIT', at(9), { flaggedItems: [FLAG], legalName: 'Old name' }))).toEqual([
      { customerId: 'cus-1', status: 'PENDING_REVIEW', outcome: 'outdated' },
    ]);
    expect(await query('select * from customers')).toEqual(before);
    expect(await observed()).toHaveLength(1);
  });

  test('a reading of the same instant counts, because upstream may have changed twice in it', async () => {
    await apply(short('PENDING_REVIEW', at(10)));
    await apply(short('UNDER_REVIEW', at(10)));
    expect(await status()).toBe('UNDER_REVIEW');
  });

  test('a reading without an instant counts, and keeps the instant that is known', async () => {
    await apply(short('PENDING_REVIEW', at(10)));
    await apply(short('UNDER_REVIEW', null));
    expect(await status()).toBe('UNDER_REVIEW');
    await apply(short('INIT', at(9)));
    expect(await status()).toBe('UNDER_REVIEW');
  });

  test.each([
    ['APPROVED', 'INIT'],
    ['APPROVED', 'REJECTED'],
    ['PENDING_APPROVAL', 'PENDING_RESPONSE'],
    ['REJECTED', 'APPROVED'],
  ])('upstream may jump from %s to %s when its clock says so', async (from, to) => {
    await apply(short(from, at(10)));
    await apply(short(to, at(11)));
    expect(await status()).toBe(to);
    expect(await changes()).toEqual([{ details: { from, to, source: 'check' } }]);
  });

  test.each([[[1, 2, 3]], [[3, 2, 1]], [[2, 3, 1]], [[3, 1, 2, 3, 1]]])(
    'readings that arrive in the order %j end alike',
    async (order) => {
      const states = ['INIT', 'PENDING_REVIEW', 'APPROVED'];
      for (const step of order) await apply(short(states[step - 1] ?? '', at(step)));
      expect(await status()).toBe('APPROVED');
    },
  );

  test('two readings of one customer in one batch are taken in that order too', async () => {
    expect(await apply(short('APPROVED', at(12)), short('INIT', at(11)))).toEqual([
      { customerId: 'cus-1', status: 'APPROVED', outcome: 'changed' },
      { customerId: 'cus-1', status: 'APPROVED', outcome: 'outdated' },
    ]);
    expect(await status()).toBe('APPROVED');
    await apply(short('REJECTED', at(13)), short('REJECTED', at(13)));
    expect(await changes()).toHaveLength(1);
  });

  test('readings that meet at the same moment leave the newest standing', async () => {
    await apply(short('INIT', at(0)));
    const steps = Array.from({ length: 12 }, (_, index) => index + 1);
    await Promise.all(steps.map((step) => apply(short(step === 12 ? 'APPROVED' : `STEP_${step}`, at(step)))));
    expect(await status()).toBe('APPROVED');
  });

  test('batches over the same customers in opposite order do not lock each other out', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `many-${index}`);
    await insertCustomers(ids.map((id) => ({ id, upstreamId: id, email: `${id}@example.com` })));
    const batch = (step: number) => ids.map((customerId) => short(`STEP_${step}`, at(step), { customerId }));
    await Promise.all([
      apply(...batch(1)),
      apply(...batch(2).reverse()),
      apply(...batch(3)),
      apply(...batch(4).reverse()),
    ]);
    expect(await query("select distinct status from customers where id like 'many%'")).toEqual([{ status: 'STEP_4' }]);
  });
});

describe('what is unknown', () => {
  test('a status outside the table is kept as upstream wrote it and never opens the form', async () => {
    const raw = 'Quantum-Review';
    await apply(short(toKybStatus(raw), at(1), { rawStatus: raw }));
    expect(await status()).toBe('QUANTUM_REVIEW');
    expect(isEditable((await status()) ?? '', { rejectedReentry: true })).toBe(false);
    expect(await observed()).toEqual([{ status: 'QUANTUM_REVIEW', raw_status: raw, source: 'check' }]);
  });

  test('a very long raw status is cut, not refused', async () => {
    await apply(short('ODD', at(1), { rawStatus: 'x'.repeat(500) }));
    expect(String((await observed())[0]?.raw_status)).toHaveLength(64);
  });

  test('a customer no one knows is left out of the answer', async () => {
    const known = short('INIT', at(1));
    expect(await apply(short('APPROVED', at(1), { customerId: 'nobody' }), known)).toEqual([
      { customerId: 'cus-1', status: 'INIT', outcome: 'changed' },
    ]);
    expect(await apply()).toEqual([]);
  });
});

describe('flagged items and submission', () => {
  test('a short answer keeps flagged items while the status stays, and clears them when it changes', async () => {
    await apply(short('PENDING_RESPONSE', at(1), { flaggedItems: [FLAG], submittedAt: at(0) }));
    await apply(short('PENDING_RESPONSE', at(2)));
    expect(await flags()).toEqual([FLAG]);
    await apply(short('PENDING_REVIEW', at(3)));
    expect(await flags()).toEqual([]);
    expect(await getCustomerDetail(scope, await getDb(), 'cus-1')).toMatchObject({ submittedAt: at(0).toISOString() });
  });

  test('a full answer without flagged items clears them', async () => {
    await apply(short('PENDING_RESPONSE', at(1), { flaggedItems: [FLAG] }));
    await apply(short('PENDING_RESPONSE', at(2), { flaggedItems: [], submittedAt: null }));
    expect(await flags()).toEqual([]);
  });

  test('a legal name that a later answer leaves out stays known', async () => {
    await apply(short('INIT', at(1), { legalName: 'Acme Holding' }));
    await apply(short('PENDING_REVIEW', at(2)));
    expect(await getCustomerDetail(scope, await getDb(), 'cus-1')).toMatchObject({ businessName: 'Acme Holding' });
  });
});

describe('the record', () => {
  test('a reading that teaches nothing new is no observation, but says when the status was last confirmed', async () => {
    const db = await getDb();
    const reading = short('PENDING_RESPONSE', at(1), { flaggedItems: [FLAG], submittedAt: at(0), legalName: 'Acme' });
    await applySnapshots(scope, db, [reading], { source: 'create', now: at(2) });
    expect(await applySnapshots(scope, db, [reading], { source: 'sweep', now: at(30) })).toMatchObject([
      { outcome: 'unchanged' },
    ]);
    expect(await observed()).toHaveLength(1);
    expect(await getCustomerDetail(scope, db, 'cus-1')).toMatchObject({
      observedAt: at(30).toISOString(),
      observedBy: 'sweep',
      statusSince: at(1).toISOString(),
    });
  });

  test('every change is one observation and one line of the audit log; the first reading is no change', async () => {
    await apply(short('INIT', at(1)));
    expect(await changes()).toEqual([]);
    await apply(short('PENDING_REVIEW', at(2)));
    await apply(short('PENDING_REVIEW', at(3), { legalName: 'Acme' }));
    await apply(short('APPROVED', at(4)));
    expect((await observed()).map((row) => row.status)).toEqual([
      'INIT',
      'PENDING_REVIEW',
      'PENDING_REVIEW',
      'APPROVED',
    ]);
    expect(await changes()).toEqual([
      { details: { from: 'INIT', to: 'PENDING_REVIEW', source: 'check' } },
      { details: { from: 'PENDING_REVIEW', to: 'APPROVED', source: 'check' } },
    ]);
  });

  test('the status counts from the moment it changed upstream, not from a later reading of the same status', async () => {
    await apply(short('PENDING_REVIEW', at(2)));
    await apply(short('PENDING_REVIEW', at(5), { legalName: 'Acme' }));
    expect(await getCustomerDetail(scope, await getDb(), 'cus-1')).toMatchObject({ statusSince: at(2).toISOString() });
  });

  test('a change and its line in the audit log stand together or not at all', async () => {
    await apply(short('INIT', at(1)));
    const db = await getDb();
    const failing = db.transaction(async (tx) => {
      await applySnapshots(scope, tx, [short('APPROVED', at(2))], { source: 'check', now: at(3) });
      throw new Error('the process dies here');
    });
    await expect(failing).rejects.toThrow('dies here');
    expect(await status()).toBe('INIT');
    expect(await changes()).toEqual([]);
  });
});

import { jwtVerify, SignJWT } from 'jose';
import pino from 'pino';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { env } from '@/lib/env';
import { createCustomer } from '@/lib/features/creation/create-customer';
import { newCustomerInput } from '@/lib/features/creation/rules';
import { type CustomerRef, getCustomerDetail, getCustomerRef } from '@/lib/features/customers/customers.queries';
import { reentrySetting } from '@/lib/features/settings/rule-settings';
import { KYB_STATUSES } from '@/lib/kyb/status';
import { SUBMISSION_LAG_MS } from '@/lib/kyb/submission';
import { log } from '@/lib/log';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { dumpDatabase, emptyDatabase, makeStaff, query, setUpDatabase } from '@/lib/platform/db/testing';
import { forgetUpstreamClient } from '@/lib/platform/jobs/testing/restart';
import { Emulator } from '@/testing/emulator';
import { readReturn } from './read-return';
import { parseReturnState, returnUrl } from './return-state';
import { startOnboarding } from './start-onboarding';

const database = setUpDatabase({ ownEmulator: true });
const emulator = new Emulator(database.emulator);
const ORIGIN = { address: '203.0.113.9', userAgent: 'A browser' };

let staff: StaffScope;
let customer: CustomerRef & { readonly upstreamId: string };
beforeEach(async () => {
  await Promise.all([emulator.reset(), emptyDatabase(), forgetUpstreamClient()]);
  staff = await makeStaff();
  customer = await makeCustomer();
});

async function makeCustomer(): Promise<typeof customer> {
  const intentId = crypto.randomUUID();
  const input = newCustomerInput.parse({ firstName: 'A', lastName: 'B', email: `${intentId}@acme.example`, intentId });
  const created = await createCustomer(staff, input, NO_ORIGIN);
  const ref = created.ok ? await getCustomerRef(staff, await getDb(), created.value.customerId) : null;
  if (!ref?.upstreamId) throw new Error('No customer to test with.');
  return { ...ref, upstreamId: ref.upstreamId };
}

const press = (id = customer.id, who = staff) => startOnboarding(who, id, ORIGIN);
const status = async () => (await getCustomerDetail(staff, await getDb(), customer.id))?.status;
const linkEvents = () => query("select act, outcome, details from audit where act like 'link.%' order by id");
const LINK_PATH = { method: 'POST', path: '/v1/customers/*/onboarding_links' };

/** Ends the pause after a link, as if the person had come back a minute later. */
const later = () => query("update customers set link_lock_until = link_lock_until - interval '1 minute'");

describe('a link is created', () => {
  test('after a fresh read, for one 303, and the act is recorded', async () => {
    const started = await press();
    const [link, ...more] = await emulator.links();
    expect(more).toEqual([]);
    expect(started.ok && started.value.reveal()).toBe(`${database.emulator().url}/onboarding?grant=${link?.token}`);
    const requests = (await emulator.requests()).slice(-2).map(({ method, path }) => `${method} ${path}`);
    expect(requests).toEqual([
      `GET /v1/customers/${customer.upstreamId}`,
      `POST /v1/customers/${customer.upstreamId}/onboarding_links`,
    ]);
    const [entry] = await query("select * from audit where act = 'link.created'");
    expect(entry).toMatchObject({
      actor_id: staff.userId,
      customer_id: customer.id,
      address: ORIGIN.address,
      outcome: 'ok',
    });
    expect(await getCustomerDetail(staff, await getDb(), customer.id)).toMatchObject({ hasUsedLink: true });
  });

  test.each(KYB_STATUSES)('in %s exactly when upstream lets the customer edit', async (fresh) => {
    await emulator.setStatus(customer.upstreamId, fresh);
    const editable = ['INIT', 'PENDING_RESPONSE', 'REJECTED'].includes(fresh);
    const started = await press();
    expect(started.ok).toBe(editable);
    expect(await emulator.links()).toHaveLength(editable ? 1 : 0);
    expect(await status()).toBe(fresh);
  });

  test('with our own return address and a state that names the customer and no one else', async () => {
    await press();
    const [link] = await emulator.links();
    const url = new URL(link?.redirectUrl ?? '');
    expect(url.origin + url.pathname).toBe(`${env().appUrl}/onboarding/return`);
    expect([...url.searchParams.keys()]).toEqual(['state']);
    expect(await parseReturnState(url.searchParams.get('state') ?? '')).toEqual({
      kind: 'return',
      customerId: customer.id,
    });
  });

  test('again for a later click, with a key of its own', async () => {
    await press();
    expect(await press()).toMatchObject({ error: { kind: 'conflict', reason: 'being_opened' } });
    await later();
    expect((await press()).ok).toBe(true);
    const sent = await emulator.requests({ method: 'POST', pathEnd: 'onboarding_links' });
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
  });
});

describe('no link is created', () => {
  test('when the status changed since the page was made: the fresh one is told and kept', async () => {
    await emulator.setStatus(customer.upstreamId, 'UNDER_REVIEW');
    expect(await press()).toMatchObject({ error: { kind: 'not_editable', status: 'UNDER_REVIEW' } });
    expect(await status()).toBe('UNDER_REVIEW');
    expect(await emulator.requests({ method: 'POST', pathEnd: 'onboarding_links' })).toEqual([]);
    expect(await linkEvents()).toEqual([
      { act: 'link.refused', outcome: 'refused', details: { kind: 'not_editable', status: 'UNDER_REVIEW' } },
    ]);
  });

  test.each(['Quantum-Review', 'approved?', 'in-it'])('for the unknown status %s', async (odd) => {
    await emulator.setStatus(customer.upstreamId, odd);
    expect(await press()).toMatchObject({ error: { kind: 'not_editable' } });
    expect(await emulator.requests({ method: 'POST', pathEnd: 'onboarding_links' })).toEqual([]);
  });

  test('when upstream leaves the status out', async () => {
    await emulator.addFault({ method: 'GET', fault: 'missing_field:status', times: 10 });
    expect(await press()).toMatchObject({ error: { kind: 'not_editable', status: 'UNKNOWN' } });
  });

  test('for a customer no one knows, or that upstream has not confirmed', async () => {
    expect(await press('no-such-customer')).toMatchObject({ error: { kind: 'not_found' } });
    await query('update customers set upstream_id = null');
    expect(await press()).toMatchObject({ error: { kind: 'conflict', reason: 'confirming' } });
    expect(await emulator.requests({ method: 'POST', pathEnd: 'onboarding_links' })).toEqual([]);
  });

  test.each([
    'reset_before',
    'timeout_before',
    'status:500',
    'status:401',
    'html:200',
    'truncate',
    'rate_limit:60',
    'rate_limit_in_200:60',
  ])('when the fresh read fails (%s), although the status we know would allow it', async (fault) => {
    await emulator.addFault({ method: 'GET', fault, times: 20 });
    const started = await press();
    expect(started.ok).toBe(false);
    expect(await emulator.requests({ method: 'POST', pathEnd: 'onboarding_links' })).toEqual([]);
    await emulator.clearFaults();
    await forgetUpstreamClient();
    expect((await press()).ok).toBe(true);
  });

  test('when upstream answers about another person', async () => {
    const other = await makeCustomer();
    await query(`update customers set upstream_id = 'swapped' where id = '${other.id}'`);
    await emulator.setStatus(other.upstreamId, 'APPROVED');
    await emulator.addFault({ method: 'GET', fault: 'retype_field:customer_id', times: 20 });
    expect(await press()).toMatchObject({ error: { kind: 'unexpected_response' } });
    expect(await status()).toBe('INIT');
  });
});

describe('upstream refuses although it just said "editable"', () => {
  test.each([400, 409, 422, 500])(
    'with %i, because the review began in between: the new status is told',
    async (lockedLinkStatus) => {
      await emulator.settings({ lockedLinkStatus });
      // The first read still shows the old status; everything after it the truth.
      await emulator.setStatus(customer.upstreamId, 'UNDER_REVIEW');
      await emulator.addFault({ method: 'GET', fault: 'unknown_status:INIT' });
      expect(await press()).toMatchObject({ error: { kind: 'not_editable', status: 'UNDER_REVIEW' } });
      expect(await emulator.links()).toEqual([]);
      expect(await linkEvents()).toMatchObject([{ act: 'link.refused', outcome: 'refused' }]);
    },
  );

  test.each(['status:403', 'status:409', 'status:422'])(
    'with %s and the status still open: the refusal itself is told',
    async (fault) => {
      await emulator.addFault({ ...LINK_PATH, fault });
      const httpStatus = Number(fault.split(':')[1]);
      expect(await press()).toMatchObject({
        error: { kind: 'upstream_rejected', httpStatus, requestId: expect.any(String) },
      });
      expect((await press()).ok).toBe(true);
    },
  );

  test.each(['reset_before', 'reset_after', 'timeout_after', 'truncate', 'html:201', 'status:503', 'rate_limit:60'])(
    'with nothing one can rely on (%s): no link is handed out, and the button works again',
    async (fault) => {
      await emulator.addFault({ ...LINK_PATH, fault, times: 20 });
      expect((await press()).ok).toBe(false);
      await emulator.clearFaults();
      await forgetUpstreamClient();
      expect((await press()).ok).toBe(true);
      expect(await linkEvents()).toMatchObject([{ act: 'link.refused', outcome: 'failed' }, { act: 'link.created' }]);
    },
  );

  test('and a URL on a host that is not allowed is not followed', async () => {
    await emulator.settings({ publicUrl: 'https://evil.example' });
    expect(await press()).toMatchObject({ error: { kind: 'unexpected_response' } });
  });
});

describe('one click at a time', () => {
  test('20 clicks at once, by two people, create one link; everyone else is told', async () => {
    const colleague = await makeStaff();
    const presses = await Promise.all(
      Array.from({ length: 20 }, (_, index) => press(customer.id, index % 2 === 0 ? staff : colleague)),
    );
    expect(presses.filter(({ ok }) => ok)).toHaveLength(1);
    for (const refused of presses.filter(({ ok }) => !ok))
      expect(refused).toMatchObject({ error: { kind: 'conflict', reason: 'being_opened' } });
    expect(await emulator.links()).toHaveLength(1);
  });

  test('but two customers do not wait for each other', async () => {
    const other = await makeCustomer();
    const both = await Promise.all([press(), press(other.id)]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
  });

  test('a click whose process died blocks the button for a minute at most', async () => {
    await query("update customers set link_lock_until = now() + interval '30 seconds'");
    expect(await press()).toMatchObject({ error: { kind: 'conflict', reason: 'being_opened' } });
    await later();
    expect((await press()).ok).toBe(true);
  });

  test('a click that takes too long does not free the lease of the one after it', async () => {
    await emulator.addFault({ ...LINK_PATH, fault: 'timeout_before' });
    const slow = press();
    await expect
      .poll(async () => (await emulator.requests({ method: 'POST', pathEnd: 'onboarding_links' })).length, {
        interval: 10,
      })
      .toBe(1);
    const [held] = await query("select link_lock_until > now() + interval '5 seconds' as held from customers");
    expect(held).toEqual({ held: true });
    const successor = new Date(Date.now() + 60_000).toISOString();
    await query(`update customers set link_lock_until = '${successor}', link_lock_by = 'somebody else'`);
    await slow;
    expect(await query(`select link_lock_until = '${successor}' as is_kept, link_lock_by from customers`)).toEqual([
      { is_kept: true, link_lock_by: 'somebody else' },
    ]);
  });
});

test('the URL and its grant token stand nowhere: not in the database, the audit log or the logs', async () => {
  const stream: unknown = Reflect.get(log, pino.symbols.streamSym);
  if (typeof stream !== 'object' || stream === null) throw new Error('the log has no stream');
  const lines: string[] = [];
  vi.spyOn(stream as { write(line: string): void }, 'write').mockImplementation((line) => void lines.push(line));
  const { level } = log;
  log.level = 'trace';
  onTestFinished(() => {
    log.level = level;
    vi.restoreAllMocks();
  });
  const started = await press();
  const url = started.ok ? started.value.reveal() : '';
  log.info({ started, nested: { value: started } }, 'as careless code would log it');
  const token = new URL(url).searchParams.get('grant') ?? '';
  expect(token.length).toBeGreaterThan(20);

  // A second request that upstream rejects, with the address in its words.
  await later();
  await emulator.addFault({ ...LINK_PATH, fault: 'status:409' });
  await press();

  const places = {
    database: await dumpDatabase(),
    log: lines.join(''),
    json: JSON.stringify(started),
    text: `${started.ok && started.value}`,
  };
  expect(lines.join('')).toContain('careless');
  expect(places.database).toContain(customer.id);
  for (const [place, text] of Object.entries(places)) {
    expect(text, place).not.toContain(token);
    expect(text, place).not.toContain('/onboarding?grant');
    expect(text, place).not.toContain(env().onemoney.secretKey);
  }
});

describe('coming back from the form', () => {
  /** Opens the form; returns what the browser brings back. */
  async function openForm(): Promise<string> {
    expect((await press()).ok).toBe(true);
    const [link] = await emulator.links();
    return new URL(link?.redirectUrl ?? '').searchParams.get('state') ?? '';
  }

  test('reads upstream again, however young the last reading is', async () => {
    const state = await openForm();
    await emulator.setStatus(customer.upstreamId, 'PENDING_REVIEW');
    expect(await readReturn(state)).toMatchObject({
      freshness: 'fresh',
      customer: { status: 'PENDING_REVIEW' },
      mayBeSubmitted: false,
      isOpen: false,
    });
    const reads = (await emulator.requests({ method: 'GET', pathEnd: customer.upstreamId })).length;
    await readReturn(state);
    expect(await emulator.requests({ method: 'GET', pathEnd: customer.upstreamId })).toHaveLength(reads);
  });

  test('takes an unchanged status for an answer only after some seconds; the form is open meanwhile', async () => {
    const state = await openForm();
    const back = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: back });
    onTestFinished(() => void vi.useRealTimers());
    const unchanged = { freshness: 'fresh', customer: { status: 'INIT' }, isOpen: true };
    for (const [passedMs, mayBeSubmitted] of [
      [0, true],
      [SUBMISSION_LAG_MS - 1_000, true],
      [SUBMISSION_LAG_MS + 1_000, false],
      [SUBMISSION_LAG_MS + 6_000, false],
    ] as const) {
      vi.setSystemTime(back + passedMs);
      expect(await readReturn(state), `after ${passedMs} ms`).toMatchObject({ ...unchanged, mayBeSubmitted });
    }
    // The next time the form is left it counts again.
    await later();
    expect((await press()).ok).toBe(true);
    vi.setSystemTime(back + SUBMISSION_LAG_MS + 20_000);
    expect(await readReturn(state)).toMatchObject({ ...unchanged, mayBeSubmitted: true });
  });

  test('claims nothing and opens nothing when upstream gives no answer', async () => {
    const state = await openForm();
    await emulator.addFault({ method: 'GET', fault: 'status:404', times: 20 });
    expect(await readReturn(state)).toMatchObject({ freshness: 'failed', isOpen: false });
  });

  test('shows no way to the form where rejected customers may not enter it again', async () => {
    const state = await openForm();
    await emulator.setStatus(customer.upstreamId, 'REJECTED');
    expect(await readReturn(state)).toMatchObject({ customer: { status: 'REJECTED' }, isOpen: true });
    await reentrySetting.change(await makeStaff('admin'), false, ORIGIN);
    expect(await readReturn(state)).toMatchObject({ customer: { status: 'REJECTED' }, isOpen: false });
  });
});

describe('the state of the return address', () => {
  const stateOf = async (id: string) => new URL(await returnUrl({ customerId: id })).searchParams.get('state') ?? '';

  test('is believed only as we signed it', async () => {
    const state = await stateOf('cus-1');
    expect(await parseReturnState(state)).toEqual({ kind: 'return', customerId: 'cus-1' });
    const [header, , signature] = state.split('.');
    const payload = Buffer.from(JSON.stringify({ aud: 'onboarding-return', sub: 'cus-2', exp: 9e9 })).toString(
      'base64url',
    );
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    for (const forged of ['', 'x', `${header}.${payload}.${signature}`, none, `${state}x`, state.slice(0, -4)])
      expect(await parseReturnState(forged), forged).toBeNull();
  });

  test('dies after a week', async () => {
    const state = await stateOf('cus-1');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 7 * 24 * 60 * 60_000 - 5_000 });
    onTestFinished(() => void vi.useRealTimers());
    expect(await parseReturnState(state)).not.toBeNull();
    vi.setSystemTime(Date.now() + 10_000);
    expect(await parseReturnState(state)).toBeNull();
  });

  test('is not the same as another token of ours, or of another portal', async () => {
    const { hkdfSync } = await import('node:crypto');
    const keyOf = (secret: string, purpose: string) => new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32));
    const sign = (key: Uint8Array, audience: string) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(audience)
        .setSubject('cus-1')
        .setExpirationTime('1h')
        .sign(key);
    const ours = keyOf(env().authSecret, 'onboarding-return');
    expect(await parseReturnState(await sign(ours, 'onboarding-return'))).not.toBeNull();
    expect(await parseReturnState(await sign(ours, 'invite'))).toBeNull();
    expect(await parseReturnState(await sign(keyOf(env().authSecret, 'invite'), 'onboarding-return'))).toBeNull();
    expect(
      await parseReturnState(await sign(keyOf('x'.repeat(40), 'onboarding-return'), 'onboarding-return')),
    ).toBeNull();
    await expect(jwtVerify(await stateOf('cus-1'), new TextEncoder().encode(env().authSecret))).rejects.toThrow();
  });
});

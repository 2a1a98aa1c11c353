import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { renewInvite, revokeInvite } from '@/lib/features/invites/change-invite';
import { readInvites } from '@/lib/features/invites/read-invites';
import {
  DAY_MS,
  deliverDueMails,
  type KnownCustomer,
  MINUTE_MS,
  makeCustomer,
  makeInvite,
  tokenOf,
  travel,
  visitor,
} from '@/lib/features/invites/testing/invites';
import { readReturn } from '@/lib/features/onboarding/read-return';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { dumpDatabase, emptyDatabase, makeStaff, query, setUpDatabase } from '@/lib/platform/db/testing';
import { forgetUpstreamClient } from '@/lib/platform/jobs/testing/restart';
import { Emulator } from '@/testing/emulator';
import { acceptInvite } from './accept-invite';
import { NO_PROOFS } from './address-proof';
import { readCustomerSession, sendSignInCode, signInByCode, signOutCustomer } from './customer-sign-in';

const database = setUpDatabase({ ownEmulator: true });
const emulator = new Emulator(database.emulator);

let staff: StaffScope;
let customer: KnownCustomer;
let inviteId: string;
let token: string;
beforeEach(async () => {
  await Promise.all([emulator.reset(), emptyDatabase(), forgetUpstreamClient()]);
  staff = await makeStaff();
  customer = await makeCustomer(staff);
  ({ id: inviteId, token } = await makeInvite(staff, customer));
  await deliverDueMails();
});
afterEach(() => void vi.useRealTimers());

const press = (code: string | null = null, browser = NO_PROOFS, invite = token) =>
  acceptInvite(invite, { code, wantsNewCode: false }, visitor(), browser);

/** Keeps the id of an address proof as its cookie would. */
function makeBrowser(given: { proofId?: string; sessionId?: string } = {}) {
  const browser = {
    proofId: given.proofId ?? null,
    sessionId: given.sessionId ?? null,
    keep: async (id: string) => {
      browser.proofId = id;
    },
  };
  return browser;
}

const askNewCode = () => acceptInvite(token, { code: null, wantsNewCode: true }, visitor());
const later = () => query("update customers set link_lock_until = link_lock_until - interval '1 minute'");

/** Delivers what waits and reads the code of the newest mail to the customer. */
async function newestCode(): Promise<string> {
  await deliverDueMails();
  const mail = (await emulator.mails(customer.email)).at(-1);
  return /\b(\d{6})\b/.exec(mail?.text ?? '')?.[1] ?? 'no code';
}

/** A six-digit code that is not this one. */
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('a click', () => {
  test('leads to one fresh link with a return address that knows the invite, and is in the audit log', async () => {
    const pressed = await press();
    const [link, ...more] = await emulator.links();
    expect(more).toEqual([]);
    if (!pressed.ok || pressed.value.next !== 'form') throw new Error(JSON.stringify(pressed));
    expect(new URL(pressed.value.url.reveal()).searchParams.get('grant')).toBe(link?.token);
    expect(await query("select actor_kind, actor_label, actor_id from audit where act = 'link.created'")).toEqual([
      { actor_kind: 'customer', actor_label: customer.email, actor_id: inviteId },
    ]);
    expect(await readInvites(staff, customer.id)).toMatchObject([{ state: 'started' }]);
    const state = new URL(link?.redirectUrl ?? '').searchParams.get('state') ?? '';
    expect(await readReturn(state)).toMatchObject({ customer: { id: customer.id } });
    expect(await readInvites(staff, customer.id)).toMatchObject([{ state: 'returned' }]);
    const dump = await dumpDatabase();
    expect(dump).not.toContain(link?.token);
    expect(dump).not.toContain(token);
  });

  test('reads upstream once, then asks for the link: two exchanges, which the request budget keeps free', async () => {
    const before = (await emulator.requests({})).length;
    expect((await press()).ok).toBe(true);
    const made = (await emulator.requests({})).slice(before);
    expect(made.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  test('asks for the form in the language of the invite, and without one when upstream refuses it', async () => {
    const arabic = await makeInvite(staff, customer, { email: 'arabic@acme.example', locale: 'ar' });
    await emulator.settings({ unknownLocale: 'refuse' });
    const pressed = await acceptInvite(arabic.token, { code: null, wantsNewCode: false }, visitor());
    expect(pressed.ok).toBe(true);
    const bodies = (await emulator.requests({ method: 'POST', pathEnd: 'onboarding_links' })).map(
      ({ body }) => JSON.parse(body).locale,
    );
    expect(bodies).toEqual(['ar', undefined]);
  });

  test('twenty times at once creates one link; the others are told', async () => {
    const presses = await Promise.all(Array.from({ length: 20 }, () => press()));
    expect(presses.filter(({ ok }) => ok)).toHaveLength(1);
    for (const refused of presses.filter(({ ok }) => !ok))
      expect(refused).toMatchObject({ error: { kind: 'conflict', reason: 'being_opened' } });
    expect(await emulator.links()).toHaveLength(1);
  });

  test('works again later with the same link, as often as needed', async () => {
    for (let pressed = 0; pressed < 3; pressed += 1) {
      expect((await press()).ok).toBe(true);
      await later();
    }
    expect(await emulator.links()).toHaveLength(3);
  });

  test('of a revoked, replaced, expired or unknown link is "not found" and asks upstream nothing', async () => {
    const expectDead = async () => expect(await press()).toMatchObject({ error: { kind: 'not_found' } });
    await renewInvite(staff, inviteId, NO_ORIGIN);
    await expectDead();
    token = await tokenOf(staff, customer, inviteId);
    travel(15 * DAY_MS);
    await expectDead();
    vi.useRealTimers();
    await revokeInvite(staff, inviteId, NO_ORIGIN);
    await expectDead();
    token = 'B'.repeat(43);
    await expectDead();
    expect(await emulator.requests({ method: 'POST', pathEnd: 'onboarding_links' })).toEqual([]);
  });

  test('after an approval that no one saw yet is refused with the fresh status: no link and no code', async () => {
    await emulator.setStatus(customer.upstreamId, 'APPROVED');
    expect(await press()).toMatchObject({ error: { kind: 'not_editable', status: 'APPROVED' } });
    await deliverDueMails();
    expect(await emulator.links()).toEqual([]);
    expect(await query("select id from mails where kind = 'code'")).toEqual([]);
  });

  test.each(['status:503', 'reset_before', 'html:200'])(
    'while upstream does not answer (%s) creates nothing and may be repeated',
    async (fault) => {
      await emulator.addFault({ method: 'GET', fault, times: 20 });
      expect((await press()).ok).toBe(false);
      expect(await emulator.requests({ method: 'POST', pathEnd: 'onboarding_links' })).toEqual([]);
      await emulator.clearFaults();
      await forgetUpstreamClient();
      expect((await press()).ok).toBe(true);
    },
  );

  test('is limited to twenty in a quarter of an hour for one link, from wherever', async () => {
    await emulator.setStatus(customer.upstreamId, 'UNDER_REVIEW');
    for (let pressed = 0; pressed < 20; pressed += 1)
      expect(await press()).toMatchObject({ error: { kind: 'not_editable' } });
    expect(await press()).toMatchObject({ error: { kind: 'rate_limited', retryAfterMs: expect.any(Number) } });
    travel(16 * MINUTE_MS);
    expect(await press()).toMatchObject({ error: { kind: 'not_editable' } });
  });

  test('is limited for one address, so that no one tries links', async () => {
    const origin = visitor();
    for (let pressed = 0; pressed < 20; pressed += 1)
      await acceptInvite(`${pressed}`.padStart(43, 'C'), { code: null, wantsNewCode: false }, origin);
    const result = await acceptInvite(token, { code: null, wantsNewCode: false }, origin);
    expect(result).toMatchObject({ error: { kind: 'rate_limited' } });
    expect((await press()).ok).toBe(true);
  });
});

describe.each(['PENDING_RESPONSE', 'REJECTED'])('in %s, where data is in the form', (status) => {
  beforeEach(() => emulator.setStatus(customer.upstreamId, status));

  test('a click sends a code first, checked by the fresh status; the code opens the form once', async () => {
    expect(await press()).toEqual({ ok: true, value: { next: 'code', codeWaitMs: 0 } });
    expect(await emulator.links()).toEqual([]);
    const code = await newestCode();
    expect(code).toMatch(/^\d{6}$/);
    const fullWidth = code.replace(/\d/g, (digit) => '０１２３４５６７８９'.charAt(Number(digit)));
    expect(await press(` ${fullWidth.slice(0, 3)}-${fullWidth.slice(3)} `)).toMatchObject({ value: { next: 'form' } });
    await later();
    expect(await press(code)).toMatchObject({ error: { kind: 'invalid_input', fields: { code: 'wrong' } } });
    expect(await emulator.links()).toHaveLength(1);
    expect(await query("select outcome from audit where act = 'customer.code_refused'")).toHaveLength(1);
  });
});

describe('a code', () => {
  beforeEach(() => emulator.setStatus(customer.upstreamId, 'PENDING_RESPONSE'));

  test('is dead after five wrong ones, also when they come at once', async () => {
    await press();
    const code = await newestCode();
    const wrong = await Promise.all(Array.from({ length: 5 }, () => press(other(code))));
    for (const result of wrong) expect(result).toMatchObject({ error: { fields: { code: 'wrong' } } });
    expect(await press(code)).toMatchObject({ error: { fields: { code: 'wrong' } } });
    expect(await emulator.links()).toEqual([]);
  });

  test('works at the fifth try', async () => {
    await press();
    const code = await newestCode();
    for (let tries = 0; tries < 4; tries += 1) await press(other(code));
    expect(await press(code)).toMatchObject({ value: { next: 'form' } });
  });

  test('opens one form when it is typed twice at once', async () => {
    await press();
    const code = await newestCode();
    const both = await Promise.all([press(code), press(code)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await emulator.links()).toHaveLength(1);
  });

  test('is not replaced by clicking the button again while it is fresh', async () => {
    await press();
    const code = await newestCode();
    expect(await press()).toEqual({ ok: true, value: { next: 'code', codeWaitMs: 0 } });
    expect(await query("select id from mails where kind = 'code'")).toHaveLength(1);
    expect(await press(code)).toMatchObject({ value: { next: 'form' } });
    await later();
    expect(await press()).toMatchObject({ value: { next: 'code' } });
    expect(await query("select id from mails where kind = 'code'")).toHaveLength(2);
    await deliverDueMails();
    travel(6 * MINUTE_MS);
    await press();
    expect(await query("select id from mails where kind = 'code'")).toHaveLength(3);
  });

  test('lives for ten minutes', async () => {
    await press();
    const code = await newestCode();
    travel(10 * MINUTE_MS + 1_000);
    expect(await press(code)).toMatchObject({ error: { fields: { code: 'wrong' } } });
    await askNewCode();
    const next = await newestCode();
    travel(10 * MINUTE_MS - 5_000);
    expect(await press(next)).toMatchObject({ value: { next: 'form' } });
  });

  test('is replaced by the one asked for last', async () => {
    await press();
    const first = await newestCode();
    travel(1_000);
    await askNewCode();
    const second = await newestCode();
    expect(await press(first)).toMatchObject({ error: { fields: { code: 'wrong' } } });
    expect(await press(second)).toMatchObject({ value: { next: 'form' } });
  });

  test('is mailed three times an hour, then the wait is told', async () => {
    for (let asked = 0; asked < 3; asked += 1)
      expect(await askNewCode()).toMatchObject({ value: { next: 'code', codeWaitMs: 0 } });
    const refused = await askNewCode();
    expect(refused).toMatchObject({ value: { next: 'code', codeWaitMs: expect.any(Number) } });
    expect(refused.ok && refused.value.next === 'code' && refused.value.codeWaitMs).toBeGreaterThan(50 * MINUTE_MS);
    expect(await query("select id from mails where kind = 'code'")).toHaveLength(3);
    travel(61 * MINUTE_MS);
    expect(await askNewCode()).toMatchObject({ value: { codeWaitMs: 0 } });
  });

  test('stands neither in the outbox nor anywhere else in the database', async () => {
    await press();
    const before = await dumpDatabase();
    const code = await newestCode();
    expect(before).not.toContain(code);
    expect(await query("select code_hash from email_codes where code_hash not like '%:%'")).toHaveLength(1);
    expect((await dumpDatabase()).replace(/\d{4}-\d\d-\d\dT[\d:.+]*|[\da-f-]{36}|[\da-f]{64}/g, '')).not.toContain(
      code,
    );
  });

  test('of one invite does not fit another purpose or address', async () => {
    await press();
    const code = await newestCode();
    const second = await makeInvite(staff, customer, { email: 'second@acme.example' });
    const result = await acceptInvite(second.token, { code, wantsNewCode: false }, visitor());
    expect(result).toMatchObject({ error: { fields: { code: 'wrong' } } });
  });

  test('is the same when its mail has to be sent twice, and its tries are not given back', async () => {
    await press();
    await emulator.setMailBehaviour({ mode: 'drop_after_accept' });
    const first = await newestCode();
    for (let tries = 0; tries < 5; tries += 1) await press(other(first));
    await emulator.setMailBehaviour({ mode: 'accept' });
    travel(MINUTE_MS);
    expect(await newestCode()).toBe(first);
    expect((await emulator.mails(customer.email)).filter(({ text }) => text.includes(first))).toHaveLength(2);
    expect(await press(first)).toMatchObject({ error: { fields: { code: 'wrong' } } });
  });
});

describe('a code that was right', () => {
  beforeEach(() => emulator.setStatus(customer.upstreamId, 'PENDING_RESPONSE'));

  test('is typed once, whatever is in the way of the form then', async () => {
    const browser = makeBrowser();
    await press();
    const code = await newestCode();
    await query("update customers set link_lock_until = now() + interval '3 seconds'");
    expect(await press(code, browser)).toMatchObject({ error: { kind: 'conflict', reason: 'being_opened' } });
    expect(await query('select used_at from email_codes where used_at is null')).toEqual([]);
    await later();
    await emulator.addFault({ method: 'POST', fault: 'status:503', times: 20 });
    expect(await press(null, browser)).toMatchObject({ ok: false });
    await emulator.clearFaults();
    await forgetUpstreamClient();
    await later();
    expect(await press(null, browser)).toMatchObject({ value: { next: 'form' } });
    await later();
    expect(await press(code)).toMatchObject({ error: { kind: 'invalid_input', fields: { code: 'wrong' } } });
  });

  test('is not asked for again for half an hour: in this browser, for this address', async () => {
    const browser = makeBrowser();
    await press();
    expect(await press(await newestCode(), browser)).toMatchObject({ value: { next: 'form' } });
    await later();
    expect(await press(null, makeBrowser())).toMatchObject({ value: { next: 'code' } });
    const colleague = await makeInvite(staff, customer, { email: 'colleague@acme.example' });
    expect(await press(null, browser, colleague.token)).toMatchObject({ value: { next: 'code' } });
    const second = await makeCustomer(staff, 'Second Ltd');
    await emulator.setStatus(second.upstreamId, 'REJECTED');
    const { token: other } = await makeInvite(staff, second, { email: customer.email.toUpperCase() });
    expect(await press(null, browser, other)).toMatchObject({ value: { next: 'form' } });

    travel(30 * MINUTE_MS - 10_000);
    expect(await press(null, browser)).toMatchObject({ value: { next: 'form' } });
    travel(11_000);
    expect(await press(null, browser)).toMatchObject({ value: { next: 'code' } });
  });

  test('opens no session, and what the browser keeps of it stands nowhere', async () => {
    const browser = makeBrowser();
    await press();
    await press(await newestCode(), browser);
    const id = browser.proofId ?? '';
    expect(id).toMatch(/^[\w-]{43}$/);
    expect(await readCustomerSession(id)).toBeNull();
    expect(await dumpDatabase()).not.toContain(id);
    await later();
    for (const guess of ['', 'x', id.slice(1)])
      expect(await press(null, makeBrowser({ proofId: guess }))).toMatchObject({ value: { next: 'code' } });
    expect(await press(null, makeBrowser({ sessionId: id }))).toMatchObject({ value: { next: 'code' } });
    await signOutCustomer(id);
    expect(await press(null, browser)).toMatchObject({ value: { next: 'code' } });
  });

  test('is spared to anyone who has signed in with the same address', async () => {
    await sendSignInCode(customer.email, 'en', visitor());
    const signedIn = await signInByCode(customer.email, await newestCode(), 'en', visitor());
    const browser = makeBrowser({ sessionId: signedIn.ok ? signedIn.value.sessionId : '' });
    const colleague = await makeInvite(staff, customer, { email: 'colleague@acme.example' });
    expect(await press(null, browser, colleague.token)).toMatchObject({ value: { next: 'code' } });
    expect(await press(null, browser)).toMatchObject({ value: { next: 'form' } });
  });
});

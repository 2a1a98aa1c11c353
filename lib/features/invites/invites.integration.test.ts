import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { env } from '@/lib/env';
import { listCustomers } from '@/lib/features/customers/customer-list.queries';
import { getCustomerDetail } from '@/lib/features/customers/customers.queries';
import { readInvite } from '@/lib/features/self-serve/read-invite';
import { requestNewLink } from '@/lib/features/self-serve/request-new-link';
import { syncCustomer } from '@/lib/features/sync/sync-customer';
import { KYB_STATUSES } from '@/lib/kyb/status';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { dumpDatabase, emptyDatabase, makeStaff, query, setUpDatabase } from '@/lib/platform/db/testing';
import { qrCode } from '@/lib/platform/files/qr-code';
import { forgetUpstreamClient } from '@/lib/platform/jobs/testing/restart';
import { Emulator } from '@/testing/emulator';
import { renewInvite, resendInvite, revokeInvite } from './change-invite';
import { readInvites } from './read-invites';
import {
  DAY_MS,
  deliverDueMails,
  invite,
  type KnownCustomer,
  MINUTE_MS,
  makeCustomer,
  makeInvite,
  tokenIn,
  tokenOf,
  travel,
  visitor,
} from './testing/invites';

const database = setUpDatabase({ ownEmulator: true });
const emulator = new Emulator(database.emulator);

let staff: StaffScope;
let customer: KnownCustomer;
beforeEach(async () => {
  await Promise.all([emulator.reset(), emptyDatabase(), forgetUpstreamClient()]);
  staff = await makeStaff();
  customer = await makeCustomer(staff);
});
afterEach(() => void vi.useRealTimers());

const acts = async () => (await query("select act from audit where act like 'invite.%' order by id")).map((r) => r.act);
const states = async () => (await readInvites(staff, customer.id)).map(({ state }) => state);
const UNKNOWN_TOKEN = 'A'.repeat(43);

describe('inviting', () => {
  test('mails one living link, which is the one to copy, and is in the audit log', async () => {
    const { token } = await makeInvite(staff, customer, { message: 'See you <b>soon</b>', locale: 'es' });
    expect(await states()).toEqual(['queued']);
    await deliverDueMails();
    const [mail, ...more] = await emulator.mails(customer.email);
    expect(more).toEqual([]);
    expect(tokenIn(mail?.text ?? '')).toBe(token);
    expect(tokenIn(mail?.html ?? '')).toBe(token);
    expect(mail?.text).toContain(`${env().appUrl}/i/${token}`);
    expect(mail?.text).toContain('> See you <b>soon</b>');
    expect(mail?.html).toContain('See you &lt;b&gt;soon&lt;/b&gt;');
    expect(mail?.html).toContain('<html lang="es"');
    expect(await states()).toEqual(['sent']);
    expect(await acts()).toEqual(['invite.created']);
  });

  test('twice for one customer and address is refused, in whatever letter case; another address is not', async () => {
    await makeInvite(staff, customer);
    const again = await invite(staff, customer, { email: customer.email.toUpperCase() });
    expect(again).toMatchObject({ error: { kind: 'conflict', reason: 'already_invited' } });
    expect((await invite(staff, customer, { email: 'second@acme.example' })).ok).toBe(true);
    expect((await invite(staff, await makeCustomer(staff), { email: customer.email })).ok).toBe(true);
  });

  test('ten times at once makes one invite and one mail', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => invite(staff, customer)));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    for (const refused of all.filter(({ ok }) => !ok))
      expect(refused).toMatchObject({ error: { kind: 'conflict', reason: 'already_invited' } });
    await deliverDueMails();
    expect(await emulator.mails()).toHaveLength(1);
    expect(await acts()).toEqual(['invite.created']);
  });

  test('commits the invite and its mail together: when one cannot be stored there is neither', async () => {
    await query('alter table mails rename to mails_away');
    await expect(invite(staff, customer)).rejects.toThrow();
    await query('alter table mails_away rename to mails');
    expect(await query('select id from invites')).toEqual([]);
    expect((await invite(staff, customer)).ok).toBe(true);
  });

  test.each(KYB_STATUSES)('in %s works exactly when upstream lets the customer edit', async (status) => {
    await emulator.setStatus(customer.upstreamId, status);
    await syncCustomer(staff, customer, { source: 'page', force: true });
    const isOpen = ['INIT', 'PENDING_RESPONSE', 'REJECTED'].includes(status);
    const invited = await invite(staff, customer);
    expect(invited.ok).toBe(isOpen);
    if (!isOpen) expect(invited).toMatchObject({ error: { kind: 'not_editable', status } });
  });

  test('is refused for a customer no one knows, or that upstream has not confirmed', async () => {
    expect(await invite(staff, { ...customer, id: 'nobody' })).toMatchObject({ error: { kind: 'not_found' } });
    await query('update customers set upstream_id = null');
    expect(await invite(staff, customer)).toMatchObject({ error: { kind: 'conflict', reason: 'confirming' } });
  });
});

describe('the token', () => {
  test('has 256 bits, differs for every invite and generation, and stands nowhere in the database', async () => {
    const first = await makeInvite(staff, customer);
    const second = await makeInvite(staff, customer, { email: 'second@acme.example' });
    await deliverDueMails();
    await readInvite(first.token);
    await renewInvite(staff, first.id, NO_ORIGIN);
    await deliverDueMails();
    const renewed = await tokenOf(staff, customer, first.id);
    const tokens = [first.token, second.token, renewed];
    expect(new Set(tokens).size).toBe(3);
    const dump = await dumpDatabase();
    for (const token of tokens) {
      expect(Buffer.from(token, 'base64url')).toHaveLength(32);
      expect(dump).not.toContain(token);
      expect(dump).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
      expect(dump).toContain(createHash('sha256').update(token).digest('hex'));
    }
  });

  test('is shown to those who may send it, as a link and as a picture, and never to a viewer', async () => {
    const { token } = await makeInvite(staff, customer);
    const link = `${env().appUrl}/i/${token}`;
    const [seen] = await readInvites(staff, customer.id);
    expect(seen).toMatchObject({ link, qrCode: qrCode(link), isLiving: true });
    expect(seen?.qrCode).toMatch(/^data:image\/svg\+xml,/);
    const viewer = await makeStaff('viewer');
    const [item] = await readInvites(viewer, customer.id);
    expect(item).toMatchObject({ link: null, qrCode: null, state: 'queued' });
    expect(JSON.stringify(item)).not.toContain(token);
  });
});

describe('the living link', () => {
  test('opens a masked page with the message, and counts the view', async () => {
    const { token } = await makeInvite(staff, customer, { message: 'Hello' });
    await deliverDueMails();
    expect(await readInvite(token)).toMatchObject({
      maskedBusiness: 'A…e L…d',
      maskedEmail: expect.stringMatching(/^.….@a…e\.example$/),
      message: 'Hello',
      locale: 'en',
      status: 'INIT',
      isOpen: true,
      hasStarted: false,
      needsCode: false,
    });
    await readInvite(token);
    expect(await readInvites(staff, customer.id)).toMatchObject([{ state: 'viewed', viewCount: 2 }]);
    expect(await emulator.links()).toEqual([]);
  });

  test('is the same when it is sent again; twice within a minute is one mail', async () => {
    const { id, token } = await makeInvite(staff, customer);
    await deliverDueMails();
    travel(MINUTE_MS - (Date.now() % MINUTE_MS));
    await Promise.all([resendInvite(staff, id, NO_ORIGIN), resendInvite(staff, id, NO_ORIGIN)]);
    await deliverDueMails();
    const mails = await emulator.mails(customer.email);
    expect(mails.map(({ text }) => tokenIn(text))).toEqual([token, token]);
    expect(await acts()).toEqual(['invite.created', 'invite.sent_again']);
  });

  test('is replaced by renewing: the new one is mailed and lives for days, the old one is dead', async () => {
    const { id, token } = await makeInvite(staff, customer);
    travel(10 * DAY_MS);
    expect((await renewInvite(staff, id, NO_ORIGIN)).ok).toBe(true);
    const renewed = await tokenOf(staff, customer, id);
    expect(await readInvite(token)).toBeNull();
    expect(await readInvite(renewed)).not.toBeNull();
    await deliverDueMails();
    expect((await emulator.mails(customer.email)).map(({ text }) => tokenIn(text))).toContain(renewed);
    travel(13 * DAY_MS);
    expect(await readInvite(renewed)).not.toBeNull();
    expect(await acts()).toEqual(['invite.created', 'invite.renewed']);
  });

  test('renewed by five people at once has one next generation', async () => {
    const { id } = await makeInvite(staff, customer);
    const all = await Promise.all(Array.from({ length: 5 }, () => renewInvite(staff, id, NO_ORIGIN)));
    const [row] = await query('select generation from invites');
    expect(row).toEqual({ generation: 1 + all.filter(({ ok }) => ok).length });
    expect(await query('select hash from invite_tokens')).toHaveLength(Number(row?.generation));
    expect(await readInvite(await tokenOf(staff, customer, id))).not.toBeNull();
  });

  test('dies when it is revoked, for good; the address can be invited again', async () => {
    const { id, token } = await makeInvite(staff, customer);
    expect((await revokeInvite(staff, id, NO_ORIGIN)).ok).toBe(true);
    expect(await readInvite(token)).toBeNull();
    for (const act of [revokeInvite, renewInvite, resendInvite])
      expect(await act(staff, id, NO_ORIGIN)).toMatchObject({ error: { kind: 'conflict', reason: 'invite_dead' } });
    expect(await readInvites(staff, customer.id)).toMatchObject([{ state: 'revoked', link: null }]);
    const next = await makeInvite(staff, customer);
    expect(await readInvite(next.token)).not.toBeNull();
    expect(await acts()).toEqual(['invite.created', 'invite.revoked', 'invite.created']);
  });

  test('expires after 14 days; it can be renewed but not sent again', async () => {
    const { id, token } = await makeInvite(staff, customer);
    travel(14 * DAY_MS - MINUTE_MS);
    expect(await readInvite(token)).not.toBeNull();
    travel(2 * MINUTE_MS);
    expect(await readInvite(token)).toBeNull();
    expect(await readInvites(staff, customer.id)).toMatchObject([{ state: 'expired', isLiving: false, link: null }]);
    expect(await resendInvite(staff, id, NO_ORIGIN)).toMatchObject({ error: { reason: 'invite_dead' } });
    expect((await renewInvite(staff, id, NO_ORIGIN)).ok).toBe(true);
    expect(await readInvite(await tokenOf(staff, customer, id))).not.toBeNull();
  });

  test('looks the same dead as if it had never been: replaced, expired, revoked, unknown, damaged', async () => {
    const replaced = await makeInvite(staff, customer);
    await renewInvite(staff, replaced.id, NO_ORIGIN);
    const revoked = await makeInvite(staff, customer, { email: 'second@acme.example' });
    await revokeInvite(staff, revoked.id, NO_ORIGIN);
    const damaged = [`${replaced.token}=`, replaced.token.slice(1), '', '../../etc', `${replaced.token}\n`, '%00'];
    for (const token of [replaced.token, revoked.token, UNKNOWN_TOKEN, ...damaged])
      expect(await readInvite(token), token).toBeNull();
  });

  test.each([renewInvite, resendInvite, revokeInvite])('%o of an unknown invite is "not found"', async (act) => {
    expect(await act(staff, crypto.randomUUID(), NO_ORIGIN)).toMatchObject({ error: { kind: 'not_found' } });
  });
});

describe('the customer in the list and on its page', () => {
  const inList = async () => (await listCustomers(staff, await getDb(), {})).items.map((item) => item.inviteState);

  test('tells the state of the newest invite that was not revoked', async () => {
    expect(await inList()).toEqual([null]);
    const { id, token } = await makeInvite(staff, customer);
    expect(await inList()).toEqual(['queued']);
    await deliverDueMails();
    expect(await inList()).toEqual(['sent']);
    await readInvite(token);
    expect(await inList()).toEqual(['viewed']);
    travel(1_000);
    const second = await makeInvite(staff, customer, { email: 'second@acme.example' });
    expect(await inList()).toEqual(['queued']);
    await revokeInvite(staff, second.id, NO_ORIGIN);
    expect(await inList()).toEqual(['viewed']);
    await revokeInvite(staff, id, NO_ORIGIN);
    expect(await inList()).toEqual(['revoked']);
    expect(await getCustomerDetail(staff, await getDb(), customer.id)).toMatchObject({ inviteState: 'revoked' });
  });

  test('tells that a mail was refused, and why', async () => {
    await emulator.setMailBehaviour({ bounce: [customer.email] });
    await makeInvite(staff, customer);
    await deliverDueMails();
    expect(await inList()).toEqual(['not_delivered']);
    const reason = expect.stringContaining('No such mailbox');
    expect(await readInvites(staff, customer.id)).toMatchObject([{ state: 'not_delivered', reason }]);
  });
});

describe('asking for a new link on a dead page', () => {
  const ask = (token: string, origin = visitor()) => requestNewLink(token, origin);
  const sent = async () => {
    await deliverDueMails();
    return emulator.mails();
  };

  test('mails a fresh one to the address on file and to no one else', async () => {
    const { id, token } = await makeInvite(staff, customer);
    await deliverDueMails();
    travel(15 * DAY_MS);
    await ask(token);
    const mails = await sent();
    expect(mails.map(({ to }) => to)).toEqual([[customer.email], [customer.email]]);
    const renewed = tokenIn(mails.at(-1)?.text ?? '');
    expect(renewed).toBe(await tokenOf(staff, customer, id));
    expect(await readInvite(renewed)).not.toBeNull();
    const [entry] = await query("select actor_kind from audit where act = 'invite.renewed'");
    expect(entry).toEqual({ actor_kind: 'system' });
  });

  test('with a replaced link sends the living one and does not kill it', async () => {
    const { id, token } = await makeInvite(staff, customer);
    await renewInvite(staff, id, NO_ORIGIN);
    const living = await tokenOf(staff, customer, id);
    await ask(token);
    expect(tokenIn((await sent()).at(-1)?.text ?? '')).toBe(living);
    expect(await readInvite(living)).not.toBeNull();
  });

  test('does nothing for unknown, damaged and revoked ones', async () => {
    const { id, token } = await makeInvite(staff, customer);
    await deliverDueMails();
    await revokeInvite(staff, id, NO_ORIGIN);
    for (const each of [token, UNKNOWN_TOKEN]) expect(await ask(each)).toEqual({ ok: true, value: null });
    for (const each of ['', token.slice(0, 42), 'x'.repeat(5000)])
      expect(await ask(each)).toMatchObject({ error: { kind: 'invalid_input' } });
    expect(await sent()).toHaveLength(1);
  });

  test('sends three mails an hour for one invite, anyone who asks', async () => {
    const { token } = await makeInvite(staff, customer);
    travel(15 * DAY_MS);
    for (let asked = 0; asked < 6; asked += 1) {
      await ask(token);
      travel(2 * MINUTE_MS);
    }
    await deliverDueMails();
    // The first mail of all was still waiting: it goes out too, with the link that lives now.
    expect(await query("select id from mails where dedupe_key not like '%:1'")).toHaveLength(3);
    travel(60 * MINUTE_MS);
    await ask(token);
    expect(await query("select id from mails where dedupe_key not like '%:1'")).toHaveLength(4);
  });

  test('is counted for the address that asks, so that no one tries tokens', async () => {
    const { token } = await makeInvite(staff, customer);
    travel(15 * DAY_MS);
    const origin = visitor();
    for (let asked = 0; asked < 10; asked += 1) await ask(UNKNOWN_TOKEN, origin);
    expect(await ask(token, origin)).toMatchObject({ error: { kind: 'rate_limited' } });
    expect(await query("select id from mails where dedupe_key not like '%:1'")).toEqual([]);
    await ask(token);
    expect(await query("select id from mails where dedupe_key not like '%:1'")).toHaveLength(1);
  });
});

test.each([
  ['PENDING_RESPONSE', 'Action required: Acme Ltd', '1Money reviewed Acme Ltd and needs more information.'],
  ['REJECTED', 'The verification of Acme Ltd was not approved', '1Money did not approve Acme Ltd.'],
])('an invite in %s is mailed as what it is: a request to correct', async (status, subject, sentence) => {
  await emulator.setStatus(customer.upstreamId, status);
  await syncCustomer(staff, customer, { source: 'webhook', force: true });
  const { token } = await makeInvite(staff, customer);
  await deliverDueMails();
  const mail = (await emulator.mails(customer.email)).at(-1);
  expect(mail?.subject).toBe(subject);
  expect(mail?.text).toContain(sentence);
  expect(mail?.text).toContain(`Continue the form:\nhttp://localhost:3000/i/${token}\n`);
  expect(mail?.text).not.toContain('It takes about 15 minutes.');
});

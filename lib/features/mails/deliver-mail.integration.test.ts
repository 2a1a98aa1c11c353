import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { renewInvite, revokeInvite } from '@/lib/features/invites/change-invite';
import { readInvites } from '@/lib/features/invites/read-invites';
import {
  deliverDueMails,
  type KnownCustomer,
  MINUTE_MS,
  makeCustomer,
  makeInvite,
  tokenIn,
  tokenOf,
  travel,
} from '@/lib/features/invites/testing/invites';
import { brandingSetting } from '@/lib/features/settings/branding';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { dumpDatabase, emptyDatabase, makeStaff, query, setUpDatabase } from '@/lib/platform/db/testing';
import { forgetUpstreamClient } from '@/lib/platform/jobs/testing/restart';
import { claimMail, completeMail } from '@/lib/platform/mail/mails.writes';
import { Emulator } from '@/testing/emulator';
import { deliverMail } from './deliver-mail';

const database = setUpDatabase({ ownEmulator: true });
const emulator = new Emulator(database.emulator);
const HOUR_MS = 60 * MINUTE_MS;

let staff: StaffScope;
let customer: KnownCustomer;
beforeEach(async () => {
  await Promise.all([emulator.reset(), emptyDatabase(), forgetUpstreamClient()]);
  staff = await makeStaff();
  customer = await makeCustomer(staff);
});
afterEach(() => void vi.useRealTimers());

async function outbox() {
  const rows = await query('select id, state, tries, reason from mails order by created_at, id');
  return rows.map(({ id, state, tries, reason }) => ({ id: String(id), state, tries, reason }));
}

/** The only mail of the outbox. */
async function onlyMail() {
  const [mail, ...more] = await outbox();
  if (!mail || more.length > 0) throw new Error('There is not exactly one mail.');
  return mail;
}

const messageIds = async () => (await emulator.mails(customer.email)).map(({ headers }) => headers['message-id']);

describe('a mail server that takes the mail', () => {
  test('gets it once, as text and HTML, with a stable id and nothing that calls home', async () => {
    const { token } = await makeInvite(staff, customer, { message: 'Line one\nLine two' });
    await deliverDueMails();
    await deliverDueMails();
    const [mail, ...more] = await emulator.mails();
    expect(more).toEqual([]);
    const { id } = await onlyMail();
    expect(mail?.headers['message-id']).toBe(`<${id}@localhost>`);
    expect(mail?.headers['auto-submitted']).toBe('auto-generated');
    expect(mail?.from).toBe('no-reply@localhost');
    expect(tokenIn(mail?.text ?? '')).toBe(token);
    expect(mail?.text).toContain('> Line one\n> Line two');
    const html = mail?.html ?? '';
    expect(html).not.toMatch(/<(img|link|script|iframe|object|style)\b|url\(|@import|\bon\w+=|src=/i);
    const addresses = [...html.matchAll(/https?:\/\/[^\s"'<]+/g)].map(([address]) => address);
    expect(new Set(addresses)).toEqual(new Set([`http://localhost:3000/i/${token}`]));
    expect(await onlyMail()).toMatchObject({ state: 'sent', tries: 1, reason: null });
  });

  test('gets it once when five workers take it at the same time', async () => {
    await makeInvite(staff, customer);
    const { id } = await onlyMail();
    await Promise.all(Array.from({ length: 5 }, () => deliverMail(id)));
    expect(await emulator.mails()).toHaveLength(1);
  });

  test('gets the link that lives at that moment, not the one of when it was written', async () => {
    const { id } = await makeInvite(staff, customer);
    await renewInvite(staff, id, NO_ORIGIN);
    const living = await tokenOf(staff, customer, id);
    await deliverDueMails();
    expect((await emulator.mails()).map(({ text }) => tokenIn(text))).toEqual([living, living]);
  });

  test('gets nothing about an invite that was revoked while its mail waited', async () => {
    const { id } = await makeInvite(staff, customer);
    await revokeInvite(staff, id, NO_ORIGIN);
    await deliverDueMails();
    expect(await emulator.mails()).toEqual([]);
    expect(await onlyMail()).toMatchObject({ state: 'failed' });
  });
});

test('mails look like the partner: name, colour, and an address that answers', async () => {
  const branding = { ...(await brandingSetting.read()), partnerName: 'Southwind', accent: '#0b5a3c' };
  await brandingSetting.change(
    await makeStaff('admin'),
    { ...branding, supportEmail: 'help@southwind.example' },
    NO_ORIGIN,
  );
  await makeInvite(staff, customer);
  await deliverDueMails();
  const [mail] = await emulator.mails();
  expect(mail?.subject).toContain('Southwind');
  expect(mail?.html).toContain('background:#0b5a3c');
  expect(mail?.text).toContain('Questions? help@southwind.example');
  expect(mail?.headers['reply-to']).toBe('help@southwind.example');
});

describe('names and messages that mean harm', () => {
  const HOSTILE = "\"><img src=x onerror=alert(1)>{partner}$& 'quoted' & Co";

  test('stand in the mail as text: in the HTML escaped, in the text as they are', async () => {
    await query(`update customers set legal_name = '${HOSTILE.replaceAll("'", "''")}'`);
    await makeInvite(staff, customer, { message: `<script>alert(2)</script>\n${HOSTILE}` });
    await deliverDueMails();
    const [mail] = await emulator.mails();
    expect(mail?.html).not.toMatch(/<img|<script/);
    expect(mail?.html).toContain('&lt;img src=x onerror=alert(1)&gt;{partner}$&amp; &#39;quoted&#39; &amp; Co');
    expect(mail?.text).toContain(HOSTILE);
    expect(mail?.text).toContain('> <script>alert(2)</script>');
  });

  test('cannot add headers or recipients by line breaks', async () => {
    await query(
      `update customers set status = 'INIT', legal_name = E'Acme\\r\\nBcc: victim@evil.example\\r\\nX-Evil: yes\\n\\nBody'`,
    );
    const branding = { ...(await brandingSetting.read()), partnerName: 'Bank\r\nBcc: victim@evil.example' };
    await brandingSetting.change(await makeStaff('admin'), branding, NO_ORIGIN);
    await makeInvite(staff, customer);
    await deliverDueMails();
    const [mail] = await emulator.mails();
    expect(mail?.to).toEqual([customer.email]);
    expect(Object.keys(mail?.headers ?? {})).not.toEqual(expect.arrayContaining(['bcc']));
    expect(Object.keys(mail?.headers ?? {})).not.toEqual(expect.arrayContaining(['x-evil']));
    expect(mail?.subject).toContain('Bank Bcc: victim@evil.example');
  });
});

describe('a mail server that does not take the mail now', () => {
  test.each([
    ['refuse', 'Refused by order'],
    ['busy', 'Busy by order'],
  ] as const)('(%s) is asked again later with the same Message-ID, and staff see why it waits', async (mode, words) => {
    await emulator.setMailBehaviour({ mode });
    await makeInvite(staff, customer);
    await deliverDueMails();
    const reason = expect.stringContaining(words);
    expect(await onlyMail()).toMatchObject({ state: 'queued', tries: 1, reason });
    expect(await readInvites(staff, customer.id)).toMatchObject([{ state: 'queued', reason }]);
    await deliverDueMails();
    expect(await onlyMail()).toMatchObject({ tries: 1 });
    travel(31_000);
    await deliverDueMails();
    expect(await onlyMail()).toMatchObject({ state: 'queued', tries: 2 });
    await emulator.setMailBehaviour({ mode: 'accept' });
    travel(2 * MINUTE_MS);
    await deliverDueMails();
    const { id, ...mail } = await onlyMail();
    expect(mail).toEqual({ state: 'sent', tries: 3, reason: null });
    expect(await messageIds()).toEqual([`<${id}@localhost>`]);
  });

  test('(accepts, then hangs up) may get it twice, with the same Message-ID', async () => {
    await emulator.setMailBehaviour({ mode: 'drop_after_accept' });
    await makeInvite(staff, customer);
    await deliverDueMails();
    expect(await onlyMail()).toMatchObject({ state: 'queued' });
    await emulator.setMailBehaviour({ mode: 'accept' });
    travel(MINUTE_MS);
    await deliverDueMails();
    const { id, state } = await onlyMail();
    expect(state).toBe('sent');
    expect(await messageIds()).toEqual([`<${id}@localhost>`, `<${id}@localhost>`]);
  });

  test('(hangs) is left after 20 s and asked again', async () => {
    await emulator.setMailBehaviour({ mode: 'hang' });
    await makeInvite(staff, customer);
    await deliverDueMails();
    expect(await onlyMail()).toMatchObject({ state: 'queued', tries: 1, reason: expect.any(String) });
    await emulator.setMailBehaviour({ mode: 'accept' });
    travel(MINUTE_MS);
    await deliverDueMails();
    expect(await onlyMail()).toMatchObject({ state: 'sent' });
    expect(await emulator.mails()).toHaveLength(1);
  });

  test('is asked less and less often, hourly at the end, and given up after 72 hours', async () => {
    await emulator.setMailBehaviour({ mode: 'refuse' });
    await makeInvite(staff, customer);
    const start = Date.now();
    const waits: number[] = [];
    for (let mail = await onlyMail(); mail.state !== 'failed'; mail = await onlyMail()) {
      await deliverDueMails();
      const [row] = await query('select next_try_at from mails');
      const waitMs = new Date(String(row?.next_try_at)).getTime() - Date.now();
      waits.push(waitMs);
      travel(Math.max(waitMs, 0) + 1_000);
    }
    expect(waits[0]).toBeLessThanOrEqual(30_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(HOUR_MS);
    expect(Date.now() - start).toBeGreaterThan(72 * HOUR_MS);
    expect(Date.now() - start).toBeLessThan(75 * HOUR_MS);
    expect(await onlyMail()).toMatchObject({ reason: expect.stringContaining('Refused by order') });
    await deliverDueMails();
    expect(await readInvites(staff, customer.id)).toMatchObject([{ state: 'not_delivered' }]);
  });
});

describe('a mailbox that does not exist', () => {
  test('is told to staff at once with the server’s words, and not asked again', async () => {
    await emulator.setMailBehaviour({ bounce: [customer.email] });
    await makeInvite(staff, customer);
    await deliverDueMails();
    const reason = expect.stringContaining('550 No such mailbox');
    expect(await onlyMail()).toMatchObject({ state: 'bounced', tries: 1, reason });
    expect(await readInvites(staff, customer.id)).toMatchObject([{ state: 'not_delivered', reason }]);
    travel(HOUR_MS);
    await deliverDueMails();
    expect(await onlyMail()).toMatchObject({ tries: 1 });
  });
});

describe('a portal that dies while it sends', () => {
  const claim = async (id: string) => claimMail(systemScope('test'), await getDb(), id, new Date());

  test('before the mail server had it: the mail goes out once, two minutes later', async () => {
    await makeInvite(staff, customer);
    const { id } = await onlyMail();
    expect(await claim(id)).not.toBeNull();
    await deliverDueMails();
    expect(await emulator.mails()).toEqual([]);
    travel(2 * MINUTE_MS + 1_000);
    await deliverDueMails();
    expect(await emulator.mails()).toHaveLength(1);
    expect(await onlyMail()).toMatchObject({ state: 'sent' });
  });

  test('after the mail server had it: the mail goes out twice and not a third time, with one Message-ID', async () => {
    await makeInvite(staff, customer);
    await deliverDueMails();
    // The commit of "sent" was lost with the process.
    await query("update mails set state = 'sending', completed_at = null");
    travel(2 * MINUTE_MS + 1_000);
    for (let runs = 0; runs < 3; runs += 1) await deliverDueMails();
    expect(await messageIds()).toHaveLength(2);
    expect(new Set(await messageIds()).size).toBe(1);
  });

  test('and one that was only slow does not overrule the one that took over', async () => {
    await makeInvite(staff, customer);
    const { id } = await onlyMail();
    const slow = await claim(id);
    if (!slow) throw new Error('Not claimed.');
    travel(2 * MINUTE_MS + 1_000);
    await deliverDueMails();
    const late = { state: 'bounced', reason: 'late', now: new Date() } as const;
    await completeMail(systemScope('test'), await getDb(), slow, late);
    expect(await onlyMail()).toMatchObject({ state: 'sent', reason: null });
  });
});

test('no living token is in the outbox, before, during and after the sending', async () => {
  await emulator.setMailBehaviour({ mode: 'drop_after_accept' });
  const { token } = await makeInvite(staff, customer, { message: 'Hello' });
  expect(await dumpDatabase()).not.toContain(token);
  await deliverDueMails();
  expect(await dumpDatabase()).not.toContain(token);
  await emulator.setMailBehaviour({ mode: 'accept' });
  travel(MINUTE_MS);
  await deliverDueMails();
  expect(await dumpDatabase()).not.toContain(token);
  expect((await emulator.mails()).every(({ text }) => tokenIn(text) === token)).toBe(true);
});

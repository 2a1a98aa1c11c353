import { beforeEach, describe, expect, test } from 'vitest';
import { checkUpstream, readUpstreamCheck } from '@/lib/features/connection/check-upstream';
import { readConnection } from '@/lib/features/connection/read-connection';
import { remindUnanswered } from '@/lib/features/invites/remind';
import { DAY_MS, makeCustomer, makeInvite } from '@/lib/features/invites/testing/invites';
import { startOnboarding } from '@/lib/features/onboarding/start-onboarding';
import { syncCustomer } from '@/lib/features/sync/sync-customer';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { emptyDatabase, makeStaff, query, setUpDatabase } from '@/lib/platform/db/testing';
import { forgetUpstreamClient } from '@/lib/platform/jobs/testing/restart';
import { Emulator } from '@/testing/emulator';
import { overdueSetting, readReentry, reentrySetting, reminderSetting, statusMailSetting } from './rule-settings';

const database = setUpDatabase({ ownEmulator: true, env: { REMINDER_DAYS: '3,7' } });
const emulator = new Emulator(database.emulator);

const ORIGIN = { address: '203.0.113.9', userAgent: 'A browser' };

let admin: StaffScope;
beforeEach(async () => {
  await Promise.all([emulator.reset(), emptyDatabase(), forgetUpstreamClient()]);
  admin = await makeStaff('admin');
});

const auditLog = () => query("select details from audit where act = 'settings.changed' order by id");

describe('a rule set in the portal', () => {
  test('wins over the environment at the very next click: rejected customers stay out', async () => {
    const customer = await makeCustomer(admin);
    await emulator.setStatus(customer.upstreamId, 'REJECTED');
    expect(await readReentry()).toEqual({ rejectedReentry: true });
    expect(await reentrySetting.change(admin, true, ORIGIN)).toBe(false);
    expect(await reentrySetting.change(admin, false, ORIGIN)).toBe(true);
    expect(await startOnboarding(admin, customer.id, NO_ORIGIN)).toMatchObject({
      error: { kind: 'not_editable', status: 'REJECTED' },
    });
    expect(await emulator.links()).toEqual([]);
    expect(await reentrySetting.change(admin, true, ORIGIN)).toBe(true);
    expect(await startOnboarding(admin, customer.id, NO_ORIGIN)).toMatchObject({ ok: true });
    expect(await auditLog()).toEqual([
      { details: { setting: 'rejected_reentry', allowed: 'on → off' } },
      { details: { setting: 'rejected_reentry', allowed: 'off → on' } },
    ]);
  });

  test('moves the days of reminders, and switches them off', async () => {
    const reminders = async () => (await query("select id from mails where kind = 'reminder'")).length;
    await makeInvite(admin, await makeCustomer(admin));
    const inDays = (days: number) => new Date(Date.now() + days * DAY_MS + 60_000);
    expect(await reminderSetting.read()).toEqual({ isOn: true, days: [3, 7] });
    await reminderSetting.change(admin, { isOn: true, days: [5] }, ORIGIN);
    await remindUnanswered(inDays(4));
    expect(await reminders()).toBe(0);
    await reminderSetting.change(admin, { isOn: false, days: [5] }, ORIGIN);
    await remindUnanswered(inDays(5));
    expect(await reminders()).toBe(0);
    await reminderSetting.change(admin, { isOn: true, days: [5] }, ORIGIN);
    await remindUnanswered(inDays(5));
    expect(await reminders()).toBe(1);
    expect((await auditLog())[0]).toEqual({ details: { setting: 'reminders', days: '3, 7 → 5' } });
  });

  test('about being overdue is stored as the list reads it, and the audit log names the old and the new days', async () => {
    const before = await overdueSetting.read();
    const next = { unopenedInviteDays: null, statusDays: { ...before.statusDays, INIT: 21 } };
    const results = await Promise.all([1, 2, 3].map(() => overdueSetting.change(admin, next, ORIGIN)));
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await overdueSetting.read()).toEqual(next);
    expect(await auditLog()).toEqual([
      { details: { setting: 'overdue_thresholds', 'Invite not opened': '7 → never', 'Not submitted': '30 → 21' } },
    ]);
  });

  test('stops status mails where the partner tells its users itself, and nothing else', async () => {
    const customer = await makeCustomer(admin);
    await makeInvite(admin, customer);
    const mailsAfter = async (status: string) => {
      await emulator.setStatus(customer.upstreamId, status);
      await syncCustomer(admin, customer, { source: 'webhook', force: true });
      return (await query('select kind from mails order by created_at')).map(({ kind }) => kind);
    };
    expect(await statusMailSetting.read()).toEqual({ isPartnersOwn: false });
    expect(await mailsAfter('PENDING_RESPONSE')).toEqual(['invite', 'response_needed']);
    expect(await statusMailSetting.change(admin, { isPartnersOwn: true }, ORIGIN)).toBe(true);
    expect(await mailsAfter('APPROVED')).toEqual(['invite', 'response_needed']);
    expect(await statusMailSetting.change(admin, { isPartnersOwn: false }, ORIGIN)).toBe(true);
    expect(await mailsAfter('REJECTED')).toEqual(['invite', 'response_needed', 'rejected']);
    expect(await auditLog()).toEqual([
      { details: { setting: 'status_mails', 'we tell our users ourselves': 'off → on' } },
      { details: { setting: 'status_mails', 'we tell our users ourselves': 'on → off' } },
    ]);
  });

  test('is an admin’s', async () => {
    const operator = await makeStaff('operator');
    await expect(reentrySetting.change(operator, false, ORIGIN)).rejects.toThrow('Only admins');
    await expect(statusMailSetting.change(operator, { isPartnersOwn: true }, ORIGIN)).rejects.toThrow('Only admins');
    expect(await readReentry()).toEqual({ rejectedReentry: true });
  });
});

describe('the credential check', () => {
  test('tells what each request came to, with its request id, and is kept for the next look', async () => {
    const checked = await checkUpstream(admin, ORIGIN);
    const works = { problem: null, httpStatus: 200, requestId: expect.any(String), durationMs: expect.any(Number) };
    expect(checked).toMatchObject({ ok: true, value: { by: admin.name, echo: works, list: works } });
    expect(await readUpstreamCheck(admin)).toEqual(checked.ok && checked.value);
    expect(await query("select outcome from audit where act = 'upstream.checked'")).toEqual([{ outcome: 'ok' }]);
  });

  test('tells a refusal as a result, holds no secret, and is not for everyone', async () => {
    await emulator.addFault({ method: 'GET', path: '/v1/customers', fault: 'status:401', times: 10 });
    expect(await checkUpstream(admin, ORIGIN)).toMatchObject({
      ok: true,
      value: { echo: { problem: null }, list: { problem: 'credentials', httpStatus: 401 } },
    });
    const page = JSON.stringify(await readConnection(admin));
    const { ONEMONEY_SECRET_KEY: secret = '', ONEMONEY_ACCESS_KEY: key = '' } = process.env;
    expect(page).not.toContain(secret);
    expect(page).not.toContain(key);
    expect(await checkUpstream(await makeStaff('operator'), ORIGIN)).toMatchObject({ error: { kind: 'forbidden' } });
    expect(await query("select outcome from audit where act = 'upstream.checked'")).toEqual([{ outcome: 'failed' }]);
  });
});

import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { KYB_STATUSES } from '../model';
import { control, createdId, link, SECOND, send } from '../testing/client';
import { setStatus, sharedEmulator, startEmulator } from '../testing/start';

const base = sharedEmulator();
const LEGACY = '/v1/customers/onboarding/grants';

describe('onboarding links', () => {
  test('three text fields; the URL carries the token; it lives 30 minutes', async () => {
    const id = await createdId(base());
    const before = Date.now();
    const { status, json } = await link(base(), id, {
      redirect_url: 'https://portal.example/return?state=abc',
      locale: 'en-US',
    });
    expect(status).toBe(201);
    expect(Object.keys(json).sort()).toEqual(['expires_at', 'grant_token', 'onboarding_url']);
    expect(json.onboarding_url).toBe(`${base()}/onboarding?grant=${json.grant_token}`);
    const lifetimeMs = Date.parse(json.expires_at) - before;
    expect(lifetimeMs).toBeGreaterThanOrEqual(30 * 60_000);
    expect(lifetimeMs).toBeLessThan(31 * 60_000);
  });

  test('the legacy call takes the customer in the body', async () => {
    const customer_id = await createdId(base());
    const made = await send(base(), 'POST', LEGACY, { body: { customer_id, redirect_url: null } });
    expect(made.status).toBe(201);
    expect(made.json.grant_token).toBeTruthy();
    expect((await send(base(), 'POST', LEGACY, { body: {} })).json.detail).toBe('customer_id: is required');
    expect((await send(base(), 'POST', LEGACY, { body: { customer_id: randomUUID() } })).status).toBe(404);
    expect((await send(base(), 'POST', LEGACY, { body: { customer_id }, keys: SECOND })).status).toBe(404);
  });

  test('an empty object is enough, no body is not', async () => {
    const id = await createdId(base());
    expect((await link(base(), id, {})).status).toBe(201);
    expect((await link(base(), id, '')).status).toBe(400);
    expect((await link(base(), id, 'null')).status).toBe(422);
  });

  const refusals: [string, unknown, RegExp][] = [
    ['no URL', { redirect_url: 'portal.example/return' }, /redirect_url: must be a valid absolute URL/],
    ['a script', { redirect_url: 'javascript:alert(1)' }, /redirect_url/],
    ['a file', { redirect_url: 'file:///etc/passwd' }, /redirect_url/],
    ['no host', { redirect_url: 'https://' }, /redirect_url/],
    ['white space', { redirect_url: 'https://portal.example/a b' }, /redirect_url/],
    ['a line break', { redirect_url: 'https://portal.example/\r\nSet-Cookie: a=b' }, /redirect_url/],
    ['an empty text', { redirect_url: '' }, /redirect_url/],
    ['a number', { redirect_url: 7 }, /redirect_url: must be text/],
    ['too long', { redirect_url: `https://portal.example/${'a'.repeat(2048)}` }, /redirect_url/],
    ['a strange locale', { locale: '../../etc' }, /locale: must be a language tag/],
    ['an unknown field', { customer_id: 'x' }, /unknown field `customer_id`/],
  ];
  test.each(refusals)('a redirect or body with %s is refused', async (_name, body, detail) => {
    const id = await createdId(base());
    const { status, json } = await link(base(), id, body);
    expect(status).toBe(422);
    expect(json.detail).toMatch(detail);
  });

  test('a foreign customer answers exactly like a missing one', async () => {
    const id = await createdId(base(), { keys: SECOND });
    const foreign = await link(base(), id);
    const missing = await link(base(), randomUUID());
    expect(foreign.status).toBe(404);
    expect({ ...foreign.json, instance: '' }).toEqual({ ...missing.json, instance: '' });
  });

  test.each([...KYB_STATUSES, 'QUANTUM_REVIEW', 'approved'])('status %s', async (status) => {
    const isOpen = ['INIT', 'PENDING_RESPONSE', 'REJECTED'].includes(status);
    const id = await createdId(base());
    await setStatus(base(), id, status);
    const made = await link(base(), id);
    expect(made.status).toBe(isOpen ? 201 : 400);
    if (!isOpen)
      expect(made.json.detail).toBe(
        `KYB edit not allowed: the status is ${status}, a link can be created only in INIT, PENDING_RESPONSE or REJECTED`,
      );
    const { json } = await control(base(), 'GET', `/links?customer_id=${id}`);
    expect(json.links).toHaveLength(isOpen ? 1 : 0);
  });
});

describe('choices by setting', () => {
  test.each([409, 422, 500] as const)('a locked customer can be %i', async (lockedLinkStatus) => {
    const { url } = await startEmulator({
      settings: { lockedLinkStatus, isRejectedEditable: false, linkSuccessStatus: 200 },
    });
    const id = await createdId(url);
    expect((await link(url, id)).status).toBe(200);
    await setStatus(url, id, 'REJECTED');
    const refused = await link(url, id);
    expect(refused.status).toBe(lockedLinkStatus);
    expect(refused.json).toMatchObject({
      status: lockedLinkStatus,
      detail: expect.stringContaining('KYB edit not allowed'),
    });
  });

  test('unknown locales can be refused, older links revoked, links shorter, the public address another', async () => {
    const settings = {
      unknownLocale: 'refuse',
      olderLinks: 'revoke',
      linkLifetimeSeconds: 60,
      publicUrl: 'https://onboard.example/',
    } as const;
    const { url } = await startEmulator({ settings });
    const id = await createdId(url);
    const refused = await link(url, id, { locale: 'fr-FR' });
    expect(refused.status).toBe(422);
    expect(refused.json.detail).toMatch(/locale: unsupported/);
    const first = await link(url, id, { locale: 'pt-br' });
    expect(first.json.onboarding_url).toMatch(/^https:\/\/onboard\.example\/onboarding\?grant=/);
    await link(url, id);
    const { json } = await control(url, 'GET', '/links');
    expect(json.links.map((made: { revokedAt: string | null }) => made.revokedAt !== null)).toEqual([true, false]);
    await control(url, 'POST', '/clock', { advanceSeconds: 61 });
    const later = await control(url, 'GET', '/links');
    expect(later.json.links.every((made: { isExpired: boolean }) => made.isExpired)).toBe(true);
  });
});

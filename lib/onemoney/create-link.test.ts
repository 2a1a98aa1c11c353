import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { json, refusal, reset, text } from './testing/scripted-server';
import { setUpUpstream } from './testing/set-up-upstream';
import { CUSTOMER_ID, interactive, KEY } from './testing/test-client';

const upstream = setUpUpstream();
const FRESH_KEY = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const url = 'https://onboarding.1money.com/start?grant=CANARY';
const input = {
  customerId: CUSTOMER_ID,
  redirectUrl: 'https://portal.example/onboarding/return?state=abc',
  idempotencyKey: KEY,
};
const link = { grant_token: 'CANARY', onboarding_url: url, expires_at: '2026-03-01T12:30:00.000Z' };
const make = () => upstream.make({ newId: () => FRESH_KEY });
const bodies = () => upstream.server.received.map((request) => JSON.parse(request.body.toString()));
const keys = () => upstream.server.received.map(({ headers }) => headers['idempotency-key']);

describe('an onboarding link', () => {
  it.each([200, 201])('comes with its expiry (%d)', async (status) => {
    upstream.server.play(json(status, link));
    const made = await make().client.createOnboardingLink({ ...input, locale: 'en-US' }, interactive);
    if (!made.ok) throw new Error(made.error.kind);
    expect(made.value.url.reveal()).toBe(url);
    expect(made.value.expiresAt).toEqual(new Date('2026-03-01T12:30:00Z'));
    expect(upstream.server.received[0]?.url).toBe(`/v1/customers/${CUSTOMER_ID}/onboarding_links`);
    expect(bodies()).toEqual([{ redirect_url: input.redirectUrl, locale: 'en-US' }]);
    expect(keys()).toEqual([KEY]);
  });

  it('does not show itself in the result or in reports', async () => {
    upstream.server.play(json(200, link));
    const { client, exchanges } = make();
    const made = await client.createOnboardingLink(input, interactive);
    for (const shown of [inspect(made, { depth: 9 }), JSON.stringify(made), JSON.stringify(exchanges)])
      expect(shown).not.toContain('CANARY');
  });

  it.each([undefined, null, '', 'soon', {}, -1])('lives 30 minutes when expires_at is %j', async (expires_at) => {
    upstream.server.play(json(200, { ...link, expires_at }));
    const { client, tolerances } = make();
    expect(await client.createOnboardingLink(input, interactive)).toMatchObject({
      value: { expiresAt: new Date('2026-03-01T12:30:00Z') },
    });
    expect(tolerances).toEqual(['expires_at_assumed']);
  });

  it.each([
    'http://onboarding.1money.com/x',
    'https://evil.example/x',
    'https://u:p@1money.com/',
    'javascript:alert(1)',
    'x',
  ])('to %s is refused and not repeated anywhere', async (onboarding_url) => {
    upstream.server.play(json(200, { ...link, onboarding_url }));
    const made = await make().client.createOnboardingLink(input, interactive);
    expect(made).toMatchObject({ error: { kind: 'unexpected_response', retryable: false } });
    expect(JSON.stringify(made)).not.toContain('evil.example');
  });

  it.each([{}, { onboarding_url: 5 }, { onboarding_url: '' }, [], 'x'])(
    'in the answer %j is unknown',
    async (response) => {
      upstream.server.play(json(200, response));
      expect(await make().client.createOnboardingLink(input, interactive)).toMatchObject({
        error: { kind: 'outcome_unknown' },
      });
    },
  );

  it.each(['', '../x', 'a/b', 'x'.repeat(65), 'ü'])('is not asked for under the id %j', async (customerId) => {
    upstream.server.play(json(200, link));
    const { client } = make();
    const error = { kind: 'invalid_input', fields: { customerId: 'malformed' } };
    expect(await client.createOnboardingLink({ ...input, customerId }, interactive)).toMatchObject({ error });
    expect(await client.getCustomer(customerId, interactive)).toMatchObject({ error });
    expect(upstream.server.received).toHaveLength(0);
  });
});

describe('a refused link', () => {
  it.each([400, 403, 404, 409, 422, 500])('%d is a refusal', async (status) => {
    upstream.server.play(refusal(status, 'customer: KYB edit not allowed'));
    expect(await make().client.createOnboardingLink(input, interactive)).toMatchObject({
      error: { kind: 'upstream_rejected', httpStatus: status, detail: 'customer: KYB edit not allowed' },
    });
    expect(upstream.server.received).toHaveLength(1);
  });

  it('stays a refusal after an attempt of unknown fate, since an unused link is harmless', async () => {
    upstream.server.play(reset, refusal(409, 'KYB edit not allowed'));
    expect(await make().client.createOnboardingLink(input, interactive)).toMatchObject({
      error: { kind: 'upstream_rejected' },
    });
  });

  it.each([
    ['a 500 from a gateway', text(500, '<html>')],
    ['a 503', text(503, '')],
    ['a reset', reset],
  ])('%s is unknown', async (_what, step) => {
    upstream.server.play(step);
    expect(await make().client.createOnboardingLink(input, interactive)).toMatchObject({
      error: { kind: 'outcome_unknown' },
    });
  });

  it('keeps its key through network retries of one click', async () => {
    upstream.server.play(reset, text(503, ''), json(200, link));
    await make().client.createOnboardingLink(input, interactive);
    expect(keys()).toEqual([KEY, KEY, KEY]);
  });
});

describe('the locale', () => {
  it.each([refusal(400, 'unsupported locale'), refusal(422, 'language tag not known'), text(400, '')])(
    'is left out when it is refused, under a key of its own (%#)',
    async (step) => {
      upstream.server.play(step, json(200, link));
      const { client, tolerances } = make();
      expect(await client.createOnboardingLink({ ...input, locale: 'xx' }, interactive)).toMatchObject({ ok: true });
      expect(bodies()).toEqual([
        { redirect_url: input.redirectUrl, locale: 'xx' },
        { redirect_url: input.redirectUrl },
      ]);
      expect(keys()).toEqual([KEY, FRESH_KEY]);
      expect(tolerances).toEqual(['locale_dropped']);
    },
  );

  it('is not blamed for something else, or when there was none', async () => {
    upstream.server.play(refusal(400, 'KYB edit not allowed'));
    await make().client.createOnboardingLink({ ...input, locale: 'en-US' }, interactive);
    expect(upstream.server.received).toHaveLength(1);
    upstream.server.play(refusal(400, 'locale'));
    await make().client.createOnboardingLink(input, interactive);
    expect(upstream.server.received).toHaveLength(1);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signWebhook, verifyWebhook, type WebhookToVerify } from './webhook-signature';

const body = new TextEncoder().encode(
  '{"event_name":"withdrawal.completed","resource":{"type":"withdrawals","id":"b15b135e-ebd1-4ed6-8e6a-72880c3805cf"},"data":{"status":"COMPLETED"}}',
);
const secret = 'whsec_example_key';
const timestamp = '1768469400';
const signature = 'ec875d62e775445e989dd922aa9fe6cac4c878dcfdd14c53b88bc46c59e1a61b';
const nowMs = Number(timestamp) * 1000;
const genuine: WebhookToVerify = { secrets: [secret], signature, timestamp, body, nowMs };

describe('webhook signatures', () => {
  it('equal the known answer', () => expect(signWebhook({ secret, timestamp, body })).toBe(signature));

  it('accepts the genuine delivery', () =>
    expect(verifyWebhook(genuine)).toEqual({ ok: true, secretIndex: 0, keyForm: 'text' }));

  it('accepts upper-case hex', () =>
    expect(verifyWebhook({ ...genuine, signature: signature.toUpperCase() })).toMatchObject({ ok: true }));

  it('accepts the previous secret while one is being replaced, and says so', () => {
    expect(verifyWebhook({ ...genuine, secrets: ['new_secret', secret] })).toMatchObject({ ok: true, secretIndex: 1 });
    expect(verifyWebhook({ ...genuine, secrets: ['', secret] })).toMatchObject({ ok: true, secretIndex: 1 });
  });

  it('accepts the base64url-decoded secret as key', () => {
    const encoded = Buffer.from(secret).toString('base64url');
    expect(verifyWebhook({ ...genuine, secrets: [encoded] })).toEqual({
      ok: true,
      secretIndex: 0,
      keyForm: 'base64url',
    });
    expect(verifyWebhook({ ...genuine, secrets: ['other!', encoded] })).toMatchObject({ secretIndex: 1 });
  });

  it.each([
    [{ secrets: [] }, 'no_secret'],
    [{ secrets: [''] }, 'no_secret'],
    [{ signature: null }, 'signature_missing'],
    [{ signature: '' }, 'signature_missing'],
    [{ timestamp: null }, 'timestamp_malformed'],
    [{ timestamp: '' }, 'timestamp_malformed'],
    [{ timestamp: 'now' }, 'timestamp_malformed'],
    [{ timestamp: '-1768469400' }, 'timestamp_malformed'],
    [{ timestamp: '1768469400.5' }, 'timestamp_malformed'],
    [{ timestamp: '1e9' }, 'timestamp_malformed'],
    [{ timestamp: `${timestamp}000` }, 'timestamp_malformed'],
    [{ nowMs: nowMs + 300_001 }, 'too_old'],
    [{ nowMs: nowMs - 300_001 }, 'too_old'],
    [{ signature: 'abc' }, 'signature_wrong'],
    [{ signature: `sha256=${signature}` }, 'signature_wrong'],
    [{ signature: `${signature}00` }, 'signature_wrong'],
    [{ signature: '0'.repeat(64) }, 'signature_wrong'],
    [{ secrets: ['whsec_example_kex'] }, 'signature_wrong'],
    [{ timestamp: '1768469401' }, 'signature_wrong'],
    [{ body: new Uint8Array([...body, 10]) }, 'signature_wrong'],
  ] as const)('refuses %j as %s', (change, reason) => {
    expect(verifyWebhook({ ...genuine, ...change })).toEqual({ ok: false, reason });
  });

  it.each([300_000, -300_000])('accepts a delivery exactly %d ms off', (offMs) => {
    expect(verifyWebhook({ ...genuine, nowMs: nowMs + offMs })).toMatchObject({ ok: true });
  });

  it('never lets an empty decoded secret become an empty key', () => {
    const forged = signWebhook({ secret: '', timestamp, body });
    expect(verifyWebhook({ ...genuine, secrets: ['a'], signature: forged })).toMatchObject({ ok: false });
  });

  it('accepts what it signs and refuses it after a change of any byte', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.uint8Array({ minLength: 1 }), fc.nat(), (anySecret, payload, at) => {
        const signed = { ...genuine, secrets: [anySecret], body: payload };
        const own = { ...signed, signature: signWebhook({ secret: anySecret, timestamp, body: payload }) };
        expect(verifyWebhook(own).ok).toBe(true);
        const changed = Uint8Array.from(payload, (byte, index) => (index === at % payload.length ? byte ^ 1 : byte));
        expect(verifyWebhook({ ...own, body: changed }).ok).toBe(false);
      }),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { control, createdId, SECOND, send } from '../testing/client';
import { type Received, startReceiver } from '../testing/receiver';
import { setStatus, startEmulator } from '../testing/start';
import { toWebhookSignature } from './signature';

const SECRET = 'whsec_for_these_tests';

async function scene(settings: Record<string, unknown> = {}) {
  const receiver = await startReceiver();
  const { url } = await startEmulator({ settings: { webhookUrl: receiver.url, webhookSecret: SECRET, ...settings } });
  const id = await createdId(url);
  return {
    ...receiver,
    base: url,
    id,
    settle: () => control(url, 'POST', '/settle'),
    advance: (advanceSeconds: number) => control(url, 'POST', '/clock', { advanceSeconds }),
    fault: (fault: string, times = 1) => control(url, 'POST', '/faults', { fault, times }),
    deliveries: async () => (await control(url, 'GET', `/deliveries?customer_id=${id}`)).json.deliveries,
  };
}

function isSigned({ headers, body }: Received): boolean {
  return headers['x-webhook-signature'] === toWebhookSignature(SECRET, Number(headers['x-webhook-timestamp']), body);
}

const names = (received: Received[]): unknown[] => received.map(({ headers }) => headers['x-webhook-event-type']);

test('known answer of the signature', () => {
  const body =
    '{"event_name":"withdrawal.completed","resource":{"type":"withdrawals","id":"b15b135e-ebd1-4ed6-8e6a-72880c3805cf"},"data":{"status":"COMPLETED"}}';
  expect(toWebhookSignature('whsec_example_key', 1768469400, body)).toBe(
    'ec875d62e775445e989dd922aa9fe6cac4c878dcfdd14c53b88bc46c59e1a61b',
  );
});

describe('deliveries', () => {
  test('a status change goes out signed, in the documented envelope', async () => {
    const { base, id, received, settle, deliveries } = await scene();
    await setStatus(base, id, 'APPROVED');
    await settle();
    expect(received).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    expect(JSON.parse(body)).toEqual({
      event_name: 'customer.kyb_approved',
      resource: { type: 'customers', id, idempotency_key: expect.any(String) },
      data: {
        status: 'APPROVED',
        customer_id: id,
        email: expect.any(String),
        created_at: expect.any(String),
        modified_at: expect.any(String),
      },
    });
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-webhook-event-type': 'customer.kyb_approved',
    });
    expect(received.every(isSigned)).toBe(true);
    expect(Math.abs(Number(headers['x-webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({ state: 'delivered', eventId: headers['x-webhook-event-id'] });
    expect(delivery.attempts).toMatchObject([
      { status: 200, deliveryId: headers['x-webhook-delivery-id'], isExtra: false },
    ]);
  });

  test('submitting the form tells about it; the same status again does not', async () => {
    const { base, id, received, settle } = await scene();
    await control(base, 'POST', `/customers/${id}/submit`);
    await setStatus(base, id, 'PENDING_REVIEW');
    await setStatus(base, id, 'PENDING_RESPONSE');
    await settle();
    expect(names(received).sort()).toEqual(['customer.kyb_action_required', 'customer.kyb_submitted']);
  });

  test('registered endpoints get the events of their own entity only', async () => {
    const { base, received, settle } = await scene({ webhookUrl: null });
    const other = await startReceiver();
    const body = { callback_url: other.url };
    await send(base, 'POST', '/v1/webhooks', {
      body,
      headers: { 'x-external-id': '0b0b0b0b-1111-4222-8333-444444444444' },
      keys: SECOND,
    });
    const mine = await createdId(base);
    const theirs = await createdId(base, { keys: SECOND });
    await setStatus(base, mine, 'APPROVED');
    await setStatus(base, theirs, 'REJECTED');
    await settle();
    expect(received).toHaveLength(0);
    expect(names(other.received)).toEqual(['customer.kyb_rejected']);
  });

  test('failures are retried on the emulator clock: same event id and body, new delivery id', async () => {
    const { base, id, received, answers, settle, advance, deliveries } = await scene({
      webhookRetrySeconds: [10, 100],
    });
    answers.push(500, 302);
    await setStatus(base, id, 'APPROVED');
    await settle();
    expect(received).toHaveLength(1);
    await advance(9);
    await settle();
    expect(received).toHaveLength(1);
    await advance(2);
    await settle();
    expect(received).toHaveLength(2);
    await advance(101);
    await settle();
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(received.map(({ headers }) => headers['x-webhook-event-id'])).size).toBe(1);
    expect(new Set(received.map(({ headers }) => headers['x-webhook-delivery-id'])).size).toBe(3);
    expect(received.every(isSigned)).toBe(true);
    expect((await deliveries())[0].state).toBe('delivered');
  });

  test('after the last retry a delivery has failed, and can be redelivered', async () => {
    const { base, id, answers, received, settle, advance, deliveries } = await scene({ webhookRetrySeconds: [1] });
    answers.push(503, 503);
    await setStatus(base, id, 'APPROVED');
    await settle();
    await advance(2);
    await settle();
    const [failed] = await deliveries();
    expect(failed).toMatchObject({ state: 'failed', nextAttemptAt: null });
    await control(base, 'POST', `/deliveries/${failed.id}/redeliver`);
    await settle();
    expect((await deliveries())[0].state).toBe('delivered');
    expect(received).toHaveLength(3);
    expect((await control(base, 'POST', '/deliveries/none/redeliver')).status).toBe(404);
  });

  test('no one listening is a failure with a reason', async () => {
    const { base, id, settle, deliveries } = await scene({
      webhookUrl: 'http://127.0.0.1:9/',
      webhookRetrySeconds: [],
    });
    await setStatus(base, id, 'APPROVED');
    await settle();
    const [delivery] = await deliveries();
    expect(delivery.state).toBe('failed');
    expect(delivery.attempts[0]).toMatchObject({ status: null, note: expect.any(String) });
  });

  test('names and envelope by setting', async () => {
    const { base, id, received, settle } = await scene({
      webhookEventTemplate: 'kyb.{state}',
      webhookEventNames: { REJECTED: 'kyb.no' },
    });
    await setStatus(base, id, 'UNDER_REVIEW');
    await settle();
    await setStatus(base, id, 'REJECTED');
    await settle();
    await control(base, 'PATCH', '/settings', { webhookEnvelope: 'flat', webhookEventNames: {} });
    await setStatus(base, id, 'Quantum Review');
    await settle();
    expect(names(received)).toEqual(['kyb.under_review', 'kyb.no', 'CUSTOMER_KYB']);
    expect(JSON.parse(received[2]?.body ?? '')).toMatchObject({
      event_name: 'CUSTOMER_KYB',
      status: 'Quantum Review',
      customer_id: id,
    });
  });
});

describe('faults', () => {
  test('drop: never sent, and the journal says so', async () => {
    const { base, id, received, settle, fault, deliveries } = await scene();
    await fault('webhook_drop');
    await setStatus(base, id, 'APPROVED');
    await settle();
    expect(received).toHaveLength(0);
    expect((await deliveries())[0].state).toBe('dropped');
    await setStatus(base, id, 'REJECTED');
    await settle();
    expect(received).toHaveLength(1);
  });

  test('duplicate: the same event several times', async () => {
    const { base, id, received, settle, fault } = await scene();
    await fault('webhook_duplicate:99');
    await setStatus(base, id, 'APPROVED');
    await settle();
    expect(received).toHaveLength(100);
    expect(new Set(received.map(({ headers }) => headers['x-webhook-event-id'])).size).toBe(1);
    expect(received.every(isSigned)).toBe(true);
  });

  test('shuffle: later events arrive first', async () => {
    const { base, id, received, settle, fault } = await scene();
    await fault('webhook_shuffle', 3);
    for (const status of ['PENDING_REVIEW', 'UNDER_REVIEW', 'APPROVED']) await setStatus(base, id, status);
    await settle();
    expect(names(received)).toEqual(['customer.kyb_approved', 'customer.kyb_under_review', 'customer.kyb_submitted']);
  });

  test('forge: a stranger says APPROVED with a wrong signature, beside the true event', async () => {
    const { base, id, received, settle, fault } = await scene();
    await fault('webhook_forge');
    await setStatus(base, id, 'REJECTED');
    await settle();
    expect(received.map(isSigned)).toEqual([false, true]);
    expect(received.map(({ body }) => JSON.parse(body).data.status)).toEqual(['APPROVED', 'REJECTED']);
  });

  test('replay: a genuine signature of long ago', async () => {
    const { base, id, received, settle, fault } = await scene();
    await fault('webhook_replay');
    await setStatus(base, id, 'APPROVED');
    await settle();
    expect(received.map(isSigned)).toEqual([true, true]);
    const [first, second] = received.map(({ headers }) => Number(headers['x-webhook-timestamp']));
    expect((first ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(599);
    expect(received[0]?.body).toBe(received[1]?.body);
  });
});

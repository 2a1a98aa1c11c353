import { describe, expect, it } from 'vitest';
import { freezeCreateBody } from './create-customer';
import { json, refusal, reset, stall, text } from './testing/scripted-server';
import { setUpUpstream } from './testing/set-up-upstream';
import { background, CUSTOMER_ID, interactive, KEY, lightCustomer } from './testing/test-client';

const upstream = setUpUpstream();
const input = { email: 'ops@acme.example', firstName: 'Zoë', lastName: 'Kim', companyName: 'Acme Ltd' };
const body = freezeCreateBody(input);
const made201 = json(201, lightCustomer);

describe('the frozen body', () => {
  it('holds exactly what 1Money takes', () => {
    expect(body).toBe(
      '{"email":"ops@acme.example","first_name":"Zoë","last_name":"Kim","company_name":"Acme Ltd","customer_type":"Business"}',
    );
    expect(freezeCreateBody({ ...input, companyName: null }, 'BUSINESS')).toBe(
      '{"email":"ops@acme.example","first_name":"Zoë","last_name":"Kim","customer_type":"BUSINESS"}',
    );
  });

  it.each([body, Buffer.from(body), `${body}\n`])('goes out as it is: %j', async (bytes) => {
    upstream.server.play(made201);
    await upstream.make().client.createLightweightCustomer({ idempotencyKey: KEY, body: bytes }, interactive);
    expect(upstream.server.received[0]?.body).toEqual(Buffer.from(bytes));
  });

  it.each(['', 'key', '1234', `${KEY}x`, `{${KEY}}`])('does not go out under the key %j', async (idempotencyKey) => {
    upstream.server.play(made201);
    const { client } = upstream.make();
    const error = { kind: 'invalid_input', fields: { idempotencyKey: 'malformed' } };
    expect(await client.createLightweightCustomer({ idempotencyKey, body }, interactive)).toMatchObject({ error });
    expect(await client.findByIdempotencyKey(idempotencyKey, interactive)).toMatchObject({ error });
    expect(upstream.server.received).toHaveLength(0);
  });
});

describe('a refused create', () => {
  it.each([
    [400, 'Customer with this email already exists', { email: 'duplicate' }],
    [409, 'duplicate e-mail', { email: 'duplicate' }],
    [422, 'email must be unique', { email: 'duplicate' }],
    [400, 'email is not valid', { email: 'refused' }],
    [400, 'email domain does not exist', { email: 'refused' }],
    [422, 'first_name and last name contain HTML', { firstName: 'refused', lastName: 'refused' }],
    [422, 'company_name: 1-100 characters', { companyName: 'refused' }],
    [400, 'Invalid request', undefined],
    [400, undefined, undefined],
    [403, 'email feature already off', undefined],
  ])('%d %j names the fields %j', async (status, detail, fields) => {
    upstream.server.play(refusal(status, detail));
    const made = await upstream.make().client.createLightweightCustomer({ idempotencyKey: KEY, body }, interactive);
    expect(made).toMatchObject({ ok: false, error: { kind: 'upstream_rejected', httpStatus: status } });
    expect(made.ok ? undefined : made.error.fields).toEqual(fields);
  });

  it('with a used key is a conflict, to be looked up', async () => {
    upstream.server.play(refusal(409, 'Idempotency key expired'));
    expect(
      await upstream.make().client.createLightweightCustomer({ idempotencyKey: KEY, body }, interactive),
    ).toMatchObject({
      error: { kind: 'conflict', reason: 'idempotency_key', retryable: false },
    });
  });
});

describe('the spelling of customer_type', () => {
  const refused = refusal(422, 'customer_type: unknown variant `Business`, expected `BUSINESS`');

  it('is changed once, under the same key, after the new bytes are committed', async () => {
    const { client, tolerances } = upstream.make();
    const steps: string[] = [];
    upstream.server.play(refused, (request, response) => {
      steps.push('sent');
      made201(request, response);
    });
    const made = await client.createLightweightCustomer(
      { idempotencyKey: KEY, body, onBodyChange: async (bytes) => void steps.push(bytes) },
      interactive,
    );
    expect(made).toMatchObject({ ok: true });
    const respelled = freezeCreateBody(input, 'BUSINESS');
    expect(steps).toEqual([respelled, 'sent']);
    expect(upstream.server.received.map((request) => request.body.toString())).toEqual([body, respelled]);
    expect(upstream.server.received.map(({ headers }) => headers['idempotency-key'])).toEqual([KEY, KEY]);
    expect(tolerances).toEqual(['customer_type_other_case']);
    expect(client.health().customerType).toBe('BUSINESS');
    expect(client.freezeCreateBody(input)).toBe(respelled);
  });

  it('is changed back when upstream has changed its mind', async () => {
    const { client } = upstream.make();
    upstream.server.play(refusal(400, 'invalid customer type'), made201);
    await client.createLightweightCustomer(
      { idempotencyKey: KEY, body: freezeCreateBody(input, 'BUSINESS') },
      interactive,
    );
    expect(upstream.server.received[1]?.body.toString()).toBe(body);
  });

  it('is not remembered when the other one is refused as well', async () => {
    const { client } = upstream.make();
    upstream.server.play(refused);
    expect(await client.createLightweightCustomer({ idempotencyKey: KEY, body }, interactive)).toMatchObject({
      error: { kind: 'upstream_rejected', httpStatus: 422 },
    });
    expect(upstream.server.received).toHaveLength(2);
    expect(client.health().customerType).toBe('Business');
  });

  it('is not changed when committing the new bytes fails', async () => {
    upstream.server.play(refused, made201);
    const onBodyChange = async () => {
      throw new Error('database down');
    };
    const { client } = upstream.make();
    await expect(
      client.createLightweightCustomer({ idempotencyKey: KEY, body, onBodyChange }, interactive),
    ).rejects.toThrow('database down');
    expect(upstream.server.received).toHaveLength(1);
  });

  it.each([
    ['another status', body, [refusal(409, 'customer_type')]],
    ['another field', body, [refusal(422, 'business_legal_name is missing')]],
    ['a body that is not ours', '{"customer_type":"Business"}', [refused]],
    ['a body that is not JSON', 'x', [refused]],
    ['an earlier attempt of unknown fate', body, [reset, refused]],
  ])('is left alone with %s', async (_why, bytes, steps) => {
    upstream.server.play(...steps);
    const made = await upstream
      .make()
      .client.createLightweightCustomer({ idempotencyKey: KEY, body: bytes }, interactive);
    expect(made.ok).toBe(false);
    expect(upstream.server.received).toHaveLength(steps.length);
  });
});

describe('finding a customer by its key', () => {
  it('answers with its current status', async () => {
    upstream.server.play(json(200, { ...lightCustomer, status: 'UNDER_REVIEW' }));
    expect(await upstream.make().client.findByIdempotencyKey(KEY, interactive)).toMatchObject({
      value: { upstreamId: CUSTOMER_ID, rawStatus: 'UNDER_REVIEW' },
    });
  });

  it.each([
    ['a 404 about the customer', refusal(404, 'Customer not found')],
    ['a 404 about the key', refusal(404, 'No record for this idempotency key')],
    ['an empty list', json(200, { customers: [] })],
    ['null', text(200, 'null')],
  ])('answers null on %s', async (_how, step) => {
    upstream.server.play(step);
    expect(await upstream.make().client.findByIdempotencyKey(KEY, interactive)).toEqual({ ok: true, value: null });
    expect(upstream.server.received).toHaveLength(1);
  });

  it('answers null when neither route knows more than "Not Found"', async () => {
    upstream.server.play(refusal(404, 'Not Found'));
    expect(await upstream.make().client.findByIdempotencyKey(KEY, interactive)).toEqual({ ok: true, value: null });
    expect(upstream.server.received).toHaveLength(2);
  });

  it('reads a list of one, and nothing from a list of two', async () => {
    upstream.server.play(json(200, { customers: [lightCustomer] }));
    expect(await upstream.make().client.findByIdempotencyKey(KEY, interactive)).toMatchObject({
      value: { upstreamId: CUSTOMER_ID },
    });
    upstream.server.play(json(200, { customers: [lightCustomer, lightCustomer] }));
    expect(await upstream.make().client.findByIdempotencyKey(KEY, interactive)).toMatchObject({
      error: { kind: 'unexpected_response' },
    });
  });

  it.each([
    ['a missing route', [text(404, '<h1>Not found</h1>')]],
    ['a refusal', [refusal(403, 'no')]],
    ['garbage', [text(200, '<html>')]],
    ['an empty answer', [text(200, '')]],
  ])('never answers null on %s', async (_what, steps) => {
    upstream.server.play(...steps);
    expect(await upstream.make().client.findByIdempotencyKey(KEY, interactive)).toMatchObject({ ok: false });
  });

  it('is completed a create that timed out after it was committed', async () => {
    const { client, clock } = upstream.make();
    upstream.server.play(
      stall('', () => clock.advance(10_000)),
      json(200, lightCustomer),
    );
    expect(await client.createLightweightCustomer({ idempotencyKey: KEY, body }, interactive)).toMatchObject({
      error: { kind: 'outcome_unknown' },
    });
    expect(await client.findByIdempotencyKey(KEY, background)).toMatchObject({ value: { upstreamId: CUSTOMER_ID } });
  });
});

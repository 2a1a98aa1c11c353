import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { control, create, createBody, createdId, FIRST, SECOND, send } from '../testing/client';
import { setStatus, sharedEmulator, startEmulator } from '../testing/start';

const base = sharedEmulator();
const PATH = '/v1/customers/lightweight';

function post(body: unknown, headers: Record<string, string> = { 'idempotency-key': randomUUID() }, path = PATH) {
  return send(base(), 'POST', path, { body, headers });
}

describe('create', () => {
  test('answers 201 with six text fields and nothing else', async () => {
    const { status, json } = await create(base(), { email: 'six@fields.example' });
    expect(status).toBe(201);
    expect(json).toEqual({
      customer_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      email: 'six@fields.example',
      customer_type: 'Business',
      status: 'INIT',
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updated_at: json.created_at,
    });
  });

  test('the same key answers the same customer, 201, with its present status', async () => {
    const key = randomUUID();
    const body = createBody();
    const first = await post(body, { 'idempotency-key': key });
    await setStatus(base(), first.json.customer_id, 'UNDER_REVIEW');
    const again = await post(body, { 'idempotency-key': key.toUpperCase() });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.json).toMatchObject({ customer_id: first.json.customer_id, status: 'UNDER_REVIEW' });
    const other = await post(createBody(), { 'idempotency-key': key });
    expect(other.json.customer_id).toBe(first.json.customer_id);
  });

  test('a hundred parallel requests with one key make one customer', async () => {
    const key = randomUUID();
    const body = createBody();
    const replies = await Promise.all(Array.from({ length: 100 }, () => post(body, { 'idempotency-key': key })));
    expect(new Set(replies.map(({ json }) => json.customer_id)).size).toBe(1);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
  });

  test('the key is required and must be a UUID', async () => {
    const wrong: Record<string, string>[] = [{}, { 'idempotency-key': '' }, { 'idempotency-key': 'order-17' }];
    for (const headers of wrong) {
      const { status, json } = await post(createBody(), headers);
      expect(status).toBe(400);
      expect(json).toMatchObject({
        code: 'Bad_Request',
        status: 400,
        instance: PATH,
        detail: expect.stringContaining('Idempotency-Key'),
      });
    }
  });

  test('a second customer with the same e-mail, in any letter case, is 400', async () => {
    await create(base(), { email: 'Twice@same.example' });
    const { status, json } = await create(base(), { email: 'twice@SAME.example' });
    expect(status).toBe(400);
    expect(json.detail).toMatch(/email.*already exists/);
  });

  const refusals: [string, Record<string, unknown>, RegExp][] = [
    ['unknown key', { role: 'admin' }, /unknown field `role`/],
    ['status sent along', { status: 'APPROVED' }, /unknown field `status`/],
    ['missing e-mail', { email: undefined }, /email: is required/],
    ['e-mail without domain', { email: 'ops@' }, /email: must be an e-mail address/],
    ['e-mail with line break', { email: 'a@b.example\r\nBcc: c@d.example' }, /email:/],
    ['e-mail too long', { email: `${'a'.repeat(250)}@b.example` }, /email:/],
    ['first name of the wrong type', { first_name: 7 }, /first_name: must be text/],
    ['empty first name', { first_name: '' }, /first_name: must have 1 to 255/],
    ['blank last name', { last_name: '   ' }, /last_name: must have 1 to 255/],
    ['last name of 256 characters', { last_name: 'x'.repeat(256) }, /last_name/],
    ['null last name', { last_name: null }, /last_name/],
    ['HTML in first name', { first_name: '<b>Zoë</b>' }, /first_name: must be plain text without HTML/],
    ['script in last name', { last_name: '<script>alert(1)</script>' }, /last_name: must be plain text/],
    ['HTML in company name', { company_name: '<img src=x>' }, /company_name: must be plain text/],
    ['control character in company name', { company_name: 'Acme\u0000' }, /company_name: must not contain control/],
    ['empty company name', { company_name: '' }, /company_name: must have 1 to 100/],
    ['company name of 101 characters', { company_name: 'x'.repeat(101) }, /company_name/],
    [
      'customer type in the other spelling',
      { customer_type: 'BUSINESS' },
      /customer_type: unknown variant, expected `Business`/,
    ],
    ['individual', { customer_type: 'Individual' }, /customer_type: Individual customers are not supported/],
    ['missing customer type', { customer_type: undefined }, /customer_type: is required/],
  ];
  test.each(refusals)('%s is 422 and names the field', async (_name, change, detail) => {
    const { status, json } = await create(base(), change);
    expect(json).toMatchObject({ code: 'Unprocessable_Entity', status: 422, instance: PATH });
    expect(status).toBe(422);
    expect(json.detail).toMatch(detail);
  });

  test('limits are counted in characters and null company is fine', async () => {
    expect((await create(base(), { first_name: '😀'.repeat(255), company_name: 'あ'.repeat(100) })).status).toBe(201);
    expect((await create(base(), { company_name: null })).status).toBe(201);
    expect((await create(base(), { company_name: undefined })).status).toBe(201);
  });

  test.each(['', '{', 'null', '[]', '"text"', '\ufeff{}', '{"a":1}}'])('the body %j is refused', async (body) => {
    const reply = await post(body);
    expect([400, 422]).toContain(reply.status);
    expect(reply.json.detail).toBeTruthy();
  });

  test('a body with a __proto__ key is refused', async () => {
    const text = JSON.stringify(createBody()).replace('{', '{"__proto__":{"status":"APPROVED"},');
    expect((await post(text)).status).toBe(422);
  });

  test('another content type is 415 and more than 1 MB is 413', async () => {
    const headers = { 'idempotency-key': randomUUID(), 'content-type': 'text/plain' };
    expect((await post(createBody(), headers)).status).toBe(415);
    expect((await post(createBody({ first_name: 'x'.repeat(1_100_000) }))).status).toBe(413);
  });
});

describe('look-up', () => {
  test('by key: found with present status, missing 404, no key 400, in both generations', async () => {
    for (const kind of ['lightweight', 'hosted']) {
      const key = randomUUID();
      const { json } = await post(createBody(), { 'idempotency-key': key }, `/v1/customers/${kind}`);
      await setStatus(base(), json.customer_id, 'APPROVED');
      const found = await send(base(), 'GET', `/v1/customers/${kind}?idempotency_key=${key}`);
      expect(found.json).toEqual({ ...json, status: 'APPROVED', updated_at: expect.any(String) });
      expect((await send(base(), 'GET', `/v1/customers/${kind}?idempotency_key=${randomUUID()}`)).status).toBe(404);
      expect((await send(base(), 'GET', `/v1/customers/${kind}`)).status).toBe(400);
    }
  });

  test('the two shapes of one customer', async () => {
    const id = await createdId(base());
    const short = await send(base(), 'GET', `/v1/customers/hosted/${id}`);
    expect(Object.keys(short.json)).toEqual([
      'customer_id',
      'email',
      'customer_type',
      'status',
      'created_at',
      'updated_at',
    ]);
    const full = await send(base(), 'GET', `/v1/customers/${id}`);
    expect(full.json).toMatchObject({
      ...{ customer_id: id, business_legal_name: '', status: 'INIT', review_issues: null, submitted_at: null },
      ...{ associated_persons: [], registered_address: null, publicly_traded: null, terms_signed_at: null },
    });
    expect(full.json).not.toHaveProperty('customer_type');
  });

  test('the full object shows the answers of the form and the flagged items', async () => {
    const id = await createdId(base());
    await control(base(), 'POST', `/customers/${id}/submit`);
    const { json } = await send(base(), 'GET', `/v1/customers/${id}`);
    expect(json).toMatchObject({
      business_legal_name: 'Acme Ltd',
      status: 'PENDING_REVIEW',
      submitted_at: expect.any(String),
    });
    const [person] = json.associated_persons;
    const issues = {
      company_issues: {
        company_name: 'Acme Ltd',
        reject_reason: 'Name mismatch',
        description: 'Differs from the register',
      },
      associated_person_issues: [
        {
          associated_person_id: person.associated_person_id,
          name: 'Zoë Kim',
          reject_reason: 'Expired',
          description: 'Passport',
        },
      ],
    };
    await setStatus(base(), id, 'PENDING_RESPONSE', issues);
    const flagged = await send(base(), 'GET', `/v1/customers/${id}`);
    expect(flagged.json).toMatchObject({ status: 'PENDING_RESPONSE', review_issues: issues });
    expect(flagged.json.updated_at > json.updated_at).toBe(true);
  });

  test('a foreign customer answers exactly like a missing one', async () => {
    const id = await createdId(base(), { keys: SECOND });
    for (const path of [`/v1/customers/${id}`, `/v1/customers/hosted/${id}`]) {
      const foreign = await send(base(), 'GET', path, { keys: FIRST });
      const missing = await send(base(), 'GET', path.replace(id, randomUUID()));
      expect(foreign.status).toBe(404);
      expect({ ...foreign.json, instance: '' }).toEqual({ ...missing.json, instance: '' });
      expect((await send(base(), 'GET', path, { keys: SECOND })).status).toBe(200);
    }
  });

  test('entities share neither keys nor e-mails', async () => {
    const key = randomUUID();
    const body = createBody();
    const headers = { 'idempotency-key': key };
    const mine = await send(base(), 'POST', PATH, { body, headers });
    const theirs = await send(base(), 'POST', PATH, { body, headers, keys: SECOND });
    expect(theirs.status).toBe(201);
    expect(theirs.json.customer_id).not.toBe(mine.json.customer_id);
  });
});

describe('choices by setting', () => {
  test('quota', async () => {
    const { url } = await startEmulator({ settings: { quota: 1, quotaStatus: 409 } });
    const headers = { 'idempotency-key': randomUUID() };
    const body = createBody();
    expect((await send(url, 'POST', PATH, { body, headers })).status).toBe(201);
    const refused = await create(url);
    expect(refused.status).toBe(409);
    expect(refused.json.detail).toMatch(/quota of 1/);
    expect((await send(url, 'POST', PATH, { body, headers })).status).toBe(201);
  });

  test('the key window ends in 409, and another body under the same key can too', async () => {
    const { url } = await startEmulator({
      settings: { idempotencyWindowSeconds: 86_400, idempotencyOtherBody: 'conflict' },
    });
    const headers = { 'idempotency-key': randomUUID() };
    const body = createBody();
    await send(url, 'POST', PATH, { body, headers });
    expect((await send(url, 'POST', PATH, { body: createBody(), headers })).status).toBe(409);
    await control(url, 'POST', '/clock', { advanceSeconds: 86_399 });
    expect((await send(url, 'POST', PATH, { body, headers })).status).toBe(201);
    await control(url, 'POST', '/clock', { advanceSeconds: 2 });
    expect((await send(url, 'POST', PATH, { body, headers })).status).toBe(409);
  });

  test('spelling of the type, validation status, status case, name before the form', async () => {
    const settings = {
      customerType: 'BUSINESS',
      validationStatus: 400,
      statusCase: 'lower',
      legalNameBeforeForm: 'company_name',
    } as const;
    const { url } = await startEmulator({ settings });
    expect((await create(url)).status).toBe(400);
    const { json } = await create(url, { customer_type: 'BUSINESS' });
    expect(json).toMatchObject({ customer_type: 'BUSINESS', status: 'init' });
    const full = await send(url, 'GET', `/v1/customers/${json.customer_id}`);
    expect(full.json).toMatchObject({ business_legal_name: 'Acme Ltd', status: 'init' });
    await control(url, 'PATCH', '/settings', { customerType: 'any', legalNameBeforeForm: 'null' });
    expect((await create(url, { customer_type: 'Business' })).status).toBe(201);
    expect((await send(url, 'GET', `/v1/customers/${json.customer_id}`)).json.business_legal_name).toBeNull();
  });

  test('a feature that support has not enabled is 403', async () => {
    const { url } = await startEmulator({ settings: { isHostedOnboardingEnabled: false } });
    expect((await create(url)).status).toBe(403);
    expect((await send(url, 'GET', '/v1/customers')).status).toBe(200);
  });
});

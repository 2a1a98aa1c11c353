import { describe, expect, it } from 'vitest';
import { checkMissing } from './route-missing';
import { json, type Received, refusal, type Step, text } from './testing/scripted-server';
import { setUpUpstream } from './testing/set-up-upstream';
import { CUSTOMER_ID, interactive, KEY, lightCustomer } from './testing/test-client';

const upstream = setUpUpstream();
const FRESH_KEY = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const make = () => upstream.make({ newId: () => FRESH_KEY });
const paths = () => upstream.server.received.map(({ method, path }) => `${method} ${path}`);
const body = '{"email":"a@b.example","first_name":"A","last_name":"B","customer_type":"Business"}';
const link = { onboarding_url: 'https://1money.com/o', expires_at: '2026-03-01T12:30:00Z' };
const linkInput = { customerId: CUSTOMER_ID, redirectUrl: 'https://portal.example/r', idempotencyKey: KEY };

/** Responses by path; a path that is not listed is missing. */
function routes(table: Record<string, Step>, missing: Step = text(404, 'not found')): Step {
  return (request: Received, response) => (table[request.path] ?? missing)(request, response);
}

const newer = {
  create: '/v1/customers/lightweight',
  link: `/v1/customers/${CUSTOMER_ID}/onboarding_links`,
  get: `/v1/customers/${CUSTOMER_ID}`,
};
const older = {
  create: '/v1/customers/hosted',
  link: '/v1/customers/onboarding/grants',
  get: `/v1/customers/hosted/${CUSTOMER_ID}`,
};
const oldUpstream = {
  [older.create]: json(201, lightCustomer),
  [older.link]: json(200, link),
  [older.get]: json(200, lightCustomer),
};

describe('an upstream that only has the older routes', () => {
  const missing: [string, Step][] = [
    ['a page', text(404, '<h1>404</h1>')],
    ['nothing', text(404, '')],
    ['405', text(405, '')],
    ['405 as error object', refusal(405, 'Method not allowed')],
    ['Express', text(404, 'Cannot POST /v1/customers/lightweight')],
    ['an error object about the route', refusal(404, 'No route for /v1/customers')],
    ['an unclear error object', refusal(404, 'Not Found')],
  ];

  it.each(missing)('is used after one detour, which is remembered (%s)', async (_what, step) => {
    const { client, tolerances } = make();
    upstream.server.play(routes(oldUpstream, step));
    const twice = async (call: () => Promise<{ ok: boolean }>) => [(await call()).ok, (await call()).ok];
    expect(await twice(() => client.createLightweightCustomer({ idempotencyKey: KEY, body }, interactive))).toEqual([
      true,
      true,
    ]);
    expect(await twice(() => client.getCustomer(CUSTOMER_ID, interactive))).toEqual([true, true]);
    expect(await twice(() => client.createOnboardingLink(linkInput, interactive))).toEqual([true, true]);
    expect(await client.findByIdempotencyKey(KEY, interactive)).toMatchObject({ ok: true });
    expect(paths()).toEqual([
      `POST ${newer.create}`,
      `POST ${older.create}`,
      `POST ${older.create}`,
      `GET ${newer.get}`,
      `GET ${older.get}`,
      `GET ${older.get}`,
      `POST ${newer.link}`,
      `POST ${older.link}`,
      `POST ${older.link}`,
      `GET ${older.create}`,
    ]);
    expect(tolerances).toEqual(['older_route_lightweight', 'older_route_status', 'older_route_link']);
    expect(client.health().olderRoutes).toEqual(['lightweight', 'status', 'link']);
  });

  it('gets the same key and bytes for a create, and a key of its own for a grant', async () => {
    const { client } = make();
    upstream.server.play(routes(oldUpstream));
    await client.createLightweightCustomer({ idempotencyKey: KEY, body }, interactive);
    await client.createOnboardingLink(linkInput, interactive);
    const sent = upstream.server.received.map(({ headers, body: bytes }) => [
      headers['idempotency-key'],
      bytes.toString(),
    ]);
    expect(sent).toEqual([
      [KEY, body],
      [KEY, body],
      [KEY, '{"redirect_url":"https://portal.example/r"}'],
      [FRESH_KEY, `{"customer_id":"${CUSTOMER_ID}","redirect_url":"https://portal.example/r"}`],
    ]);
  });

  it('is left again when the older route disappears', async () => {
    const { client } = make();
    upstream.server.play(routes({ [older.get]: json(200, lightCustomer) }));
    await client.getCustomer(CUSTOMER_ID, interactive);
    upstream.server.play(routes({ [newer.get]: json(200, lightCustomer) }));
    expect(await client.getCustomer(CUSTOMER_ID, interactive)).toMatchObject({ ok: true });
    await client.getCustomer(CUSTOMER_ID, interactive);
    expect(paths()).toEqual([`GET ${older.get}`, `GET ${newer.get}`, `GET ${newer.get}`]);
  });

  it('is recognised by its refusals too', async () => {
    const { client } = make();
    upstream.server.play(
      routes({ [older.link]: refusal(409, 'KYB edit not allowed'), [older.get]: refusal(404, 'Customer not found') }),
    );
    expect(await client.createOnboardingLink(linkInput, interactive)).toMatchObject({
      error: { kind: 'upstream_rejected', httpStatus: 409 },
    });
    expect(await client.getCustomer(CUSTOMER_ID, interactive)).toMatchObject({ error: { kind: 'not_found' } });
    expect(client.health().olderRoutes).toEqual(['link', 'status']);
  });
});

describe('an upstream whose routes are all there', () => {
  it.each(['Customer not found', 'No customer with this id', 'unknown record'])(
    'a missing customer (%s) costs one request',
    async (detail) => {
      const { client, tolerances } = make();
      upstream.server.play(refusal(404, detail));
      expect(await client.getCustomer(CUSTOMER_ID, interactive)).toMatchObject({ error: { kind: 'not_found' } });
      expect(upstream.server.received).toHaveLength(1);
      expect(tolerances).toEqual([]);
    },
  );

  it.each([refusal(401, 'no'), refusal(403, 'no'), refusal(429, 'Retry after 60s'), text(503, '')])(
    'a second route that may not have been reached is not remembered (%#)',
    async (step) => {
      const { client } = make();
      upstream.server.play(routes({ [older.get]: step }));
      expect(await client.getCustomer(CUSTOMER_ID, interactive)).toMatchObject({ ok: false });
      expect(client.health().olderRoutes).toEqual([]);
    },
  );
});

describe('an upstream without any of the routes', () => {
  it('is a refusal to explain, not a missing customer', async () => {
    const { client } = make();
    upstream.server.play(text(404, '<h1>Wrong host</h1>'));
    for (const call of [
      client.getCustomer(CUSTOMER_ID, interactive),
      client.findByIdempotencyKey(KEY, interactive),
      client.createLightweightCustomer({ idempotencyKey: KEY, body }, interactive),
      client.createOnboardingLink(linkInput, interactive),
      client.listCustomers({}, interactive),
      client.echo(interactive),
    ])
      expect(await call).toMatchObject({ error: { kind: 'upstream_rejected', httpStatus: 404 } });
    expect(client.health().olderRoutes).toEqual([]);
  });

  it('is explained by the newest route’s answer', async () => {
    upstream.server.play(refusal(404, 'no route: newest'), refusal(404, 'no route: older'));
    expect(await make().client.getCustomer(CUSTOMER_ID, interactive)).toMatchObject({
      error: { detail: 'no route: newest' },
    });
  });
});

describe('echo', () => {
  it('repeats upstream’s message', async () => {
    upstream.server.play(json(200, { message: 'hello' }));
    expect(await make().client.echo(interactive)).toEqual({ ok: true, value: { message: 'hello', via: 'echo' } });
    expect(paths()).toEqual(['GET /echo']);
  });

  it.each([text(404, ''), refusal(404, 'Not Found'), text(405, '')])(
    'tries the list where there is none (%#)',
    async (missing) => {
      const { client, tolerances } = make();
      upstream.server.play(routes({ '/v1/customers': json(200, { customers: [], total: 0 }) }, missing));
      expect(await client.echo(interactive)).toEqual({ ok: true, value: { message: null, via: 'list' } });
      expect(upstream.server.received[1]?.url).toBe('/v1/customers?page=1&size=1');
      expect(tolerances).toEqual(['echo_missing']);
    },
  );

  it('says when the credentials are refused', async () => {
    upstream.server.play(refusal(401, 'no', { date: 'Sun, 01 Mar 2026 12:00:00 GMT' }));
    expect(await make().client.echo(interactive)).toMatchObject({
      error: { kind: 'upstream_unavailable', reason: 'credentials' },
    });
  });
});

describe('the judgement on a 404', () => {
  const base = {
    kind: 'refused',
    httpStatus: 404,
    code: null,
    instance: null,
    isEnvelope: true,
    requestId: null,
  } as const;
  it.each([
    ['Customer not found', 'resource'],
    ['No entity found', 'resource'],
    ['Idempotency key unknown', 'resource'],
    ['Cannot GET /v1/customers/x', 'route'],
    ['Endpoint does not exist', 'route'],
    ['page not found', 'route'],
    ['/v1/customers/x not found', 'unclear'],
    ['Not Found', 'unclear'],
    [null, 'unclear'],
  ] as const)('%j is about the %s', (detail, verdict) => expect(checkMissing({ ...base, detail })).toBe(verdict));

  it('is made for 404 and 405 only', () => {
    expect(checkMissing({ ...base, detail: null, httpStatus: 400 })).toBeNull();
    expect(checkMissing({ ...base, detail: 'Customer not found', httpStatus: 405 })).toBe('route');
  });
});

/**
 * Random sequences of calls, right and wrong ones mixed, against a model of five rules: one exchange a grant, no link and no
 * change when not editable, one customer a key, progress never lost, entities do not see each other.
 */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { createEmulator, type Emulator } from './create-emulator';
import { control, createBody, FIRST, type KeyPair, link, plain, SECOND, send } from './testing/client';
import { FormSession } from './testing/form-session';

interface Known {
  id: string;
  keys: KeyPair;
  status: string;
  legalName: string;
  tokens: string[];
}

interface Model {
  base: string;
  customers: Known[];
  byKey: Map<string, string>;
  /** Tokens with what the next exchange must answer. */
  tokens: Map<string, { customer: Known; state: 'fresh' | 'used' | 'revoked'; expiresAt: number }>;
  sessions: { form: FormSession; customer: Known; expiresAt: number }[];
  createdBodies: Map<string, { body: unknown; keys: KeyPair }>;
  clockMs: number;
}

const EDITABLE = ['INIT', 'PENDING_RESPONSE', 'REJECTED'];
const STATUSES = [
  'INIT',
  'PENDING_REVIEW',
  'UNDER_REVIEW',
  'PENDING_RESPONSE',
  'ESCALATED',
  'PENDING_APPROVAL',
  'REJECTED',
  'APPROVED',
  'PROVISIONING',
  'LIMBO',
];
const LINK_MS = 30 * 60_000;
const SESSION_MS = 24 * 3_600_000;
/** Instants this close to an expiry are not checked, because the real clock runs too. */
const MARGIN_MS = 60_000;

// Without bias: small numbers would mostly pick the first customer and the first status.
const picks = { pick: fc.noBias(fc.nat(99)), other: fc.boolean() };
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('create' as const), ...picks }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('repeat' as const), ...picks }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('invalid' as const), ...picks }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('link' as const), ...picks }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('exchange' as const), ...picks }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('type' as const), ...picks }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('status' as const), ...picks }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('revoke' as const), ...picks }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('advance' as const), ...picks }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());

test('random sequences of calls keep the rules', async () => {
  const sequences = fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }), async (steps) => {
    await control(emulator.url, 'POST', '/reset');
    const model: Model = {
      ...{
        base: emulator.url,
        customers: [],
        byKey: new Map(),
        tokens: new Map(),
        sessions: [],
        createdBodies: new Map(),
      },
      clockMs: Date.now(),
    };
    for (const one of steps) await take(model, one);
    await judge(model);
  });
  await fc.assert(sequences, { numRuns: 25 });
});

function at<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(1, list.length)];
}

function demand(isTrue: boolean, rule: string): void {
  if (!isTrue) throw new Error(`broken rule: ${rule}`);
}

async function take(model: Model, { kind, pick, other }: Step): Promise<void> {
  const keys = other ? SECOND : FIRST;
  switch (kind) {
    case 'create':
      return create(model, randomUUID(), createBody(), keys);
    case 'repeat': {
      const known = at([...model.createdBodies], pick);
      return known && create(model, known[0], other ? createBody() : known[1].body, known[1].keys);
    }
    case 'invalid':
      return tryInvalid(model, pick);
    case 'link': {
      const customer = at(model.customers, pick);
      return customer && makeLink(model, customer, other);
    }
    case 'exchange':
      return exchange(model, at([...model.tokens.keys()], pick) ?? 'no-such-token');
    case 'type': {
      const session = at(model.sessions, pick);
      return session && type(model, session, `Typed ${pick} ${randomUUID()}`);
    }
    case 'status': {
      const customer = at(model.customers, pick);
      if (customer === undefined) return;
      customer.status = at(STATUSES, pick) ?? 'INIT';
      await control(model.base, 'POST', `/customers/${customer.id}/status`, { status: customer.status });
      return;
    }
    case 'revoke': {
      const token = at([...model.tokens], pick);
      if (token === undefined) return;
      await control(model.base, 'POST', `/links/${token[0]}/revoke`);
      token[1].state = 'revoked';
      return;
    }
    case 'advance': {
      const advanceSeconds = other ? 31 * 60 : 25 * 3600;
      await control(model.base, 'POST', '/clock', { advanceSeconds });
      model.clockMs += advanceSeconds * 1000;
    }
  }
}

async function create(model: Model, key: string, body: unknown, keys: KeyPair): Promise<void> {
  const { status, json } = await send(model.base, 'POST', '/v1/customers/lightweight', {
    body,
    keys,
    headers: { 'idempotency-key': key },
  });
  demand(status === 201, 'a valid create is 201');
  const before = model.byKey.get(key);
  demand(before === undefined || before === json.customer_id, 'one customer a key');
  if (before !== undefined) return;
  model.byKey.set(key, json.customer_id);
  model.createdBodies.set(key, { body, keys });
  model.customers.push({ id: json.customer_id, keys, status: 'INIT', legalName: '', tokens: [] });
}

async function tryInvalid(model: Model, pick: number): Promise<void> {
  const headers = { 'idempotency-key': randomUUID() };
  const attempts = [
    () => send(model.base, 'POST', '/v1/customers/lightweight', { body: createBody({ extra: 1 }), headers }),
    () => send(model.base, 'POST', '/v1/customers/lightweight', { body: createBody() }),
    () => send(model.base, 'GET', '/v1/customers/none'),
    () => send(model.base, 'GET', '/v1/customers?page=0'),
    () => plain(model.base, 'GET', '/v1/customers'),
  ];
  const reply = await at(attempts, pick)?.();
  demand(
    reply !== undefined && reply.status >= 400 && reply.json.status === reply.status,
    'an invalid call is refused in the envelope',
  );
}

async function makeLink(model: Model, customer: Known, isForeign: boolean): Promise<void> {
  const stranger = customer.keys === FIRST ? SECOND : FIRST;
  const { status, json } = await link(model.base, customer.id, {}, { keys: isForeign ? stranger : customer.keys });
  if (isForeign) {
    demand(status === 404, "another entity's customer is like a missing one");
    return;
  }
  demand(status === (EDITABLE.includes(customer.status) ? 201 : 400), `link in ${customer.status}`);
  if (status !== 201) return;
  demand(!model.tokens.has(json.grant_token), 'a token is new');
  model.tokens.set(json.grant_token, { customer, state: 'fresh', expiresAt: model.clockMs + LINK_MS });
}

async function exchange(model: Model, token: string): Promise<void> {
  const known = model.tokens.get(token);
  const form = await FormSession.open(model.base, token);
  const isLate = known !== undefined && model.clockMs > known.expiresAt;
  const mayPass = known !== undefined && known.state === 'fresh' && !isLate;
  if (known !== undefined && Math.abs(model.clockMs - known.expiresAt) < MARGIN_MS) return;
  demand((form !== null) === mayPass, 'one exchange a grant, in time, unless revoked');
  if (form === null || known === undefined) return;
  known.state = 'used';
  model.sessions.push({ form, customer: known.customer, expiresAt: model.clockMs + SESSION_MS });
}

async function type(model: Model, session: Model['sessions'][number], legalName: string): Promise<void> {
  const { customer } = session;
  const isOpen = EDITABLE.includes(customer.status) && model.clockMs < session.expiresAt;
  await session.form.save('company', { legalName });
  if (isOpen) customer.legalName = legalName;
}

/** What the imitated API says at the end must be what the model says. */
async function judge(model: Model): Promise<void> {
  for (const customer of model.customers) {
    const { json } = await send(model.base, 'GET', `/v1/customers/${customer.id}`, { keys: customer.keys });
    demand(json.status === customer.status, 'the status is the one set last');
    demand(json.business_legal_name === customer.legalName, 'progress is never lost and never changed when locked');
  }
  const { json } = await control(model.base, 'GET', '/customers?limit=1000');
  demand(json.total === model.byKey.size, 'one customer a key, none besides');
}

/**
 * The contract suite: what the portal needs of an upstream, asked of whichever one the ONEMONEY_* variables name. It
 * runs against the emulator in `npm test` and against a real environment by `npm run test:upstream`, where it creates
 * one customer and two links, and says which tolerances 1Money made necessary.
 */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readOnemoneyEnv } from '@/lib/env';
import { isEditable, isKnownKybStatus, toKybStatus } from '@/lib/kyb/status';
import type { AppError, Result } from '@/lib/result';
import { createOnemoneyClient, type OnemoneyClient } from './client';
import type { UpstreamCustomer } from './to-domain';
import type { Tolerance } from './tolerance';

const { isEmulator } = inject('upstream');
const background = { priority: 'background' } as const;
const key = crypto.randomUUID();
const email = `contract-${key}@example.com`;
const tolerances = new Set<Tolerance>();
let client: OnemoneyClient;
let body: string;
let created: UpstreamCustomer;

function valueIn<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function errorIn(result: Result<unknown>): AppError {
  if (result.ok) throw new Error('Upstream accepted what it should refuse');
  return result.error;
}

beforeAll(async () => {
  client = createOnemoneyClient({ ...readOnemoneyEnv(), onTolerance: (name) => tolerances.add(name) });
  body = client.freezeCreateBody({
    email,
    firstName: 'Contract',
    lastName: 'Suite',
    companyName: 'Contract Suite Ltd',
  });
  const onBodyChange = async (changed: string) => {
    body = changed;
  };
  const input = { idempotencyKey: key, body, onBodyChange };
  created = valueIn(await client.createLightweightCustomer(input, background));
});

afterAll(async () => {
  process.stdout.write(`Tolerances that were needed: ${[...tolerances].join(', ') || 'none'}\n`);
  await client.close();
});

describe('credentials', () => {
  it('are accepted', async () => {
    expect(await client.echo(background)).toMatchObject({ ok: true });
  });

  it('with another secret are refused', async ({ skip }) => {
    const env = readOnemoneyEnv();
    if (env.auth === 'bearer') skip('bearer has no secret');
    const wrong = createOnemoneyClient({ ...env, secretKey: Buffer.alloc(32, 7).toString('base64url') });
    expect(errorIn(await wrong.listCustomers({ size: 1 }, background))).toMatchObject({ reason: 'credentials' });
    await wrong.close();
  });
});

describe('a new customer', () => {
  it('may be sent to the form', () => {
    const status = toKybStatus(created.rawStatus);
    expect(isKnownKybStatus(status)).toBe(true);
    expect(isEditable(status, { rejectedReentry: true })).toBe(true);
    expect(created.email).toBe(email);
    expect(created.createdAt).toBeInstanceOf(Date);
  });

  it('is created once, however often it is sent', async () => {
    const again = valueIn(await client.createLightweightCustomer({ idempotencyKey: key, body }, background));
    expect(again.upstreamId).toBe(created.upstreamId);
  });

  it('is found by its key, and no one by another', async () => {
    expect(valueIn(await client.findByIdempotencyKey(key, background))?.upstreamId).toBe(created.upstreamId);
    expect(valueIn(await client.findByIdempotencyKey(crypto.randomUUID(), background))).toBeNull();
  });

  it('is read by its id, and no one by another', async () => {
    expect(valueIn(await client.getCustomer(created.upstreamId, background))).toMatchObject({
      upstreamId: created.upstreamId,
      email,
    });
    expect(errorIn(await client.getCustomer(crypto.randomUUID(), background)).kind).toBe('not_found');
  });

  it('blocks its e-mail address', async () => {
    const duplicate = { idempotencyKey: crypto.randomUUID(), body };
    expect(errorIn(await client.createLightweightCustomer(duplicate, background))).toMatchObject({
      kind: 'upstream_rejected',
      fields: { email: 'duplicate' },
    });
  });

  it('is in the list', { timeout: 600_000 }, async () => {
    const ids: string[] = [];
    for await (const page of client.listAllCustomers(background))
      ids.push(...valueIn(page).map((each) => each.upstreamId));
    expect(ids).toContain(created.upstreamId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('onboarding links', () => {
  const make = () =>
    client.createOnboardingLink(
      {
        customerId: created.upstreamId,
        redirectUrl: 'https://example.com/return?state=contract',
        locale: 'en-US',
        idempotencyKey: crypto.randomUUID(),
      },
      background,
    );

  it('lead to an allowed host, live about 30 minutes, and differ', async () => {
    const before = Date.now();
    const [one, other] = [valueIn(await make()), valueIn(await make())];
    const livesMs = one.expiresAt.getTime() - before;
    expect(livesMs).toBeGreaterThan(25 * 60_000);
    expect(livesMs).toBeLessThan(35 * 60_000);
    expect(one.url.reveal() === other.url.reveal()).toBe(false);
  });

  it('are refused for no one', async () => {
    const input = {
      customerId: crypto.randomUUID(),
      redirectUrl: 'https://example.com/',
      idempotencyKey: crypto.randomUUID(),
    };
    expect(errorIn(await client.createOnboardingLink(input, background)).kind).toBe('upstream_rejected');
  });
});

describe.runIf(isEmulator)('the emulator', () => {
  it('needs no tolerance: it behaves as documented', () => expect([...tolerances]).toEqual([]));
});

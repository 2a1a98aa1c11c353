import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EnvError } from '@/lib/env';
import { ManualClock } from '@/lib/onemoney/testing/manual-clock';
import { json, refusal, reset, type ScriptedServer, startScriptedServer } from '@/lib/onemoney/testing/scripted-server';
import { ACCESS_KEY, CUSTOMER_ID, KEY, lightCustomer, SECRET_KEY } from '@/lib/onemoney/testing/test-client';
import { runOnemoneyCli } from './onemoney-cli';

let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());

const URL_WITH_SECRET = 'https://onboarding.1money.com/o?grant=CANARY';
const CREATE = ['create', '--email', 'ops@acme.example', '--first-name', 'Zoë', '--last-name', 'Kim'];

async function run(
  args: readonly string[],
  { isTerminal = false, env = {} }: { isTerminal?: boolean; env?: object } = {},
) {
  let out = '';
  let err = '';
  const code = await runOnemoneyCli({
    args,
    isTerminal,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    readEnv: () => ({
      baseUrl: server.origin,
      accessKey: ACCESS_KEY,
      secretKey: SECRET_KEY,
      nextKeys: null,
      auth: 'hmac',
      timeoutMs: 10_000,
      linkHosts: ['1money.com'],
      requestsPerSecond: 100,
      burst: 100,
      ...env,
    }),
    clientOptions: { clock: new ManualClock() },
  });
  expect(out + err).not.toContain(SECRET_KEY);
  return { code, out, err };
}

describe('npm run onemoney', () => {
  it('echo says that the credentials work', async () => {
    server.play(json(200, { message: 'hello' }));
    expect(await run(['echo'])).toEqual({
      code: 0,
      out: `The credentials work: ${server.origin} answered "hello".\n`,
      err: '',
    });
  });

  it('echo says what to do when they do not', async () => {
    server.play(refusal(401, 'Invalid signature', { 'x-request-id': 'req_7', date: 'Sun, 01 Mar 2026 12:00:00 GMT' }));
    const { code, out, err } = await run(['echo']);
    expect([code, out]).toEqual([4, '']);
    expect(err).toContain('does not accept these credentials');
    expect(err).toContain('1Money says: Invalid signature');
    expect(err).toContain('ONEMONEY_SECRET_KEY');
    expect(err).toContain('req_7');
  });

  it('list shows a page, or everything', async () => {
    const customers = [lightCustomer, { customer_id: 'cus_2' }];
    server.play(json(200, { customers, total: 2 }));
    const page = await run(['list', '--page', '3']);
    expect(server.received[0]?.url).toBe('/v1/customers?page=3&size=20');
    expect(page).toMatchObject({ code: 0, err: expect.stringContaining('without a readable status') });
    expect(page.out).toBe(
      `${CUSTOMER_ID}  INIT              ops@acme.example\ncus_2${' '.repeat(31)}  unknown           -\nPage 3: 2 customers, 2 in all\n`,
    );
    server.play(json(200, { customers: [lightCustomer], total: 1 }));
    expect(await run(['list', '--all', '--json'])).toMatchObject({ code: 0, err: '1 customers\n' });
  });

  it('get shows a customer and what to correct', async () => {
    const review_issues = {
      company_issues: { company_name: 'Acme', reject_reason: 'DOC', description: 'Send the extract' },
    };
    server.play(json(200, { ...lightCustomer, business_legal_name: 'Acme', review_issues }));
    const { code, out } = await run(['get', CUSTOMER_ID]);
    expect(code).toBe(0);
    expect(out).toContain('status   INIT\n');
    expect(out).toContain('  - company Acme: DOC, Send the extract\n');
    server.play(json(200, lightCustomer));
    expect(JSON.parse((await run(['get', CUSTOMER_ID, '--json'])).out)).toMatchObject({
      upstreamId: CUSTOMER_ID,
      rawStatus: 'INIT',
    });
  });

  it('create tells its key before anything else, and uses the one given', async () => {
    server.play(json(201, lightCustomer));
    const { code, err } = await run([...CREATE, '--key', KEY]);
    expect(code).toBe(0);
    expect(err).toContain(`npm run onemoney -- find ${KEY}`);
    expect(server.received[0]?.headers['idempotency-key']).toBe(KEY);
    expect(JSON.parse(server.received[0]?.body.toString() ?? '')).toEqual({
      email: 'ops@acme.example',
      first_name: 'Zoë',
      last_name: 'Kim',
      customer_type: 'Business',
    });
  });

  it('find is completed an unknown outcome', async () => {
    server.play(reset);
    const lost = await run([...CREATE, '--key', KEY]);
    expect(lost).toMatchObject({ code: 5, out: '', err: expect.stringContaining('nobody knows') });
    server.play(refusal(404, 'Customer not found'));
    expect(await run(['find', KEY])).toMatchObject({ code: 0, out: '1Money has no customer with this key.\n' });
  });

  it('link warns and prints the URL to a terminal', async () => {
    server.play(json(201, { onboarding_url: URL_WITH_SECRET, expires_at: '2026-03-01T12:30:00Z' }));
    const { code, out, err } = await run(['link', CUSTOMER_ID], { isTerminal: true });
    expect([code, out]).toEqual([0, `${URL_WITH_SECRET}\nExpires 2026-03-01T12:30:00.000Z\n`]);
    expect(err).toContain('works once');
    expect(await run(['link', CUSTOMER_ID, '--print-url'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('CANARY'),
    });
  });

  it('link makes none when the URL would go into a file unasked', async () => {
    server.play(json(201, { onboarding_url: URL_WITH_SECRET }));
    expect(await run(['link', CUSTOMER_ID])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('--print-url'),
    });
    expect(server.received).toHaveLength(0);
  });
});

describe('what goes wrong is explained', () => {
  it.each([
    [refusal(404, 'Customer not found'), 4, 'no such customer'],
    [refusal(403, 'hosted onboarding is off'), 4, 'refused with HTTP 403'],
    [refusal(500, 'x'), 3, 'in trouble (HTTP 500)'],
    [refusal(429, 'Retry after 30s'), 3, 'Try again in 30 s'],
    [json(200, {}), 3, 'ONEMONEY_BASE_URL'],
    [reset, 3, 'cannot be reached'],
  ])('%#: exit code %d … %d', async (step, code, words) => {
    server.play(step);
    expect(await run(['get', CUSTOMER_ID])).toMatchObject({ code, out: '', err: expect.stringContaining(words) });
  });

  it('names refused fields', async () => {
    server.play(refusal(400, 'email already exists'));
    expect((await run(CREATE)).err).toContain('because of email (duplicate)');
  });

  it.each([
    [[], 'Usage:'],
    [['dance'], 'There is no command "dance"'],
    [['constructor'], 'There is no command'],
    [['get'], 'ID is missing'],
    [['get', 'a', 'b'], 'Too many arguments'],
    [['get', '../x'], 'customerId'],
    [['list', '--page', '0'], '--page'],
    [['list', '--frobnicate'], 'frobnicate'],
    [['create', '--email', 'x'], '--first-name'],
    [['link', 'x', '--print-url', '--redirect-url', 'nowhere'], '--redirect-url'],
  ])('%j is a usage error', async (args, words) => {
    server.play(json(200, {}));
    expect(await run(args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(words) });
    expect(server.received).toHaveLength(0);
  });

  it('lists what is wrong with the environment', async () => {
    const err: string[] = [];
    const readEnv = () => {
      throw new EnvError(['ONEMONEY_BASE_URL is missing', 'ONEMONEY_ACCESS_KEY is missing']);
    };
    const surroundings = { args: ['echo'], readEnv, out: () => undefined, isTerminal: true };
    expect(await runOnemoneyCli({ ...surroundings, err: (text) => err.push(text) })).toBe(1);
    expect(err.join('')).toContain('- ONEMONEY_ACCESS_KEY is missing');
  });

  it('helps', async () => {
    for (const args of [['--help'], ['help'], ['list', '-h']])
      expect(await run(args)).toMatchObject({ code: 0, out: expect.stringContaining('Usage:') });
  });
});

describe('the command itself', () => {
  it('reads the environment, prints to the right streams and ends with the code', async () => {
    server.play(json(200, { message: 'hello' }));
    const file = path.join(import.meta.dirname, 'run-ts.mjs');
    const env = {
      PATH: process.env.PATH,
      NODE_ENV: process.env.NODE_ENV,
      ONEMONEY_BASE_URL: server.origin,
      ONEMONEY_ACCESS_KEY: ACCESS_KEY,
      ONEMONEY_SECRET_KEY: SECRET_KEY,
    };
    const command = [file, path.join(import.meta.dirname, 'onemoney.ts')];
    const good = await promisify(execFile)(process.execPath, [...command, 'echo'], { env });
    expect(good).toEqual({ stdout: expect.stringContaining('The credentials work'), stderr: '' });
    await expect(promisify(execFile)(process.execPath, [...command, 'dance'], { env })).rejects.toMatchObject({
      code: 2,
    });
  });
});

import { beforeEach, describe, expect, test, vi } from 'vitest';

const GOOD = {
  APP_URL: 'https://portal.partner.example',
  AUTH_SECRET: 'a-secret-of-at-least-32-characters-0123',
  ONEMONEY_BASE_URL: 'https://api.sandbox.1money.com',
  ONEMONEY_ACCESS_KEY: 'ak_visible',
  ONEMONEY_SECRET_KEY: 'c2VjcmV0LWtleQ',
};
const NAMES = [
  ...Object.keys(GOOD),
  ...['PORT', 'HOST', 'DATA_DIR', 'DATABASE_URL', 'ONEMONEY_AUTH', 'ONEMONEY_TIMEOUT_MS', 'ONEMONEY_LINK_HOSTS'],
  ...['ONEMONEY_REQUESTS_PER_SECOND', 'ONEMONEY_BURST', 'ONEMONEY_REJECTED_REENTRY', 'ONEMONEY_WEBHOOK_SECRET'],
  ...['ONEMONEY_ACCESS_KEY_NEXT', 'ONEMONEY_SECRET_KEY_NEXT'],
  ...['PARTNER_NAME', 'TRUSTED_PROXIES', 'LOG_LEVEL', 'DEMO_PASSWORD', 'PORTAL_JOBS', 'NEXTAUTH_URL'],
  ...['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PASSWORD_SIGN_IN'],
];

type Variables = Readonly<Record<string, string | undefined>>;

/** The environment is read once per process, so each case loads the module again. */
async function load(change: Variables, base: Variables = GOOD) {
  vi.resetModules();
  for (const name of NAMES) vi.stubEnv(name, { ...base, ...change }[name]);
  return import('./env');
}

async function problemsOf(change: Variables, base: Variables = GOOD): Promise<readonly string[]> {
  const { env, EnvError } = await load(change, base);
  try {
    env();
    return [];
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return error.problems;
  }
}

beforeEach(() => vi.unstubAllEnvs());

test('a usable environment has the documented defaults', async () => {
  const { env } = await load({});
  expect(env()).toMatchObject({
    appUrl: GOOD.APP_URL,
    port: 3000,
    host: '127.0.0.1',
    dataDir: '.data',
    databaseUrl: null,
    rejectedReentryDefault: true,
    trustedProxies: 0,
    logLevel: 'info',
    demoPassword: null,
    onemoney: { auth: 'hmac', timeoutMs: 10_000, linkHosts: ['1money.com'], requestsPerSecond: 1, burst: 4 },
  });
});

test('an empty variable is one that is not set', async () => {
  const { env } = await load({ DATABASE_URL: '', PORT: '', DEMO_PASSWORD: '', ONEMONEY_LINK_HOSTS: '' });
  expect(env()).toMatchObject({ databaseUrl: null, port: 3000, demoPassword: null });
});

test('nothing set: every missing variable is listed at once, by name', async () => {
  expect([...(await problemsOf({}, {}))].sort()).toEqual([
    'APP_URL is missing',
    'AUTH_SECRET is missing',
    'ONEMONEY_ACCESS_KEY is missing',
    'ONEMONEY_BASE_URL is missing',
    'ONEMONEY_SECRET_KEY is missing (needed unless ONEMONEY_AUTH is bearer)',
  ]);
});

test('everything wrong: every variable is listed at once, by name, and no value is shown', async () => {
  const wrong = {
    APP_URL: 'http://wrong-value.example/path',
    AUTH_SECRET: 'wrong-value',
    PORT: 'wrong-value',
    DATABASE_URL: 'mysql://wrong-value@db.example',
    ONEMONEY_BASE_URL: 'ftp://wrong-value.example',
    ONEMONEY_ACCESS_KEY: 'wrong:value wrong-value',
    ONEMONEY_SECRET_KEY: 'wrong-value with + and /',
    ONEMONEY_AUTH: 'wrong-value',
    ONEMONEY_TIMEOUT_MS: '-1',
    ONEMONEY_LINK_HOSTS: 'https://wrong-value.example/',
    ONEMONEY_REQUESTS_PER_SECOND: '0',
    ONEMONEY_REJECTED_REENTRY: 'wrong-value',
    TRUSTED_PROXIES: '99',
    LOG_LEVEL: 'wrong-value',
    DEMO_PASSWORD: 'wrong!',
  };
  const problems = await problemsOf(wrong);
  for (const name of Object.keys(wrong))
    expect(
      problems.filter((line) => line.startsWith(`${name} `)),
      name,
    ).not.toEqual([]);
  expect(problems.join('\n')).not.toMatch(/wrong|mysql|ftp:/);
});

test('a missing key is listed beside other problems, not after they are repaired', async () => {
  expect(await problemsOf({ ONEMONEY_SECRET_KEY: undefined, PORT: 'x' })).toEqual([
    'PORT must be a number',
    'ONEMONEY_SECRET_KEY is missing (needed unless ONEMONEY_AUTH is bearer)',
  ]);
  expect(await problemsOf({ ONEMONEY_SECRET_KEY: undefined, ONEMONEY_AUTH: 'bearer' })).toEqual([]);
});

test('demo accounts cannot exist beside a real environment', async () => {
  expect(await problemsOf({ DEMO_PASSWORD: 'long enough' })).toEqual([
    'DEMO_PASSWORD must not be set when ONEMONEY_BASE_URL is a real environment',
  ]);
  expect(await problemsOf({ DEMO_PASSWORD: 'long enough', ONEMONEY_BASE_URL: 'http://127.0.0.1:4010' })).toEqual([]);
});

describe('APP_URL', () => {
  test.each([
    'https://portal.example',
    'https://portal.example:8443',
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
    'http://portal.localhost',
  ])('%s is an origin one may use', async (url) => expect(await problemsOf({ APP_URL: url })).toEqual([]));

  test.each([
    'http://portal.example',
    'https://portal.example/base',
    'https://portal.example?x',
    'https://portal.example#x',
    'https://me:pw@portal.example',
    'portal.example',
    'javascript:alert(1)',
    'http://localhost.evil.example',
  ])('%s is not', async (url) => expect(await problemsOf({ APP_URL: url })).toHaveLength(1));
});

test.each([
  ['https://api.sandbox.1money.com', '1Money sandbox', ['1money.com']],
  ['https://api.1money.co.uk', 'Production', ['1money.co.uk']],
  ['http://127.0.0.1:4010', 'Emulator', ['127.0.0.1:4010']],
])('%s is shown as %s, and its links may lead to %j', async (url, name, hosts) => {
  const { env, upstreamEnvironment } = await load({ ONEMONEY_BASE_URL: url });
  expect(upstreamEnvironment()).toBe(name);
  expect(env().onemoney.linkHosts).toEqual(hosts);
});

test('the command line for upstream needs nothing of the portal', async () => {
  const { readOnemoneyEnv } = await load({ APP_URL: undefined, AUTH_SECRET: undefined });
  expect(readOnemoneyEnv()).toMatchObject({ baseUrl: GOOD.ONEMONEY_BASE_URL, accessKey: GOOD.ONEMONEY_ACCESS_KEY });
});

test('logging works while the environment is unusable', async () => {
  const { logLevel } = await load({ LOG_LEVEL: 'nonsense' }, {});
  expect(logLevel()).toBe('info');
});

test('the next key pair is whole or absent', async () => {
  const { env } = await load({ ONEMONEY_ACCESS_KEY_NEXT: 'ak_next', ONEMONEY_SECRET_KEY_NEXT: 'bmV4dA' });
  expect(env().onemoney.nextKeys).toEqual({ accessKey: 'ak_next', secretKey: 'bmV4dA' });
  expect(await problemsOf({ ONEMONEY_ACCESS_KEY_NEXT: 'ak_next' })).toEqual([
    'ONEMONEY_SECRET_KEY_NEXT is missing (needed beside ONEMONEY_ACCESS_KEY_NEXT)',
  ]);
  expect(await problemsOf({ ONEMONEY_SECRET_KEY_NEXT: 'bmV4dA' })).toEqual([
    'ONEMONEY_ACCESS_KEY_NEXT is missing (needed beside ONEMONEY_SECRET_KEY_NEXT)',
  ]);
  expect(await problemsOf({ ONEMONEY_ACCESS_KEY_NEXT: 'ak_next', ONEMONEY_AUTH: 'bearer' })).toEqual([]);
});

describe('single sign-on', () => {
  const OIDC = { OIDC_ISSUER: 'https://login.partner.example/realm/', OIDC_CLIENT_ID: 'p', OIDC_CLIENT_SECRET: 's' };

  test('is configured by all three variables, or is off', async () => {
    const { env } = await load(OIDC);
    expect(env().oidc).toEqual({ issuer: 'https://login.partner.example/realm', clientId: 'p', clientSecret: 's' });
    expect((await load({})).env()).toMatchObject({ oidc: null, isPasswordForced: false });
    expect((await load({ PASSWORD_SIGN_IN: 'on' })).env().isPasswordForced).toBe(true);
    expect(await problemsOf({ ...OIDC, OIDC_CLIENT_SECRET: '' })).toEqual([
      'OIDC_CLIENT_SECRET is missing (single sign-on needs OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET)',
    ]);
  });

  test.each([
    'login.partner.example',
    'http://login.partner.example',
    'https://me:secret@login.partner.example',
    'https://login.partner.example/?realm=staff',
  ])('an issuer such as %s is a problem, told without the value', async (issuer) => {
    const problems = await problemsOf({ ...OIDC, OIDC_ISSUER: issuer });
    expect(problems).toEqual([expect.stringMatching(/^OIDC_ISSUER must be an address such as/)]);
    expect(problems.join()).not.toContain('secret');
  });

  test('lets forms lead to the provider, as signing out without scripts does', async () => {
    expect((await load(OIDC)).cspFormActionSources()).toContain('https://login.partner.example');
    const local = await load({ ...OIDC, OIDC_ISSUER: 'http://127.0.0.1:4567/realm' });
    expect(local.cspFormActionSources().join()).not.toContain('127.0.0.1');
  });
});

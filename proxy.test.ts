import { NextRequest } from 'next/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const ENVIRONMENT = {
  NODE_ENV: 'production',
  APP_URL: 'https://portal.example',
  AUTH_SECRET: 'x'.repeat(32),
  ONEMONEY_BASE_URL: 'https://api.sandbox.1money.com',
  ONEMONEY_ACCESS_KEY: 'key',
  ONEMONEY_SECRET_KEY: 'abcd',
};

/** The environment is read once and kept, so each test loads the proxy anew. */
async function answer(changes: Record<string, string> = {}) {
  for (const [name, value] of Object.entries({ ...ENVIRONMENT, ...changes })) vi.stubEnv(name, value);
  const { proxy } = await import('./proxy');
  return proxy(new NextRequest('https://portal.example/customers'));
}

function directives(policy: string | null): Record<string, string[]> {
  const parts = (policy ?? '').split('; ').map((part) => part.split(' '));
  return Object.fromEntries(parts.map(([name = '', ...values]) => [name, values]));
}

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllEnvs());

describe('the policy of a page', () => {
  it('allows nothing that is not named, and nothing unsafe', async () => {
    const policy = (await answer()).headers.get('Content-Security-Policy') ?? '';
    expect(directives(policy)).toMatchObject({
      'default-src': ["'none'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
      'connect-src': ["'self'"],
    });
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toMatch(/ \*(;| |$)/);
  });

  it('has a new nonce on every answer', async () => {
    const nonces = new Set<string | undefined>();
    for (let round = 0; round < 3; round += 1)
      nonces.add(/'nonce-([a-f0-9]{32})'/.exec((await answer()).headers.get('Content-Security-Policy') ?? '')?.[1]);
    expect(nonces.size).toBe(3);
    expect(nonces).not.toContain(undefined);
  });

  it('lets the start button lead to the hosted form and nowhere else', async () => {
    const { 'form-action': sources } = directives((await answer()).headers.get('Content-Security-Policy'));
    expect(sources).toEqual(["'self'", 'https://1money.com', 'https://*.1money.com']);
  });

  it('upgrades requests behind https only, so that a local portal without it works', async () => {
    const secure = await answer();
    expect(directives(secure.headers.get('Content-Security-Policy'))).toHaveProperty('upgrade-insecure-requests');
    vi.resetModules();
    const local = await answer({ APP_URL: 'http://localhost:3000' });
    expect(directives(local.headers.get('Content-Security-Policy'))).not.toHaveProperty('upgrade-insecure-requests');
  });

  it('keeps pages out of every cache', async () => {
    expect((await answer()).headers.get('Cache-Control')).toBe('private, no-store');
  });
});

describe('a mangled link', () => {
  const token = 'T'.repeat(43);

  async function ask(path: string, method = 'GET') {
    for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
    const { proxy } = await import('./proxy');
    return proxy(new NextRequest(`https://portal.example${path}`, { method }));
  }

  it.each(['GET', 'HEAD'])('is sent on to the whole one (%s)', async (method) => {
    const answer = await ask(`/i/${token}%E2%80%8B).`, method);
    expect(answer.status).toBe(307);
    expect(answer.headers.get('location')).toBe(`https://portal.example/i/${token}`);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  });

  it('is sent on nowhere when it is whole, cannot be read, or is a form', async () => {
    for (const path of [`/i/${token}`, '/i/short.', '/customers/x.'])
      expect((await ask(path)).headers.get('location')).toBeNull();
    expect((await ask(`/i/${token}.`, 'POST')).headers.get('location')).toBeNull();
  });
});

describe('the device', () => {
  const DEVICE = 'a'.repeat(32);

  async function cookieOf(path: string, { cookie = '', appUrl = ENVIRONMENT.APP_URL, method = 'GET' } = {}) {
    for (const [name, value] of Object.entries({ ...ENVIRONMENT, APP_URL: appUrl })) vi.stubEnv(name, value);
    const { proxy } = await import('./proxy');
    return (await proxy(new NextRequest(`${appUrl}${path}`, { headers: { cookie }, method }))).headers.get(
      'set-cookie',
    );
  }

  it('is a random cookie of 400 days for everyone who opens the sign-in page, and stays the same', async () => {
    const first = await cookieOf('/sign-in?next=%2F');
    expect(first).toMatch(/^__Host-portal-device=[0-9a-f]{32}; Path=\/;/);
    for (const attribute of [/Max-Age=34560000/, /Secure/, /HttpOnly/, /SameSite=lax/i])
      expect(first).toMatch(attribute);
    expect(await cookieOf('/sign-in?next=%2F')).not.toBe(first);
    expect(await cookieOf('/sign-in', { cookie: `__Host-portal-device=${DEVICE}` })).toContain(`device=${DEVICE};`);
    expect(await cookieOf('/sign-in', { cookie: '__Host-portal-device=<b>' })).not.toContain('<b>');
  });

  it('is given by no other page and by no form', async () => {
    expect(await cookieOf('/customers')).toBeNull();
    expect(await cookieOf('/sign-in', { method: 'POST' })).toBeNull();
  });

  it('has a plain name on loopback http', async () => {
    expect(await cookieOf('/sign-in', { appUrl: 'http://localhost:3000' })).toMatch(/^portal-device=[0-9a-f]{32};/);
  });
});

describe('the visit of a page whose forms need no session', () => {
  const VISIT = '0123456789abcdef0123456789abcdef';

  async function visitOf(path: string, headers: Record<string, string> = {}, changes: Record<string, string> = {}) {
    for (const [name, value] of Object.entries({ ...ENVIRONMENT, ...changes })) vi.stubEnv(name, value);
    const { proxy } = await import('./proxy');
    const { headers: answered } = await proxy(new NextRequest(`https://portal.example${path}`, { headers }));
    // What Next passes on to the page.
    return { toPage: answered.get('x-middleware-request-x-portal-visit'), cookie: answered.get('set-cookie') };
  }

  it('is a random cookie of half an hour that no script and no other site can read, and the page learns it', async () => {
    const { toPage, cookie } = await visitOf('/i/some-token');
    expect(toPage).toMatch(/^[0-9a-f]{32}$/);
    expect(cookie).toMatch(new RegExp(`^__Host-portal-press=${toPage};`));
    for (const attribute of [/; Path=\/;/, /Max-Age=1800/, /Secure/, /HttpOnly/, /SameSite=lax/i])
      expect(cookie).toMatch(attribute);
    expect((await visitOf('/i/some-token')).toPage).not.toBe(toPage);
  });

  it('stays the same while its cookie lives, and is never what else a client sends', async () => {
    const kept = await visitOf('/onboarding', { cookie: `__Host-portal-press=${VISIT}` });
    expect(kept.toPage).toBe(VISIT);
    const forged = await visitOf('/onboarding', { cookie: '__Host-portal-press=<b>', 'x-portal-visit': VISIT });
    expect(forged.toPage).toMatch(/^[0-9a-f]{32}$/);
    expect(forged.toPage).not.toBe(VISIT);
  });

  it.each(['/', '/customers', '/sign-in', '/internal', '/onboardings'])('is none on %s', async (path) => {
    const { toPage, cookie } = await visitOf(path, { 'x-portal-visit': VISIT });
    expect(toPage).toBeNull();
    expect(cookie ?? '').not.toContain('portal-press');
  });

  it('has a plain name on loopback http, where browsers would drop the other', async () => {
    expect((await visitOf('/i/x', {}, { APP_URL: 'http://localhost:3000' })).cookie).toMatch(/^portal-press=/);
  });
});

describe('while the database is away', () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'portalIsUnavailable');
    Reflect.deleteProperty(globalThis, 'lookAtDatabase');
  });

  it('answers pages with a friendly 503 that says when to come again', async () => {
    Reflect.set(globalThis, 'portalIsUnavailable', true);
    const response = await answer();
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toBe('10');
    expect(await response.text()).toContain('Nothing that was confirmed is lost');
  });

  it('leaves a form that scripts send to its action, which keeps what was typed', async () => {
    Reflect.set(globalThis, 'portalIsUnavailable', true);
    for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
    const { proxy } = await import('./proxy');
    const send = async (headers: Record<string, string>) =>
      (await proxy(new NextRequest('https://portal.example/customers/new', { method: 'POST', headers }))).status;
    expect([await send({ 'next-action': '00' }), await send({})]).toEqual([200, 503]);
  });

  it('answers a form sent without scripts in the seconds before the outage was noticed, and keeps what was typed', async () => {
    Reflect.set(globalThis, 'lookAtDatabase', async () => false);
    for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
    const { proxy } = await import('./proxy');
    const send = (method: string) => proxy(new NextRequest('https://portal.example/customers/new', { method }));
    expect((await send('GET')).status).toBe(200);
    const refused = await send('POST');
    expect(refused.status).toBe(503);
    const page = await refused.text();
    expect(page).toContain('go back in your browser');
    expect(page).not.toContain('http-equiv');
  });
});

describe('the other name of this machine', () => {
  it('leads to the one that APP_URL names, where cookies and forms work', async () => {
    for (const [name, value] of Object.entries({ ...ENVIRONMENT, APP_URL: 'http://localhost:3000' }))
      vi.stubEnv(name, value);
    const { proxy } = await import('./proxy');
    const request = new NextRequest('http://127.0.0.1:3000/customers?status=INIT', {
      headers: { host: '127.0.0.1:3000' },
    });
    const response = await proxy(request);
    expect(response.headers.get('Refresh')).toBe('0; url=http://localhost:3000/customers?status=INIT');
    // Next would make it relative to the name that was asked for: a circle.
    expect(response.headers.get('Location')).toBeNull();
  });

  it('is of no concern to scripts and to Next asking itself', async () => {
    for (const [name, value] of Object.entries({ ...ENVIRONMENT, APP_URL: 'http://localhost:3000' }))
      vi.stubEnv(name, value);
    const { proxy } = await import('./proxy');
    const headers = { host: '127.0.0.1:3000', 'sec-fetch-mode': 'cors' };
    expect(
      (await proxy(new NextRequest('http://127.0.0.1:3000/customers', { headers }))).headers.get('Refresh'),
    ).toBeNull();
  });

  it.each(['127.0.0.1:3000', 'localhost:3000', 'localhost', '127.0.0.1'])(
    'is no reason to lead anywhere when a proxy in between asks for %s: it would go in circles',
    async (host) => {
      for (const [name, value] of Object.entries({ ...ENVIRONMENT, APP_URL: 'http://localhost:8080' }))
        vi.stubEnv(name, value);
      const { proxy } = await import('./proxy');
      const response = await proxy(new NextRequest('http://127.0.0.1:3000/customers', { headers: { host } }));
      expect(response.headers.get('Refresh')).toBeNull();
    },
  );

  it('is never followed for a host that is not this machine', async () => {
    const { proxy } = await import('./proxy');
    const request = new NextRequest('https://portal.example/', { headers: { host: 'evil.example' } });
    for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
    expect((await proxy(request)).headers.get('Refresh')).toBeNull();
  });
});

describe('which requests get it', () => {
  it.each([
    ['/', true],
    ['/customers', true],
    ['/apiary', true],
    ['/icon.svg', false],
    ['/favicon.ico', false],
    ['/api/customers', false],
    ['/_next/static/chunks/a.js', false],
  ])('%s: %s', async (path, isMatched) => {
    for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
    const { config } = await import('./proxy');
    expect(config.matcher.some((pattern) => new RegExp(`^${pattern}$`).test(path))).toBe(isMatched);
  });
});

/** The headers of every kind of answer, the score that public scanners give, and that no page asks anybody else. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Answer, type Call, inTurn, portal, send, sendAsRouter } from './client';
import { fillText } from './fill';
import { PAGES } from './matrix.data';
import { scoreOf } from './observatory.data';

const ON_EVERYTHING: Readonly<Record<string, RegExp>> = {
  'strict-transport-security': /^max-age=63072000; includeSubDomains$/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^no-referrer$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\).*microphone=\(\)/,
  'content-security-policy': /^default-src 'none'; (?!.*unsafe-).*frame-ancestors 'none'/,
};
const NEVER = ['x-powered-by', 'server', 'access-control-allow-origin', 'x-aspnet-version'];

const admin = () => portal().fixtures.cookies.admin ?? '';
const asset = () => {
  const folder = path.join(process.cwd(), '.next', 'static', 'chunks');
  return `/_next/static/chunks/${readdirSync(folder).find((name) => name.endsWith('.js'))}`;
};

interface Kind {
  readonly path: () => string;
  readonly call?: () => Call;
  readonly status: number;
  /** Whether it may hold personal data, and therefore stays out of caches. */
  readonly isPrivate: boolean;
}

const KINDS: Readonly<Record<string, Kind>> = {
  'a page, signed out': { path: () => '/sign-in', status: 200, isPrivate: true },
  'a page, signed in': { path: () => '/customers', call: () => ({ cookie: admin() }), status: 200, isPrivate: true },
  'a redirect to sign in': { path: () => '/customers', status: 307, isPrivate: true },
  'an invite': { path: () => fillText('/i/:token', portal().fixtures), status: 200, isPrivate: true },
  'a page that is not there': { path: () => '/no/such/page', status: 404, isPrivate: true },
  'a customer who is not there': {
    path: () => fillText('/customers/:customer', portal().fixtures, { isMissing: true }),
    call: () => ({ cookie: admin() }),
    status: 404,
    isPrivate: true,
  },
  'the page of a failure': { path: () => '/_global-error', status: 500, isPrivate: true },
  'an answer for the router': {
    path: () => '/customers',
    call: () => ({ cookie: admin(), headers: { rsc: '1' } }),
    status: 200,
    isPrivate: true,
  },
  'a prefetch': {
    path: () => '/customers',
    call: () => ({ cookie: admin(), headers: { rsc: '1', 'next-router-prefetch': '1', purpose: 'prefetch' } }),
    status: 200,
    isPrivate: true,
  },
  'data, signed in': { path: () => '/api/customers', call: () => ({ cookie: admin() }), status: 200, isPrivate: true },
  'data, signed out': { path: () => '/api/customers', status: 401, isPrivate: true },
  'an export': { path: () => '/activity/export', call: () => ({ cookie: admin() }), status: 200, isPrivate: true },
  'an export of customers': {
    path: () => '/customers/export',
    call: () => ({ cookie: admin() }),
    status: 200,
    isPrivate: true,
  },
  'an API that is not there': { path: () => '/api/no-such-thing', status: 404, isPrivate: false },
  'a method that is not there': {
    path: () => '/api/customers',
    call: () => ({ method: 'DELETE' }),
    status: 405,
    isPrivate: false,
  },
  'a form of another site': {
    path: () => '/sign-in',
    call: () => ({ method: 'POST', origin: 'https://evil.example' }),
    status: 403,
    isPrivate: true,
  },
  'a form that is too large': {
    path: () => '/sign-in',
    call: () => ({ method: 'POST', body: 'x'.repeat(1_100_000) }),
    status: 413,
    isPrivate: true,
  },
  'the health of the process': { path: () => '/api/health/live', status: 200, isPrivate: false },
  'a script': { path: asset, status: 200, isPrivate: false },
  'a script that is not there': { path: () => '/_next/static/chunks/none.js', status: 404, isPrivate: false },
  'an icon': { path: () => '/icon.svg', status: 200, isPrivate: false },
  'a file of public': { path: () => '/favicon.ico', status: 200, isPrivate: false },
};

describe.each(Object.entries(KINDS))('%s', (_name, { path: place, call, status, isPrivate }) => {
  it('carries every header', async () => {
    const response = await sendAsRouter(place(), call?.() ?? {});
    expect(response.status).toBe(status);
    const missing = Object.entries(ON_EVERYTHING).filter(
      ([name, value]) => !value.test(String(response.headers[name])),
    );
    expect(missing.map(([name]) => `${name}: ${response.headers[name]}`)).toEqual([]);
    for (const name of NEVER) expect(response.headers[name], name).toBeUndefined();
    if (isPrivate) expect(response.headers['cache-control']).toMatch(/^private, (no-cache, )?no-store/);
    for (const line of response.headers['set-cookie'] ?? [])
      expect(line).toMatch(/^__Host-[^;]+(?=.*; Path=\/)(?=.*; Secure)(?=.*; HttpOnly)(?=.*; SameSite=lax)/i);
  });
});

describe('the public score', () => {
  it.each([
    ['/sign-in', 135],
    ['/onboarding', 135],
    ['/i/:token', 135],
  ])('of %s is %d, and five more where the domain is preloaded', async (place, expected) => {
    const seen = toSeen(await send(fillText(place, portal().fixtures)));
    const { score, because } = scoreOf(seen);
    expect(score, because.join('\n')).toBeGreaterThanOrEqual(expected);
    expect(scoreOf({ ...seen, isPreloaded: true }).score).toBe(score + 5);
  });

  it('notifications what it should', () => {
    const bare = {
      headers: {},
      cookies: [],
      html: '<script src="//cdn.example/x.js"></script>',
      isSecure: true,
      isPreloaded: false,
    };
    expect(scoreOf(bare).score).toBe(0);
    const sloppy = { ...bare, html: '', headers: { 'content-security-policy': "default-src 'self' 'unsafe-inline'" } };
    expect(scoreOf(sloppy).because.join()).toContain('inline');
    expect(scoreOf({ ...bare, cookies: ['a=b; Path=/'] }).because.join()).toContain('Secure');
  });
});

function toSeen({ headers, text }: Answer) {
  const { 'set-cookie': cookies = [], ...rest } = headers;
  const texts = Object.entries(rest).map(([name, value]) => [name, String(value)]);
  return { headers: Object.fromEntries(texts), cookies, html: text, isSecure: true, isPreloaded: false };
}

/** Addresses in markup that a browser fetches by itself, unlike those of links. */
function fetchedBy(html: string): string[] {
  const tags = html.match(/<(?:script|img|iframe|source|video|audio|embed|object|input|use|image|link)\b[^>]*>/g) ?? [];
  const addresses = tags.flatMap((tag) => [...tag.matchAll(/\s(?:src|href|srcset|data|poster|xlink:href)="([^"]*)"/g)]);
  return addresses.map(([, address = '']) => address);
}

describe('no page asks anybody else', () => {
  it('by what is in its markup', async () => {
    const rows = Object.entries(PAGES).filter(([route]) => !route.startsWith('/_'));
    const foreign = await inTurn(rows, async ([route, { path: place }]) => {
      const responses = [
        await send(fillText(place, portal().fixtures)),
        await send(fillText(place, portal().fixtures), { cookie: admin() }),
      ];
      const addresses = responses.flatMap(({ text }) => fetchedBy(text));
      return addresses
        .filter((address) => !/^(\/(?!\/)|data:image\/|#|$)/.test(address))
        .map((address) => `${route}: ${address}`);
    });
    expect(foreign.flat()).toEqual([]);
  });

  it('by what its policy would let it ask', async () => {
    const policy = String((await send('/sign-in')).headers['content-security-policy']);
    const fetching = policy.split('; ').filter((part) => /^[a-z]+-src /.test(part));
    const allowed = new Set(fetching.flatMap((part) => part.split(' ').slice(1)));
    const others = [...allowed].filter(
      (source) => !/^('none'|'self'|'strict-dynamic'|'nonce-[0-9a-f]{32}'|data:)$/.test(source),
    );
    expect(others).toEqual([]);
  });

  it('by what its styles name', () => {
    const folder = path.join(process.cwd(), '.next', 'static');
    const styles = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'));
    expect(styles.length).toBeGreaterThan(0);
    for (const name of styles) {
      const text = readFileSync(path.join(folder, name), 'utf8');
      expect(text).not.toMatch(/url\(\s*["']?(?:https?:)?\/\//);
      expect(text).not.toMatch(/@import/);
    }
  });
});

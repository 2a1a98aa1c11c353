/** Proxies as partners have them in front of the portal: whatever Host they pass on, APP_URL is what counts. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificates } from '../certificates';
import { startNginx } from '../nginx';
import { takePort } from '../ports';
import { type Answer, type Call, cookiesOf, fetchForm, inTurn, plainForm, portal, send } from './client';
import { listActions } from './manifest';
import { ACTIONS } from './matrix.data';
import { pageOf } from './reach-action';
import { readAuditLog } from './read-audit-log';

/** What each adds to a plain `proxy_pass`. */
const PROXIES = {
  'the default Host of nginx': '',
  'a Host without the port': 'proxy_set_header Host $host;',
  'a Host of their own and an inner X-Forwarded-Host':
    'proxy_set_header Host portal; proxy_set_header X-Forwarded-Host inner.example:8080; proxy_set_header X-Forwarded-Proto http;',
} as const;
const NAMES = Object.keys(PROXIES) as (keyof typeof PROXIES)[];
const WAYS = { 'with scripts': fetchForm, 'without scripts': plainForm } as const;

const folder = mkdtempSync(path.join(os.tmpdir(), 'partner-portal-proxy-'));
const urls = new Map<string, string>();
const documented = { https: '', http: '', ca: '' };
let nginx: { stop(): Promise<void> } | undefined;

/** The example file of the documentation, with the test's own portal, ports and certificate. */
function documentedServers(ports: { readonly https: number; readonly http: number }): string {
  const { certificate, key, authority } = makeCertificates(folder);
  documented.ca = readFileSync(authority, 'utf8');
  documented.https = `https://127.0.0.1:${ports.https}`;
  documented.http = `http://127.0.0.1:${ports.http}`;
  const changes = {
    'http://127.0.0.1:3000': portal().url,
    'listen 443': `listen 127.0.0.1:${ports.https}`,
    'listen 80': `listen 127.0.0.1:${ports.http}`,
    '/etc/ssl/portal.example.crt': certificate,
    '/etc/ssl/portal.example.key': key,
  };
  let text = readFileSync(path.join('docs', 'deploy', 'nginx.conf'), 'utf8');
  for (const [from, to] of Object.entries(changes)) {
    expect(text, 'docs/deploy/nginx.conf').toContain(from);
    text = text.replace(from, to);
  }
  return text;
}

beforeAll(async () => {
  const [https, http, ...ports] = await Promise.all([takePort(), takePort(), ...NAMES.map(() => takePort())]);
  const servers = NAMES.map((name, index) => {
    urls.set(name, `http://127.0.0.1:${ports[index]}`);
    return `server {
      listen 127.0.0.1:${ports[index]};
      location / { proxy_pass ${portal().url}; ${PROXIES[name]} }
    }`;
  });
  nginx = await startNginx({ servers: [...servers, documentedServers({ https, http })].join('\n'), port: https });
});
afterAll(async () => {
  await nginx?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const actions = listActions().flatMap((action) => {
  const row = ACTIONS[action.name];
  return row ? [{ action, row }] : [];
});

function signInForm(make: typeof plainForm): Call {
  const found = actions.find(({ action }) => action.name === 'signInAction');
  if (!found) throw new Error('The build has no action to sign in.');
  return make(found.action.id, found.row.args, { ...portal().fixtures.signer });
}

/** With scripts the answer tells where to go, without it is a redirect. */
function expectSignedIn(response: Answer): void {
  expect(response.headers['x-action-redirect'] ?? response.headers.location).toMatch(/^\/customers(;|$)/);
  expect(cookiesOf(response)).toContain('portal-session=');
}

describe.each(NAMES)('behind a proxy that sends %s', (name) => {
  it.each(Object.entries(WAYS))('people sign in, %s', async (_way, make) => {
    expectSignedIn(await send('/sign-in', { ...signInForm(make), to: urls.get(name) ?? '' }));
  });

  it('no form of another site is taken', async () => {
    const to = urls.get(name) ?? '';
    for (const origin of ['https://evil.example', 'http://inner.example:8080', 'http://portal', to, portal().url]) {
      const headers = { 'x-forwarded-host': new URL(origin).host };
      const form = signInForm(plainForm);
      const response = await send('/sign-in', { ...form, to, origin, headers: { ...form.headers, ...headers } });
      expect(response.status, origin).toBe(403);
      expect(cookiesOf(response), origin).not.toContain('session');
    }
  });
});

it('every action is reached behind a proxy that changes the Host, with scripts and without', async () => {
  const wanted = actions.flatMap((each) => Object.entries(WAYS).map(([way, make]) => ({ ...each, way, make })));
  const to = urls.get('the default Host of nginx') ?? '';
  const responses = await inTurn(wanted, async ({ action, row, way, make }) => {
    const { status } = await send(pageOf(action), { ...make(action.id, row.args, {}), to });
    return { what: `${action.name} ${way}`, status };
  });
  expect(responses.length).toBeGreaterThan(100);
  expect(responses.filter(({ status }) => status >= 500)).toEqual([]);
});

describe('the nginx configuration in the documentation', () => {
  const to = () => ({ to: documented.https, ca: documented.ca });

  it.each(Object.entries(WAYS))('lets people sign in, %s', async (_way, make) => {
    expectSignedIn(await send('/sign-in', { ...signInForm(make), ...to() }));
  });

  it('tells the portal who asks, whatever they say themselves', async () => {
    const tag = `proxy/${randomUUID()}`;
    const headers = { 'x-forwarded-for': '6.6.6.6' };
    await send('/activity/export', { cookie: portal().fixtures.cookies.admin, tag, headers, ...to() });
    expect((await readAuditLog()).get(tag)?.map(({ address }) => address)).toEqual(['127.0.0.1']);
  });

  it('passes streams on at once', async () => {
    const stream = { cookie: portal().fixtures.cookies.admin, headOnly: true, ...to() };
    expect((await send('/api/events', stream)).headers['content-type']).toBe('text/event-stream');
  });

  it('leads from http to https', async () => {
    const { status, headers } = await send('/customers?tab=all', { to: documented.http });
    expect(status).toBe(301);
    expect(headers.location).toBe('https://portal.example/customers?tab=all');
  });
});

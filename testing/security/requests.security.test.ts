/** Requests that no page of ours makes: from other sites, in other words, too large, with addresses made up. */
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { until } from '../wait';
import { type Answer, type Call, fetchForm, inTurn, plainForm, portal, send } from './client';
import { hasAllRequests } from './depth';
import { fillFields, fillText } from './fill';
import { type BuiltAction, listActions } from './manifest';
import { ACTIONS, type ActionRow, HANDLERS } from './matrix.data';
import { pageOf, seePage } from './reach-action';
import { type AuditEntry, readAuditLog } from './read-audit-log';

const own = () => portal().appUrl;

/** Origin and Sec-Fetch-Site of a request that was not made by one of our pages; null where there is none. */
const FOREIGN: Readonly<Record<string, () => { readonly origin: string | null; readonly site?: string }>> = {
  'no Origin': () => ({ origin: null }),
  'Origin null': () => ({ origin: 'null' }),
  'another site': () => ({ origin: 'https://evil.example' }),
  'another site that begins like ours': () => ({ origin: own().replace('.example', '.example.evil.example') }),
  'our name without TLS': () => ({ origin: own().replace('https:', 'http:') }),
  'our name on another port': () => ({ origin: own().replace(':8443', ':9443') }),
  'our name without the port': () => ({ origin: own().replace(':8443', '') }),
  'no address at all': () => ({ origin: 'x' }),
  'half an address': () => ({ origin: 'https://' }),
  'our Origin, but sent across sites': () => ({ origin: own(), site: 'cross-site' }),
  'our Origin, but sent by a neighbour': () => ({ origin: own(), site: 'same-site' }),
  'our Origin, but sent by no page': () => ({ origin: own(), site: 'none' }),
};

const BY_SCRIPT = new Set(['no Origin', 'another site', 'our Origin, but sent across sites']);

const known = listActions().flatMap((action) => {
  const row = ACTIONS[action.name];
  return row ? [{ action, row }] : [];
});

/** All meet the same guard: scripts bring the kinds of foreign origin, not each of its spellings. */
function waysToSend(from: string): readonly ('plain' | 'fetch')[] {
  if (!BY_SCRIPT.has(from)) return hasAllRequests ? ['plain'] : [];
  return hasAllRequests ? ['plain', 'fetch'] : ['plain'];
}

/** A complete form of an allowed identity. */
async function readyForm(action: BuiltAction, row: ActionRow, way: 'plain' | 'fetch'): Promise<Call> {
  const { fixtures } = portal();
  const identity = row.guard === 'proof' ? 'customer' : 'admin';
  const cookie = fixtures.cookies[identity] ?? '';
  const seen = row.guard === 'proof' ? await seePage(row, cookie, { isMissing: false }) : { cookie, fields: {} };
  const fields = { ...fillFields(row.fields, fixtures), ...seen.fields, ...(row.isDocument && { returnTo: '/back' }) };
  return { ...(way === 'plain' ? plainForm : fetchForm)(action.id, row.args, fields), cookie: seen.cookie };
}

interface Sent {
  readonly what: string;
  readonly row: ActionRow;
  readonly tag: string;
  readonly reply: Answer;
  auditLog: readonly AuditEntry[];
}

describe('forms that no page of ours sent', () => {
  let sent: readonly Sent[] = [];
  beforeAll(async () => {
    const wanted = known.flatMap(({ action, row }) =>
      Object.entries(FOREIGN).flatMap(([from, headers]) =>
        waysToSend(from).map((way) => ({
          ...{ action, row, from, headers, way },
        })),
      ),
    );
    sent = await inTurn(wanted, async ({ action, row, from, headers, way }) => {
      const { origin, site } = headers();
      const form = await readyForm(action, row, way);
      const tag = `foreign/${randomUUID()}`;
      const more: Record<string, string> = site === undefined ? {} : { 'sec-fetch-site': site };
      const call = { ...form, origin, tag, headers: { ...form.headers, ...more } };
      const reply = await send(pageOf(action), call);
      return { what: `${action.name}, ${way} form, ${from}`, row, tag, reply, auditLog: [] };
    });
    const auditLog = await readAuditLog();
    for (const each of sent) each.auditLog = auditLog.get(each.tag) ?? [];
  });

  it('are answered without an error of the server', () => {
    const failed = sent.filter(({ reply }) => reply.status >= 500);
    expect(failed.map(({ what, reply }) => `${what}: ${reply.status}`)).toEqual([]);
  });

  it('do nothing, and where someone of staff is signed in their refusal is on record', () => {
    const wrong = sent.flatMap(({ what, row, reply, auditLog }) => {
      const acts = auditLog.map(({ act }) => act).join();
      // Those that reach no action leave nothing: a proxy would refuse them as well.
      const reaches = reply.status !== 403 && row.guard === 'staff' && !(row.isDocument && what.includes('fetch form'));
      return acts === (reaches ? 'access.denied' : '') ? [] : [`${what}: ${reply.status}, trail [${acts}]`];
    });
    expect(wrong).toEqual([]);
  });

  it('change no cookie but those of the visit and of the answer', () => {
    const changed = sent.flatMap(({ what, reply }) =>
      (reply.headers['set-cookie'] ?? []).flatMap((line) => {
        const name = line.split('=')[0] ?? '';
        return /portal-(press|answer)$/.test(name) ? [] : [`${what}: ${name}`];
      }),
    );
    expect(changed).toEqual([]);
  });
});

describe('handlers that change something', () => {
  const changing = Object.entries(HANDLERS).flatMap(([route, row]) =>
    Object.keys(row.methods).flatMap((method) =>
      method === 'GET' || row.methods[method]?.ok === 404 ? [] : [{ route, row, method }],
    ),
  );

  it.each(changing.filter(({ row }) => !row.isForOthers))(
    '$method $route refuses other sites',
    async ({ row, method }) => {
      for (const headers of Object.values(FOREIGN)) {
        const { origin, site } = headers();
        const more = { 'content-type': 'application/json', ...(site && { 'sec-fetch-site': site }) };
        const call = { method, origin, cookie: portal().fixtures.cookies.admin, headers: more, body: '{}' };
        expect((await send(fillText(row.path, portal().fixtures), call)).status, String(origin)).toBe(403);
      }
    },
  );

  it.each(changing)('$method $route reads no more than its cap, told or not', async ({ row, method }) => {
    const path = fillText(row.path, portal().fixtures);
    const capBytes = row.capBytes ?? 0;
    expect(capBytes, 'the row needs capBytes').toBeGreaterThan(0);
    const type = row.form ? 'multipart/form-data; boundary=b' : 'application/json';
    const headers = { 'content-type': type, cookie: portal().fixtures.cookies.admin ?? '' };
    const told = await send(path, { method, headers, body: 'x'.repeat(capBytes + 1) });
    expect(told.status).toBe(413);
    expect(await sendEndless(path, capBytes + 1, { ...headers, origin: own() })).toBe(413);
  });

  it('reports of browsers come in one of their types', async () => {
    for (const type of ['text/plain', 'multipart/form-data', ''])
      expect(
        (await send('/api/csp-reports', { method: 'POST', headers: { 'content-type': type }, body: '{}' })).status,
      ).toBe(415);
  });
});

/** A body without an announced length that goes just beyond the cap and never ends: only who counts can answer. */
function sendEndless(path: string, bytes: number, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request(`${portal().url}${path}`, {
      method: 'POST',
      headers: { host: new URL(own()).host, ...headers },
      agent: false,
    });
    request.once('response', (response) => {
      resolve(response.statusCode ?? 0);
      request.destroy();
    });
    request.once('error', reject);
    request.write(Buffer.alloc(bytes, 'x'));
  });
}

describe('calls of actions by hand', () => {
  const ODD_ARGUMENTS = [
    '[]',
    '[null]',
    '[null,null]',
    '[{},{}]',
    '["x","y"]',
    '[1,[2]]',
    '[{"__proto__":{"x":1}},{"then":1}]',
  ];

  it('with odd arguments, or none, are refused like any other', async () => {
    const wanted = known.flatMap(({ action, row }) => [
      { name: action.name, call: plainForm(action.id, row.args === 'state' ? 'form' : 'state', {}), action, row },
      ...ODD_ARGUMENTS.map((body) => ({
        name: `${action.name} ${body}`,
        call: {
          method: 'POST',
          body,
          headers: { 'next-action': action.id, 'content-type': 'text/plain;charset=UTF-8' },
        },
        action,
        row,
      })),
    ]);
    const tag = `odd/${randomUUID()}`;
    const failed = await inTurn(wanted, async ({ name, call, action, row }) => {
      const cookie = portal().fixtures.cookies[row.endsSession ? 'anonymous' : 'admin'] ?? '';
      const { status } = await send(pageOf(action), { ...call, cookie, tag });
      return status >= 500 ? [`${name}: ${status}`] : [];
    });
    expect(failed.flat()).toEqual([]);
    expect((await readAuditLog()).get(tag) ?? []).toEqual([]);
  });

  it('that do not exist are not found', async () => {
    const id = `40${'0'.repeat(40)}`;
    // 409: the page is of another version of the portal; 404: there is no such action.
    expect([404, 409]).toContain((await send('/sign-in', fetchForm(id, 'form', {}))).status);
    expect((await send('/sign-in', plainForm(id, 'form', {}))).status).toBeLessThan(500);
  });

  it('are too large at one megabyte', async () => {
    const { action, row } = known[0] ?? {};
    if (!action || !row) throw new Error('The build has no action.');
    const told = await send(pageOf(action), plainForm(action.id, row.args, { large: 'x'.repeat(1_100_000) }));
    expect(told.status).toBe(413);
  });
});

describe('the portal knows its own name', () => {
  const NAMES = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    forwarded: 'host=evil.example',
    'x-forwarded-proto': 'http',
  };

  it.each([
    '/',
    '/customers',
    '/onboarding/handoff',
    '/onboarding/x',
    '/api/auth/signin',
    '/api/auth/signout',
    '/api/auth/csrf',
  ])('%s leads to no other host', async (path) => {
    const { headers, text } = await send(path, { headers: NAMES });
    const place = String(headers.location ?? '/');
    expect(place.startsWith(own()) || /^\/(?![/\\])/.test(place), place).toBe(true);
    expect(text).not.toContain('evil.example');
  });

  it('and writes it into mails, whatever name it was asked under', async () => {
    const { emulatorUrl, fixtures } = portal();
    const row = ACTIONS.requestNewLinkAction;
    const action = known.find(({ action: { name } }) => name.endsWith('requestNewLinkAction'))?.action;
    if (!row || !action) throw new Error('The action is gone: choose another one that mails.');
    const ready = await readyForm(
      action,
      { ...row, page: '/i/:token/reminders', fields: { token: ':token' } },
      'plain',
    );
    await send(pageOf(action), { ...ready, headers: { ...ready.headers, ...NAMES } });
    await send(pageOf(action), ready);
    const address = encodeURIComponent(fixtures.business.email);
    const links = await until('the mail comes', async () => {
      const text = await (await fetch(`${emulatorUrl}/__emulator/mail?to=${address}`)).text();
      const found = text.match(/https?:\/\/[^\s"\\<]+/g) ?? [];
      return found.some((link) => link.includes('/i/')) && found;
    });
    expect(links.filter((link) => !link.startsWith(`${own()}/`))).toEqual([]);
  });
});

it('next-auth offers no second way in by password', async () => {
  const { status, text } = await send('/api/auth/providers');
  expect([status, JSON.parse(text)]).toEqual([200, {}]);
});

describe('the address of a request', () => {
  it('is what the configured proxy saw, never what the sender claims', async () => {
    const tag = `address/${randomUUID()}`;
    const headers = {
      'x-forwarded-for': '6.6.6.6, 203.0.113.9:51234',
      'x-portal-client-address': '7.7.7.7',
      'x-real-ip': '8.8.8.8',
      'cf-connecting-ip': '8.8.8.8',
      forwarded: 'for=9.9.9.9',
    };
    await send('/activity/export', { cookie: portal().fixtures.cookies.admin, tag, headers });
    expect((await readAuditLog()).get(tag)?.map(({ address }) => address)).toEqual(['203.0.113.9']);
  });
});

describe('addresses to be led to', () => {
  const HOSTILE = [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/%09/evil.example',
    '/..//evil.example',
    'javascript:alert(1)',
    '/\u0000',
    'x'.repeat(5_000),
  ];

  it.each(HOSTILE)('%j leads home after signing in', async (next) => {
    const { fixtures } = portal();
    const reply = await send(`/sign-in?next=${encodeURIComponent(next)}`, { cookie: fixtures.cookies.admin });
    expect(reply.status).toBe(307);
    expect(reply.headers.location).toMatch(next === '/%09/evil.example' ? /^\/%09\/evil\.example$/ : /^\/customers$/);
  });

  it.each(HOSTILE)('%j leads home after a form', async (returnTo) => {
    const action = known.find(({ action: { name } }) => name.endsWith('startOnboardingAction'))?.action;
    if (!action) throw new Error('The action is gone: choose another one that leads out.');
    const reply = await send(pageOf(action), plainForm(action.id, 'form', { customerId: 'x', returnTo }));
    expect(reply.status).toBe(303);
    expect(reply.headers.location).toMatch(/^\/(?![/\\])/);
  });

  it.each(['https://evil.example', '//evil.example'])(
    '%s is no place for next-auth to lead to',
    async (callbackUrl) => {
      for (const page of ['signin', 'signout', 'error']) {
        const reply = await send(`/api/auth/${page}?callbackUrl=${encodeURIComponent(callbackUrl)}`);
        expect(reply.status).toBeLessThan(500);
        // It may pass the path on as a parameter of our own page, which checks it again.
        expect(new URL(String(reply.headers.location ?? '/'), own()).origin).toBe(own());
        const kept = /callback-url=([^;]+)/.exec(String(reply.headers['set-cookie']))?.[1] ?? '';
        expect(new URL(decodeURIComponent(kept), own()).origin).toBe(own());
      }
    },
  );
});

/** Addresses that cannot be understood: undecodable paths, and unknown parameters. */
import { describe, expect, it } from 'vitest';
import { inTurn, portal, send } from './client';
import { fillText } from './fill';
import { HANDLERS } from './matrix.data';

const admin = () => portal().fixtures.cookies.admin ?? '';

describe('a path with a malformed percent sequence', () => {
  const PATHS = ['/%', '/%zz', '/customers/%E0%A4%A', '/customers/%ff/data', '/i/%zz', '/password/%', '/onboarding/%2'];
  const STATIC = ['/_next/static/%', '/_next/image/%', '/%2e%', '/icon.svg%'];
  const DATA = ['/api/%', '/api/customers/%', '/api/imports/%E0%A4%A', '/api/auth/%', '/api/webhooks/onemoney/%c3%28'];

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'DELETE'])(
    'is not found, anyone who asks by %s, and tells nothing',
    async (method) => {
      const wanted = [...PATHS, ...STATIC, ...DATA].flatMap((path) =>
        ['', admin()].map((cookie) => ({ path, cookie, call: { method, ...(cookie && { cookie }) } })),
      );
      const wrong = await inTurn(wanted, async ({ path, cookie, call }) => {
        const { status, text } = await send(path, call);
        const isTold = /URIError|URI malformed|node_modules| {4}at /.test(text);
        return status === 404 && !isTold ? [] : [`${path}${cookie && ', signed in'}: ${status}`];
      });
      expect(wrong.flat()).toEqual([]);
    },
  );

  it('is answered as data below /api, and as a page elsewhere', async () => {
    for (const path of DATA) expect(JSON.parse((await send(path)).text)).toEqual({ error: { kind: 'not_found' } });
    for (const path of PATHS) expect((await send(path)).text).toContain('<h1');
  });

  it('is answered by the router of the pages like an unknown address too', async () => {
    const headers = { rsc: '1', 'next-url': '/%zz' };
    expect((await send('/customers/%E0%A4%A', { headers, cookie: admin() })).status).toBe(404);
  });

  it('is text like any other in the query of a page', async () => {
    for (const path of ['/customers?search=%zz', '/activity?actor=%E0%A4%A', '/sign-in?next=%', '/customers?%=1'])
      expect((await send(path, { cookie: admin() })).status, path).toBeLessThan(400);
  });

  it('and one that is encoded twice is an unknown address and no error', async () => {
    for (const path of ['/customers/%25', '/customers/%25zz', '/i/%25E0%25A4%25A', '/%25zz', '/api/customers/%25zz'])
      expect((await send(path, { cookie: admin() })).status, path).toBeLessThan(500);
  });
});

const STRICT = Object.entries(HANDLERS).filter(([, row]) => !row.takesAnyParams);

/** What is wrong with which parameter, as the answer names it. */
async function problemsOf(path: string): Promise<unknown> {
  const { status, text, headers } = await send(path, { cookie: admin(), headOnly: true });
  expect(headers['content-disposition'], path).toBeUndefined();
  const { error } = status === 400 ? JSON.parse(text) : { error: { fields: status } };
  return error.fields;
}

describe('files and data', () => {
  const inHandler = (path: string) => fillText(path, portal().fixtures);

  it.each(STRICT.filter(([, { methods }]) => methods.GET))(
    '%s names a parameter that it does not know',
    async (_, row) => {
      const path = inHandler(row.path);
      const more = `${path.includes('?') ? '&' : '?'}nobodyKnowsIt=1`;
      expect(await problemsOf(`${path}${more}`)).toEqual({ nobodyKnowsIt: 'unknown' });
    },
  );

  it('are not uploaded to an address with a parameter that is not known', async () => {
    const response = await send('/api/imports?nobodyKnowsIt=1', { method: 'POST', cookie: admin() });
    expect([response.status, JSON.parse(response.text).error.fields]).toEqual([400, { nobodyKnowsIt: 'unknown' }]);
  });

  it.each([
    ['/customers/export?changedFrom=yesterday', { changedFrom: 'malformed' }],
    ['/customers/export?createdTo=2026-02-31&status=odd', { status: 'malformed', createdTo: 'malformed' }],
    ['/customers/export?status=INIT&status=APPROVED', { status: 'repeated' }],
    ['/customers/export?format=xlsx', { format: 'malformed' }],
    ['/customers/export?older=abc', { older: 'unknown' }],
    ['/customers/export?customers=a/b', { customers: 'malformed' }],
    ['/customers/export?customers=a&status=INIT', { status: 'malformed' }],
    [
      '/activity/export?from=tomorrow&act=odd&outcome=maybe',
      { act: 'malformed', outcome: 'malformed', from: 'malformed' },
    ],
    ['/activity/export?customer=..%2F', { customer: 'malformed' }],
    ['/activity/export?format=pdf', { format: 'malformed' }],
    ['/customers/import/:import/results?rows=some', { rows: 'malformed' }],
    ['/api/customers?sort=odd', { sort: 'malformed' }],
    ['/api/customers?older=odd', { older: 'malformed' }],
    ['/api/customers?older=odd&newer=odd', { older: 'malformed', newer: 'malformed' }],
    ['/api/customers?tab=odd&owner=%27', { tab: 'malformed', owner: 'malformed' }],
    [`/api/customers?search=${'x'.repeat(201)}`, { search: 'malformed' }],
    [`/api/find?text=${'x'.repeat(201)}`, { text: 'malformed' }],
    ['/api/find?text=a&text=b', { text: 'repeated' }],
  ])('%s is refused, and what is wrong is named', async (path, fields) => {
    expect(await problemsOf(inHandler(path))).toEqual(fields);
  });

  it.each([
    '/customers/export?changedFrom=2026-11-30T20:10:00Z&format=json',
    '/activity/export?from=2026-11-30&to=2026-11-30T20:10:00.123Z',
    '/api/customers?createdFrom=2026-11-30T20:10:00%2B01:00&status=&sort=-created',
  ])('%s is understood', async (path) => {
    expect((await send(path, { cookie: admin() })).status).toBe(200);
  });

  it('of those who are selected are refused when the filter cannot be understood', async () => {
    const body = new URLSearchParams({ all: 'on', filter: 'changedFrom=yesterday' }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await send('/customers/export', { method: 'POST', cookie: admin(), headers, body });
    expect([response.status, JSON.parse(response.text).error.fields]).toEqual([400, { changedFrom: 'malformed' }]);
  });

  it('are refused in words where a person followed a link', async () => {
    const headers = { 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'same-origin' };
    const refused = await send('/activity/export?act=odd', { cookie: admin(), headers });
    expect([refused.status, refused.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8']);
    expect(refused.text).toContain('<a href="/activity?act=odd">');
    const signedOut = await send('/customers/export?status=INIT', { headers });
    expect([signedOut.status, signedOut.headers.location]).toEqual([303, '/sign-in?next=%2Fcustomers%3Fstatus%3DINIT']);
  });
});

describe('a page for people', () => {
  it.each([
    ['/customers?changedFrom=yesterday&status=INIT&colour=red', 'changedFrom, colour'],
    ['/activity?act=nonsense&outcome=%00&from=tomorrow&customer=..%2F&older=-1', 'act, outcome, customer, from, older'],
  ])('%s says which filters it ignores', async (path, names) => {
    const { status, text } = await send(path, { cookie: admin() });
    expect(status).toBe(200);
    expect(text.replaceAll('<!-- -->', '')).toContain(`Nothing is filtered by ${names}.`);
    // What it offers to download is what it shows.
    expect(text).not.toMatch(/export\?[^"]*(yesterday|nonsense|tomorrow)/);
  });

  it.each(['/customers?status=INIT&sort=name&columns=status&density=compact', '/activity?from=2026-11-30T20:10:00Z'])(
    '%s ignores nothing',
    async (path) => {
      expect((await send(path, { cookie: admin() })).text).not.toContain('Nothing is filtered by');
    },
  );
});

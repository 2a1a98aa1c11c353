/** Addresses that cannot be understood: paths that nobody can decode. */
import { describe, expect, it } from 'vitest';
import { inTurn, portal, send } from './client';

const admin = () => portal().world.cookies.admin ?? '';

describe('a path with a malformed percent sequence', () => {
  const PATHS = ['/%', '/%zz', '/customers/%E0%A4%A', '/customers/%ff/data', '/i/%zz', '/password/%', '/onboarding/%2'];
  const STATIC = ['/_next/static/%', '/_next/image/%', '/%2e%', '/icon.svg%'];
  const DATA = ['/api/%', '/api/customers/%', '/api/imports/%E0%A4%A', '/api/auth/%', '/api/webhooks/onemoney/%c3%28'];

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'DELETE'])(
    'is not found, whoever asks by %s, and tells nothing',
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

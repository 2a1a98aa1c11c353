/**
 * Every page and every handler of the build, as every identity: as a document and as the router requests it; with
 * `--all` also as a prefetch and with headers that once bypassed a framework's checks.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Answer, inTurn, multipart, portal, send, sendAsRouter } from './client';
import { hasAllRequests } from './depth';
import { fillFields, fillText, namesSomething } from './fill';
import { IDENTITIES, type Identity } from './fixtures';
import { listRoutes } from './manifest';
import { findDifference } from './mask';
import { HANDLERS, type HandlerRow, type MethodRule, PAGES, type PageRow } from './matrix.data';

const { pages, handlers } = listRoutes();
const STAFF: readonly Identity[] = ['viewer', 'operator', 'admin', 'demoted'];

const ROUTER = { rsc: '1', 'next-url': '/' };
const PREFETCH = {
  ...ROUTER,
  'next-router-prefetch': '1',
  'next-router-segment-prefetch': '/_tree',
  purpose: 'prefetch',
};
/** CVE-2025-29927 and its relatives, and what proxies and older servers take for the path or the method. */
const BYPASS = {
  'x-middleware-subrequest': Array.from({ length: 5 }, () => 'proxy').join(':'),
  'x-middleware-subrequest-id': '1',
  'x-middleware-next': '1',
  'x-middleware-skip': '1',
  'x-middleware-override-headers': 'cookie',
  'x-invoke-path': '/sign-in',
  'x-invoke-status': '200',
  'x-invoke-output': '/sign-in',
  'x-matched-path': '/sign-in',
  'x-now-route-matches': '1',
  'x-nextjs-data': '1',
  'x-nextjs-rewrite': '/sign-in',
  'x-rewrite-url': '/sign-in',
  'x-original-url': '/sign-in',
  'x-http-method-override': 'PUT',
  'x-forwarded-prefix': '/sign-in',
  'x-vercel-protection-bypass': '1',
  'x-portal-visit': 'a'.repeat(32),
  'x-portal-nonce': 'a'.repeat(32),
};
const WAYS = { document: {}, router: ROUTER, prefetch: PREFETCH, bypass: BYPASS } as const;
type Way = keyof typeof WAYS;
const TRIED: readonly Way[] = hasAllRequests ? ['document', 'router', 'prefetch', 'bypass'] : ['document', 'router'];

interface PageVisit {
  readonly route: string;
  readonly row: PageRow;
  readonly identity: Identity;
  readonly way: Way;
  readonly response: Answer;
}

const cookieOf = (identity: Identity) => portal().fixtures.cookies[identity] ?? '';
const fill = (text: string, isMissing = false) => fillText(text, portal().fixtures, { isMissing });

const sendAs = (way: Way, path: string, cookie: string) => sendAsRouter(path, { headers: WAYS[way], cookie });

let visits: readonly PageVisit[] = [];

beforeAll(async () => {
  const wanted = pages.flatMap((route) => {
    const row = PAGES[route];
    if (!row) return [];
    return IDENTITIES.flatMap((identity) => TRIED.map((way) => ({ route, row, identity, way })));
  });
  visits = await inTurn(wanted, async (visit) => ({
    ...visit,
    response: await sendAs(visit.way, fill(visit.row.path), cookieOf(visit.identity)),
  }));
});

const nameOf = ({ route, identity, way }: PageVisit) => `${route} by ${identity} as ${way}`;

describe('the tables', () => {
  it.each(pages)('say who may see the page %s', (route) => {
    expect(PAGES[route], `${route} has no row: add it to testing/security/matrix.data.ts, table PAGES`).toBeDefined();
  });
  it.each(handlers)('say who may ask the handler %s', (route) => {
    expect(
      HANDLERS[route],
      `${route} has no row: add it to testing/security/matrix.data.ts, table HANDLERS`,
    ).toBeDefined();
  });
  it('name nothing that the build does not have', () => {
    const built = new Set([...pages, ...handlers]);
    const gone = [...Object.keys(PAGES), ...Object.keys(HANDLERS)].filter((route) => !built.has(route));
    expect(gone, 'remove these rows from testing/security/matrix.data.ts').toEqual([]);
  });
});

/** Where those are led who may not see the page; null for "there is no such page". */
function elsewhere(row: PageRow, identity: Identity): string | null {
  if (row.others === '/onboarding') return identity === 'otherCustomer' ? null : '/onboarding';
  return STAFF.includes(identity) ? null : '/sign-in?next=';
}

function problemOf({ row, identity, way, response }: PageVisit): string | null {
  const { status, headers, text } = response;
  const isLetIn = row.who.includes(identity);
  const { business } = portal().fixtures;
  const secret = fill(row.shows ?? ':company');
  if (status >= 500 && row.path !== '/_global-error') return `status ${status}`;
  if (!isLetIn && (text.includes(secret) || text.includes(business.email))) return 'shows what is not theirs';
  if (way === 'router' && isLetIn && row.shows?.startsWith(':') && !text.includes(secret))
    return 'does not show its data';
  if (way === 'router' || way === 'prefetch') return null;
  if (row.leadsTo) return headers.location === row.leadsTo ? null : `leads to ${headers.location}`;
  if (isLetIn && row.shows) return status === 200 && text.includes(secret) ? null : `status ${status}, not shown`;
  if (isLetIn)
    return status < 400 || row.path.startsWith('/_') || row.path === '/no-such-page' ? null : `status ${status}`;
  const place = elsewhere(row, identity);
  if (place === null) return status === 404 ? null : `status ${status} instead of 404`;
  return status === 307 && headers.location?.startsWith(place) ? null : `status ${status} to ${headers.location}`;
}

describe.each(IDENTITIES)('%s', (identity) => {
  it('sees the pages of the table and nothing else', () => {
    const mine = visits.filter((visit) => visit.identity === identity);
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.flatMap((visit) => problemOf(visit)?.replace(/^/, `${nameOf(visit)}: `) ?? [])).toEqual([]);
  });

  it('is answered by handlers as the table says, by each method', async () => {
    const asked = Object.entries(HANDLERS).flatMap(([route, row]) =>
      ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => ({ route, row, method })),
    );
    const wrong = await inTurn(asked, async ({ route, row, method }) => {
      const status = await statusOf(row, method, identity);
      const rule = row.methods[method];
      const expected = rule ? statusFor(rule, identity) : 405;
      return status === expected ? [] : [`${method} ${route}: ${status} instead of ${expected}`];
    });
    expect(wrong.flat()).toEqual([]);
  });
});

function statusFor(rule: MethodRule, identity: Identity): number {
  if (rule.who.includes(identity)) return rule.ok;
  return STAFF.includes(identity) ? (rule.otherStaff ?? rule.others) : rule.others;
}

async function statusOf(row: HandlerRow, method: string, identity: Identity): Promise<number> {
  const form = row.form && multipart(Object.entries(fillFields(row.form, portal().fixtures)));
  const json = { body: '{}', headers: { 'content-type': 'application/json' } };
  const body = method === 'GET' ? {} : (form ?? json);
  const { status, text } = await send(fill(row.path), { method, cookie: cookieOf(identity), headOnly: true, ...body });
  const { business } = portal().fixtures;
  if (status >= 400 && (text.includes(business.company) || text.includes(business.email))) return -1;
  return status;
}

it('looking, at whatever page and as whomever, has created no onboarding link', async () => {
  expect(visits.length).toBeGreaterThan(0);
  const links = await (await fetch(`${portal().emulatorUrl}/__emulator/links`)).json();
  expect(links).toMatchObject({ links: [] });
});

it('a short cut of the framework around the proxy tells nothing', async () => {
  for (const { path } of Object.values(PAGES).filter(({ shows }) => shows !== undefined)) {
    const { text } = await send(fill(path), { headers: { 'x-middleware-prefetch': '1' }, cookie: cookieOf('admin') });
    expect(text).toBe('{}');
  }
});

describe('an id of another person', () => {
  const withId = (rows: Readonly<Record<string, PageRow | HandlerRow>>) =>
    Object.entries(rows).filter(([, { path }]) => namesSomething(path));

  it('is answered like one that does not exist, byte for byte', async () => {
    const others: readonly Identity[] = ['anonymous', 'otherCustomer', 'disabled'];
    const asked = [...withId(PAGES), ...withId(HANDLERS)].flatMap(([route, row]) =>
      others.flatMap((identity) =>
        TRIED.filter((way) => way !== 'bypass').map((way) => ({ route, row, identity, way })),
      ),
    );
    const different = await inTurn(asked, async ({ route, row, identity, way }) => {
      const cookie = cookieOf(identity);
      const difference = await findDifference((isMissing) => sendAs(way, fill(row.path, isMissing), cookie));
      return difference === null ? [] : [`${route} by ${identity} as ${way}: ${difference}`];
    });
    expect(different.flat()).toEqual([]);
  });
});

/**
 * One whole run with recognisable secrets, and then a search in everything it left. The secrets of the environment are
 * those of the test setup; the others are made on the way.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { decode } from 'next-auth/jwt';
import { expect, it } from 'vitest';
import { runCollecting } from '../../scripts/child-process.mjs';
import { type Answer, cookiesOf, type Fields, plainForm, portal, send, sendAsRouter } from './client';
import { signInForm } from './floods';
import { type Canary, findLeaks, type Place } from './leaks';
import { listActions } from './manifest';
import { ACTIONS, PAGES } from './matrix.data';
import { crash, type OwnPortal } from './own-portal';
import { pageOf } from './reach-action';

const TAX_ID = 'DE-CANARY-TAX-4711-0815';
const WRONG_PASSWORD = 'canary typed into the wrong portal';

function fileTexts(folder: string): Place[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    return entry.isFile() ? [{ where: path.relative(process.cwd(), file), text: readFileSync(file, 'latin1') }] : [];
  });
}

async function until<T>(look: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > deadline) throw new Error('It did not happen in time.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What a browser without scripts does on the emulator's hosted form: follows, keeps the cookie, fills in, sends. */
async function typeTaxId(onboardingUrl: string): Promise<number> {
  const entered = await fetch(onboardingUrl, { redirect: 'manual' });
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const page = new URL('/onboarding/company', onboardingUrl);
  const shown = await (await fetch(page, { headers: { cookie } })).text();
  const csrf = /name="_csrf" value="([^"]+)"/.exec(shown)?.[1] ?? '';
  const body = new URLSearchParams({ _csrf: csrf, intent: 'continue', legalName: 'Canary Ltd', taxId: TAX_ID });
  return (await fetch(page, { method: 'POST', body, headers: { cookie }, redirect: 'manual' })).status;
}

class Run {
  readonly places: Place[] = [];
  cookie = '';
  readonly #own: OwnPortal;

  constructor(own: OwnPortal) {
    this.#own = own;
  }

  keep(where: string, { text, headers }: Answer): void {
    // Of the headers those that show in logs of proxies and in histories, not the one that carries the session.
    const { 'set-cookie': _cookies, ...shown } = headers;
    this.places.push({ where, text: `${JSON.stringify(shown)}\n${text}` });
  }

  async submit(name: string, fields: Fields): Promise<Answer> {
    const action = listActions().find((each) => each.name === name);
    const row = ACTIONS[name];
    if (!action || !row) throw new Error(`The build has no ${name}.`);
    const form = plainForm(action.id, row.args, { ...fields, ...(row.isDocument && { returnTo: '/back' }) });
    return send(pageOf(action), { ...form, cookie: this.cookie, to: this.#own.url });
  }

  async visit(address: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const response = await sendAsRouter(address, { cookie: this.cookie, headers, to: this.#own.url });
    this.keep(`${headers.rsc ? 'the payload' : 'the page'} ${address}`, response);
    return response;
  }

  emulator(way: string, body?: unknown): Promise<Response> {
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return fetch(`${this.#own.emulatorUrl}/__emulator${way}`, body === undefined ? {} : json);
  }
}

const customers = (text: string) => JSON.parse(text) as { customers: { id: string; email: string }[] };

/** Everything a day brings: signing in, a customer, an onboarding link, the form, an invite, trouble upstream. */
async function live(run: Run, own: OwnPortal): Promise<Canary[]> {
  const { signer } = portal().fixtures;
  run.keep('a refused sign-in', await send('/sign-in', { ...signInForm(signer.email, WRONG_PASSWORD), to: own.url }));
  const signedIn = await send('/sign-in', { ...signInForm(signer.email, signer.password), to: own.url });
  run.keep('the answer to a sign-in', signedIn);
  run.cookie = cookiesOf(signedIn);
  const token = /__Host-portal-session=([^;]+)/.exec(run.cookie)?.[1] ?? '';
  const session = await decode({ token, secret: own.env.AUTH_SECRET ?? '' });

  const email = `canary.${Date.now()}@customer.example`;
  const person = { firstName: 'Robin', lastName: 'Canary', email, companyName: 'Canary Nest Ltd' };
  const created = await run.submit('createCustomerAction', { ...person, intentId: crypto.randomUUID() });
  const customerId = /\/customers\/([\w-]+)/.exec(String(created.headers.location))?.[1] ?? '';
  const start = await run.submit('startOnboardingAction', { customerId });
  const onboardingUrl = String(start.headers.location);
  const grant = new URL(onboardingUrl, own.emulatorUrl).searchParams.get('grant') ?? '';
  expect(await typeTaxId(onboardingUrl)).toBe(303);
  const listed = customers(await (await run.emulator('/customers?limit=100')).text()).customers;
  const upstreamId = listed.find((each) => each.email === email)?.id ?? '';
  expect((await run.emulator(`/customers/${upstreamId}/submit`, {})).status).toBe(200);

  await run.submit('inviteCustomerAction', { customerId, email, locale: 'en' });
  const invite = await until(async () => {
    const mails = await (await run.emulator(`/mail?to=${encodeURIComponent(email)}`)).text();
    return /\/i\/([A-Za-z0-9_-]{43})/.exec(mails)?.[1] ?? null;
  });

  const staffPages = Object.values(PAGES).flatMap(({ path: place, others }) =>
    others === '/sign-in' && !/:(import|run)/.test(place) ? [place.replace(':customer', customerId)] : [],
  );
  for (const place of [...staffPages, `/i/${invite}`, `/i/${invite}/reminders`, '/onboarding', '/sign-in']) {
    await run.visit(place);
    await run.visit(place, { rsc: '1' });
  }
  for (const place of ['/api/customers', `/api/customers/${customerId}`, '/activity/export?format=json'])
    await run.visit(place);
  // Errors of every kind: not there, not allowed, upstream in trouble, a forged webhook.
  for (const place of ['/no-such-page', '/customers/none', `/i/${'A'.repeat(43)}`, '/onboarding/return?state=forged'])
    await run.visit(place);
  await run.emulator('/faults', { match: { path: '/v1' }, fault: 'html:500', times: 20 });
  run.keep('a failed start', await run.submit('startOnboardingAction', { customerId }));
  run.keep('a failed check', await run.submit('checkUpstreamAction', {}));
  await run.visit('/developers');
  run.keep('a refused webhook', await send('/api/webhooks/onemoney', { method: 'POST', body: '{}', to: own.url }));
  return [
    { name: 'the session cookie', value: token },
    { name: 'the session id', value: String(session?.sessionId) },
    { name: 'the grant token', value: grant },
    { name: 'the tax id', value: TAX_ID },
    { name: 'the invite token', value: invite },
  ];
}

/** Secrets that the environment and the preparation hold. */
function knownCanaries(env: Readonly<Record<string, string>>): Canary[] {
  const names = ['ONEMONEY_SECRET_KEY', 'AUTH_SECRET', 'ONEMONEY_WEBHOOK_SECRET', 'HANDOFF_SECRET'];
  return [
    ...names.map((name) => ({ name, value: env[name] ?? '' })),
    { name: 'the password', value: portal().fixtures.signer.password },
    { name: 'a mistyped password', value: WRONG_PASSWORD },
  ];
}

/** The invite's token belongs to its addressee, to its own pages, and to staff who copy it on the customer's page. */
function isMeant({ where }: Place, { name, value }: Canary): boolean {
  if (name !== 'the invite token') return false;
  return (
    where === 'a mail' || where.includes(`/i/${value}`) || /^the (page|payload) \/customers\/[\w-]{36}/.test(where)
  );
}

export function canaries(own: () => OwnPortal): void {
  it('a whole run leaves its secrets nowhere: bundles, pages, payloads, errors, logs, mails, database, crashes', async () => {
    const run = new Run(own());
    const { env } = own();
    const known = [...knownCanaries(env), ...(await live(run, own()))];
    const mails = (await (await run.emulator('/mail')).json()) as { mails: { text: string; html: string | null }[] };
    const crashes = await Promise.all([
      crash({ ...env, ONEMONEY_SECRET_KEY: 'canary secret key with blanks' }),
      crash({ ...env, DATABASE_URL: 'mysql://canary:canary-database-password@127.0.0.1:1/none' }),
      crash({ ...env, DATABASE_URL: 'postgres://canary:canary-database-password@127.0.0.1:1/none' }, /"level":[456]0/),
    ]);
    await own().stop();
    const dump = await runCollecting(
      process.execPath,
      [path.join('scripts', 'run-ts.mjs'), path.join('testing', 'security', 'dump.ts')],
      { env: { ...process.env, ...env } },
    );
    const bundles = fileTexts(path.join('.next', 'static'));
    const log = own().readLog();
    const places: Place[] = [
      ...run.places,
      ...bundles,
      { where: 'the log', text: log },
      { where: 'the database', text: dump.output },
      ...mails.mails.map((mail) => ({
        where: 'a mail',
        text: `${JSON.stringify(mail)}\n${mail.text}\n${mail.html}`,
      })),
      ...crashes.map(({ words }, at) => ({ where: `crash ${at + 1}`, text: words })),
    ];

    // Nothing is found where nothing was looked at.
    expect(dump.code).toBe(0);
    expect(crashes.map(({ code }) => code)).toEqual([1, 1, null]);
    expect(crashes[2]?.words).toMatch(/"level":[456]0/);
    expect(crashes[0]?.words).toContain('ONEMONEY_SECRET_KEY');
    expect(bundles.some(({ where }) => where.endsWith('.js'))).toBe(true);
    expect(log).toContain('upstream call');
    expect(dump.output).toContain('Canary Nest Ltd');
    const ids = known.find(({ name }) => name === 'the session id');
    expect(dump.output).toContain(
      createHash('sha256')
        .update(ids?.value ?? '')
        .digest('hex'),
    );
    expect(mails.mails.length).toBeGreaterThan(0);
    // Its legal name takes the place of the other as soon as the form has been read.
    const seen = run.places.filter(({ text }) => /Canary (Nest )?Ltd/.test(text)).map(({ where }) => where);
    for (const kind of [/^the page/, /^the payload/])
      expect(seen.filter((where) => kind.test(where)).length).toBeGreaterThan(1);
    expect(known.filter(({ value }) => value.length < 16).map(({ name }) => name)).toEqual([]);

    const more = [
      { name: 'a malformed secret key', value: 'canary secret key with blanks' },
      { name: 'the password of the database', value: 'canary-database-password' },
    ];
    expect(findLeaks(places, [...known, ...more], isMeant)).toEqual([]);

    // And what is planted is found, in every one of those places and in every spelling.
    for (const canary of known) {
      const { value } = canary;
      const bytes = Buffer.from(`xx${value}yy`);
      const spellings = [
        value,
        `?a=${encodeURIComponent(value)}&b`,
        JSON.stringify({ a: value }),
        bytes.toString('base64'),
        bytes.toString('hex'),
      ];
      for (const place of places) {
        if (isMeant(place, canary)) continue;
        const spelling = spellings[place.text.length % spellings.length];
        const planted = { where: place.where, text: `${place.text.slice(0, 50)}${spelling}` };
        expect(findLeaks([planted], [canary]), `${canary.name} planted in ${place.where}`).toHaveLength(1);
      }
    }
  });
}

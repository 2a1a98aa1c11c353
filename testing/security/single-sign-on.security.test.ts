/**
 * Single sign-on against a real provider, without a browser: redirects are followed by hand, so that responses can be
 * kept, replayed, used by another browser, or be wrong in ways that only the provider could make them.
 */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, plainForm, portal, send } from './client';
import { listActions } from './manifest';
import { readAuditLog } from './read-audit-log';

/** Cookies as a browser keeps them, for one of the two sides. */
class Jar {
  readonly #cookies = new Map<string, string>();

  take(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      const isGone = value === '' || attributes.some((each) => /max-age=0|expires=thu, 01 jan 1970/i.test(each));
      if (isGone) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }

  get names(): readonly string[] {
    return [...this.#cookies.keys()];
  }

  toString(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

interface Person {
  readonly email: string;
  readonly groups?: string;
  readonly verified?: string;
  readonly fault?: string;
  readonly act?: 'continue' | 'refuse';
}

const SESSION = '__Host-portal-session';

/** A browser on its way from the portal to the provider and back. */
class Traveller {
  readonly portalJar = new Jar();
  readonly #providerJar = new Jar();
  readonly tag = `sso/${randomUUID()}`;

  async ask(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const response = await send(path, { cookie: String(this.portalJar), headers, tag: this.tag });
    this.portalJar.take(response.headers['set-cookie'] ?? []);
    return response;
  }

  async #askProvider(url: string, body?: URLSearchParams): Promise<Response> {
    const headers = { cookie: String(this.#providerJar) };
    const response = await fetch(url, { redirect: 'manual', headers, ...(body && { method: 'POST', body }) });
    this.#providerJar.take(response.headers.getSetCookie());
    return response;
  }

  /** Clicks the button; returns where the provider is asked. */
  async begin(next = '/activity'): Promise<URL> {
    const response = await this.ask(`/sign-in/sso?next=${encodeURIComponent(next)}`, {
      'sec-fetch-site': 'same-origin',
    });
    expect(response.status).toBe(303);
    return new URL(String(response.headers.location));
  }

  /** Signs in at the provider; returns the path of ours that it leads back to. */
  async visitProvider(start: URL, person: Person): Promise<string> {
    const { act = 'continue', verified = 'yes', groups = '', fault = '', email } = person;
    let url = start.href;
    for (let hops = 0; hops < 10; hops += 1) {
      const isForm = url.includes('/interaction/');
      const body = isForm
        ? new URLSearchParams({ act, verified, groups, fault, email, name: 'Grace Hopper' })
        : undefined;
      const response = await this.#askProvider(url, body);
      const place = response.headers.get('location');
      if (place === null) throw new Error(`${url}: ${response.status} ${(await response.text()).slice(0, 500)}`);
      if (place.startsWith(portal().appUrl)) return place.slice(portal().appUrl.length);
      url = new URL(place, portal().providerUrl).href;
    }
    throw new Error('The provider leads in circles.');
  }

  async signIn(person: Person): Promise<Answer> {
    return this.ask(await this.visitProvider(await this.begin(), person));
  }

  get isSignedIn(): boolean {
    return this.portalJar.names.includes(SESSION);
  }

  async acts(): Promise<readonly string[]> {
    return ((await readAuditLog()).get(this.tag) ?? []).map(({ act }) => act);
  }
}

/** What the sign-in page is given: the reason, and where the sign-in was to lead. */
function reasonOf(response: Answer): string {
  const place = new URL(String(response.headers.location), portal().appUrl);
  expect([response.status, place.pathname, place.searchParams.get('next')]).toEqual([303, '/sign-in', '/activity']);
  return place.searchParams.get('sso') ?? '';
}

const RULE = {
  roleClaim: 'groups',
  scopes: 'groups',
  admin: 'portal-admins',
  operator: 'portal-operators',
  viewer: '',
  defaultRole: 'refuse',
  domains: 'sso.example',
};

async function act(name: string, fields: Readonly<Record<string, string>>, cookie: string): Promise<Answer> {
  const action = listActions().find((each) => each.name === name);
  if (!action) throw new Error(`The build has no ${name}.`);
  return send('/settings/single-sign-on', { ...plainForm(action.id, 'state', fields), cookie });
}

const someone = (more: Partial<Person> = {}): Person => ({
  email: `${randomUUID().slice(0, 8)}@sso.example`,
  groups: 'portal-operators',
  ...more,
});

beforeAll(async () => {
  const saved = await act('changeSsoRuleAction', RULE, portal().fixtures.cookies.admin ?? '');
  expect(saved.text).toContain('Saved.');
});

describe('the way there', () => {
  it('asks with PKCE, state and nonce, from our pages only, and shows nothing of the secret', async () => {
    const place = await new Traveller().begin();
    expect(place.origin).toBe(portal().providerUrl);
    expect(Object.fromEntries(place.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      scope: 'openid email profile groups',
      redirect_uri: `${portal().appUrl}/api/auth/callback/oidc`,
    });
    expect(place.href).not.toContain('tests-only');
    for (const site of ['cross-site', 'same-site', 'none']) {
      const response = await new Traveller().ask('/sign-in/sso?next=/activity', { 'sec-fetch-site': site });
      expect(reasonOf(response)).toBe('');
    }
  });

  it('keeps its checks in cookies that no neighbour can plant and no script can read', async () => {
    const response = await send('/sign-in/sso', {});
    const lines = (response.headers['set-cookie'] ?? []).filter((line) => line.includes('portal-sso-'));
    expect(lines).toHaveLength(3);
    for (const line of lines)
      expect(line).toMatch(/^__Host-portal-sso-\w+=.*(?=.*HttpOnly)(?=.*Secure)(?=.*SameSite=Lax)(?=.*Path=\/)/i);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example'])(
    '%s is no place to come back to',
    async (next) => {
      const traveller = new Traveller();
      const back = await traveller.ask(await traveller.visitProvider(await traveller.begin(next), someone()));
      expect(back.headers.location).toBe(`${portal().appUrl}/customers`);
    },
  );
});

describe('a good answer', () => {
  it('opens a session with the role of the group, leads where one wanted to go, and is worth nothing again', async () => {
    const traveller = new Traveller();
    const back = await traveller.visitProvider(await traveller.begin('/activity?act=staff.added'), someone());
    const response = await traveller.ask(back);
    expect(response.headers.location).toBe(`${portal().appUrl}/activity?act=staff.added`);
    expect(traveller.portalJar.names.filter((name) => name.includes('portal-sso'))).toEqual([]);
    expect((await traveller.ask('/customers')).text).toContain('operator');
    expect((await traveller.ask('/settings')).status).toBe(404);
    expect(await traveller.acts()).toEqual(expect.arrayContaining(['staff.added', 'staff.signed_in']));
    const again = await traveller.ask(back);
    expect(again.headers.location).toMatch(/^\/sign-in\?sso=stale/);
  });

  it('may be signed by hand, as the bad ones below are: what is wrong with those is their content', async () => {
    const traveller = new Traveller();
    await traveller.signIn(someone({ fault: 'none at all' }));
    expect(traveller.isSignedIn).toBe(true);
  });

  it('may be made by a clock that is up to a minute ahead', async () => {
    const traveller = new Traveller();
    await traveller.signIn(someone({ fault: 'ahead 45' }));
    expect(traveller.isSignedIn).toBe(true);
  });

  it('without the groups, because they are too many, leaves the role and tells the admins', async () => {
    const person = someone({ groups: 'portal-admins' });
    await new Traveller().signIn(person);
    const traveller = new Traveller();
    await traveller.signIn({ ...person, fault: 'overage' });
    expect(await traveller.acts()).toEqual(expect.arrayContaining(['staff.role_kept', 'staff.signed_in']));
    const settings = (await traveller.ask('/settings/single-sign-on')).text;
    expect(settings).toContain('Roles not updated');
    expect(settings).toContain(person.email);
    await new Traveller().signIn({ ...person, groups: 'portal-operators' });
    const admin = portal().fixtures.cookies.admin ?? '';
    expect((await send('/settings/single-sign-on', { cookie: admin })).text).not.toContain(person.email);
  });

  it('is believed about the address by Entra ID’s claim, and by the word of an admin for the whole provider', async () => {
    const byClaim = new Traveller();
    await byClaim.signIn(someone({ fault: 'edov' }));
    expect(byClaim.isSignedIn).toBe(true);
    const admin = portal().fixtures.cookies.admin ?? '';
    try {
      expect((await act('changeSsoRuleAction', { ...RULE, emails: 'all' }, admin)).text).toContain('Saved.');
      const trusted = new Traveller();
      await trusted.signIn(someone({ fault: 'silent' }));
      expect(trusted.isSignedIn).toBe(true);
    } finally {
      await act('changeSsoRuleAction', { ...RULE, emails: 'claim' }, admin);
    }
  });

  it('is refused in clear words where the rules of the portal say so', async () => {
    const cases: readonly (readonly [Partial<Person>, string, string])[] = [
      [{ email: `${randomUUID()}@elsewhere.example` }, 'domain', 'You have no account here'],
      [{ verified: 'no' }, 'email_unverified', 'does not confirm that the e-mail address is yours'],
      [{ groups: 'chess' }, 'no_role', 'gives you no role'],
      [{ act: 'refuse' }, 'denied', 'cancelled or refused'],
      [{ fault: 'overage' }, 'role_unknown', 'did not send your groups'],
      [{ fault: 'silent' }, 'email_unverified', 'does not confirm'],
      [{ fault: 'ahead 90' }, 'clock', 'differ by more than a minute'],
    ];
    for (const [person, reason, words] of cases) {
      const traveller = new Traveller();
      const response = await traveller.signIn(someone(person));
      expect(reasonOf(response)).toBe(reason);
      expect(traveller.isSignedIn).toBe(false);
      expect(await traveller.acts()).toEqual(['staff.sign_in_refused']);
      expect((await traveller.ask(String(response.headers.location))).text).toContain(words);
    }
  });
});

describe('a bad answer', () => {
  it.each([
    ['expired', 'clock'],
    ['ahead 90', 'clock'],
    ['nonce', 'stale'],
    ['audience', 'stale'],
    ['issuer', 'stale'],
    ['signature', 'stale'],
    ['unsigned', 'stale'],
  ])('with a wrong ID token (%s) opens nothing, is recorded, and cannot be tried again', async (fault, reason) => {
    const traveller = new Traveller();
    const back = await traveller.visitProvider(await traveller.begin(), someone({ fault }));
    expect(reasonOf(await traveller.ask(back))).toBe(reason);
    expect(traveller.isSignedIn).toBe(false);
    expect(await traveller.acts()).toEqual(['staff.sign_in_refused']);
    expect(traveller.portalJar.names.filter((name) => name.includes('portal-sso'))).toEqual([]);
  });

  it('with a code that was used is refused by the provider', async () => {
    const [first, thief] = [new Traveller(), new Traveller()];
    const back = await first.visitProvider(await first.begin(), someone());
    // The thief has everything the browser had: only the used-up code stops them.
    thief.portalJar.take(String(first.portalJar).split('; '));
    expect((await first.ask(back)).headers.location).toBe(`${portal().appUrl}/activity`);
    expect(reasonOf(await thief.ask(back))).toBe('stale');
    expect(thief.isSignedIn).toBe(false);
  });

  it('that belongs to the sign-in of another browser is refused, with and without a sign-in of one’s own', async () => {
    const [mine, theirs, nobody] = [new Traveller(), new Traveller(), new Traveller()];
    const back = await theirs.visitProvider(await theirs.begin(), someone());
    await mine.begin();
    expect(reasonOf(await mine.ask(back))).toBe('stale');
    expect((await nobody.ask(back)).headers.location).toMatch(/^\/sign-in\?sso=stale/);
    for (const traveller of [mine, nobody]) expect(traveller.isSignedIn).toBe(false);
    // Nor did the strangers use up what was not theirs.
    expect((await theirs.ask(back)).headers.location).toBe(`${portal().appUrl}/activity`);
  });

  it.each(['state', 'iss', 'code'])('with its %s changed or missing is refused', async (name) => {
    for (const value of ['x', null]) {
      const traveller = new Traveller();
      const back = new URL(await traveller.visitProvider(await traveller.begin(), someone()), portal().appUrl);
      if (value === null) back.searchParams.delete(name);
      else back.searchParams.set(name, value);
      expect(reasonOf(await traveller.ask(`${back.pathname}${back.search}`))).toBe('stale');
      expect(traveller.isSignedIn).toBe(false);
    }
  });

  it('in words of a stranger’s link changes nothing for anybody', async () => {
    const response = await new Traveller().ask('/api/auth/callback/oidc?error=<script>&error_description=call+us');
    expect(response.headers.location).toMatch(/^\/sign-in\?sso=stale&next=%2Fcustomers$/);
  });
});

it('signing out ends the session here, then leads to the provider, which knows whose it was', async () => {
  const traveller = new Traveller();
  await traveller.signIn(someone());
  const cookie = String(traveller.portalJar);
  const signOut = listActions().find(({ name }) => name.endsWith('signOutAction'));
  const response = await send('/customers', { ...plainForm(signOut?.id ?? '', 'form', {}), cookie });
  const place = new URL(String(response.headers.location));
  expect(place.origin).toBe(portal().providerUrl);
  expect(place.searchParams.get('post_logout_redirect_uri')).toBe(`${portal().appUrl}/sign-in`);
  expect(place.searchParams.get('id_token_hint')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  expect((await send('/api/customers', { cookie })).status).toBe(401);
  expect((await fetch(place)).status).toBe(200);
});

describe('a provider that is away', () => {
  afterEach(() => fetch(`${portal().providerUrl}/test/up`));

  it('is said to be, before and after signing in there', async () => {
    const traveller = new Traveller();
    const back = await traveller.visitProvider(await traveller.begin(), someone());
    await fetch(`${portal().providerUrl}/test/down`);
    expect(reasonOf(await traveller.ask(back))).toBe('unreachable');
    const response = await new Traveller().ask('/sign-in/sso?next=/activity');
    expect(reasonOf(response)).toBe('unreachable');
  });
});

describe('without passwords', () => {
  it('the form is gone and passwords are refused, until the same admin takes it back', async () => {
    const admin = new Traveller();
    await admin.signIn(someone({ groups: 'portal-admins' }));
    const byPassword = await act(
      'switchPasswordSignInAction',
      { passwords: 'off' },
      portal().fixtures.cookies.admin ?? '',
    );
    expect(byPassword.text).toContain('sign in by single sign-on yourself');
    const cookie = String(admin.portalJar);
    try {
      expect((await act('switchPasswordSignInAction', { passwords: 'off' }, cookie)).text).toContain('From now on');
      const page = (await send('/sign-in')).text;
      expect(page).toContain('Sign in with single sign-on');
      expect(page).not.toContain('type="password"');
      const signIn = listActions().find(({ name }) => name.endsWith('signInAction'));
      const tried = await send(
        '/sign-in',
        plainForm(signIn?.id ?? '', 'state', { email: 'a@b.example', password: 'x' }),
      );
      expect(tried.text).not.toContain('do not match');
    } finally {
      expect((await act('switchPasswordSignInAction', { passwords: 'on' }, cookie)).text).toContain('work again');
    }
    expect((await send('/sign-in')).text).toContain('type="password"');
  });
});

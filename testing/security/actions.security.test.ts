/** Every server action of the build, as every identity; with `--all` by both ways in which a form reaches it. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { errorText } from '@/lib/platform/forms/error-text';
import { en } from '@/lib/platform/i18n/en';
import { type Answer, type Call, cookiesOf, fetchForm, inTurn, plainForm, portal, send } from './client';
import { hasAllRequests } from './depth';
import { fillFields, namesSomething } from './fill';
import { IDENTITIES, type Identity } from './fixtures';
import { type BuiltAction, listActions } from './manifest';
import { findDifference } from './mask';
import { ACTIONS, type ActionRow } from './matrix.data';
import { pageOf, seePage } from './reach-action';
import { type AuditEntry, readAuditLog } from './read-audit-log';

const FORBIDDEN = errorText({ kind: 'forbidden', retryable: false }).title;
const SIGNED_OUT = errorText({ kind: 'unauthenticated', retryable: false }).title;
const ROLES: readonly Identity[] = ['viewer', 'operator', 'admin', 'demoted'];

const WAYS = ['plain', 'fetch'] as const;
type Way = (typeof WAYS)[number];

/** One way each is enough to notice a missing check: the guard is the same for both. */
function waysTo({ isDocument }: ActionRow): readonly Way[] {
  if (hasAllRequests) return WAYS;
  return isDocument ? ['plain'] : ['fetch'];
}

interface Attempt {
  readonly action: BuiltAction;
  readonly row: ActionRow;
  readonly identity: Identity;
  readonly way: Way;
  /** Whether it brings what proves that the page was seen. */
  readonly hasProof: boolean;
  readonly tag: string;
}

type Verdict = 'let in' | 'signed out' | 'forbidden' | 'page not seen' | 'document only';

interface Tried extends Attempt {
  readonly expected: Verdict;
  readonly response: Answer;
  auditLog: readonly AuditEntry[];
}

const actions = listActions();

function expectedOf({ row, identity, way, hasProof }: Omit<Attempt, 'tag'>): Verdict {
  if (row.isDocument && way === 'fetch') return 'document only';
  if (row.guard === 'proof' && !hasProof) return 'page not seen';
  if (row.who.includes(identity)) return 'let in';
  return ROLES.includes(identity) ? 'forbidden' : 'signed out';
}

function listAttempts(): Attempt[] {
  return actions.flatMap((action) => {
    const row = ACTIONS[action.name];
    if (!row) return [];
    const proofs = row.guard === 'proof' ? [false, true] : [true];
    return IDENTITIES.flatMap((identity) =>
      waysTo(row).flatMap((way) =>
        proofs.map((hasProof) => ({ action, row, identity, way, hasProof, tag: `matrix/${randomUUID()}` })),
      ),
    );
  });
}

async function attempt(each: Attempt): Promise<Tried> {
  const { fixtures } = portal();
  const { action, row, identity, way, hasProof, tag } = each;
  const expected = expectedOf(each);
  let cookie = (row.endsSession ? fixtures.spareCookies : fixtures.cookies)[identity] ?? '';
  // Allowed identities send what changes nothing: an unknown id, or a field that does not belong there.
  const isLetIn = expected === 'let in';
  let fields: Record<string, string> = { ...fillFields(row.fields, fixtures, { isMissing: isLetIn }) };
  if (isLetIn && row.guard === 'staff') fields = { ...fields, unexpected: 'x' };
  if (row.guard === 'proof' && hasProof) {
    const seen = await seePage(row, cookie);
    cookie = seen.cookie;
    fields = { ...fields, ...seen.fields };
  }
  if (row.isDocument) fields = { ...fields, returnTo: '/back' };
  const form: Call = (way === 'plain' ? plainForm : fetchForm)(action.id, row.args, fields);
  const response = await send(pageOf(action), { ...form, cookie, tag });
  return { ...each, expected, response, auditLog: [] };
}

/** What the action answered, wherever its kind of form puts that; null where the answer is a page that shows nothing of it. */
function messageOf({ row, way, response }: Tried): string | null {
  // The response of a call also holds the page; the line with this number is what the action returned.
  if (way === 'fetch') return /^1:.*$/m.exec(response.text)?.[0] ?? '';
  if (!row.isDocument) return null;
  const kept = /portal-answer=([\w-]+)/.exec(cookiesOf(response))?.[1] ?? '';
  return Buffer.from(kept, 'base64url').toString();
}

function nameOf({ action, identity, way, hasProof }: Attempt): string {
  return `${action.name} by ${identity}, ${way} form${hasProof ? '' : ' without proof'}`;
}

let tried: readonly Tried[] = [];

beforeAll(async () => {
  tried = await inTurn(listAttempts(), attempt);
  const auditLog = await readAuditLog();
  for (const each of tried) each.auditLog = auditLog.get(each.tag) ?? [];
});

describe('the table of actions', () => {
  it.each(actions.map(({ name }) => name))('says who may: %s', (name) => {
    const hint = `${name} has no row: say who may call it in testing/security/matrix.data.ts, table ACTIONS`;
    expect(ACTIONS[name], hint).toBeDefined();
  });

  it('names no action that the build does not have', () => {
    const built = new Set(actions.map(({ name }) => name));
    const gone = Object.keys(ACTIONS).filter((name) => !built.has(name));
    expect(gone, 'remove these rows from testing/security/matrix.data.ts').toEqual([]);
  });
});

describe.each(IDENTITIES)('%s', (identity) => {
  const mine = () => tried.filter((each) => each.identity === identity);

  it('is answered without an error of the server', () => {
    const failed = mine().filter(({ response }) => response.status >= 500);
    expect(
      failed.map((each) => `${nameOf(each)}: ${each.response.status} ${each.response.text.slice(0, 200)}`),
    ).toEqual([]);
  });

  it('is told the same as the table says', () => {
    const wrong = mine().flatMap((each) => {
      const words = messageOf(each);
      if (words === null) return [];
      const isForbidden = words.includes(FORBIDDEN);
      const isSignedOut = words.includes(SIGNED_OUT);
      const isStale = words.includes(en.problemStale);
      const problem: Record<Verdict, boolean> = {
        'let in': isForbidden || isSignedOut || isStale,
        'signed out': each.row.args === 'state' || each.row.isDocument ? !isSignedOut : isForbidden || isStale,
        forbidden: each.row.args === 'state' || each.row.isDocument ? !isForbidden : isSignedOut || isStale,
        'page not seen': each.row.args === 'state' || each.row.isDocument ? !isStale : false,
        // Sent back to the page, and nothing else.
        'document only': !String(each.response.headers['x-action-redirect']).startsWith('/back;'),
      };
      return problem[each.expected]
        ? [`${nameOf(each)} should be: ${each.expected}, got ${each.response.status} ${words.slice(0, 300)}`]
        : [];
    });
    expect(wrong).toEqual([]);
  });

  it('leaves in the audit log what the table says: refusals of a signed-in role, and nothing done', () => {
    const wrong = mine().flatMap((each) => {
      const acts = each.auditLog.map(({ act }) => act);
      const isOk =
        each.expected === 'forbidden'
          ? acts.length === 1 && acts[0] === 'access.denied'
          : each.expected === 'let in'
            ? !acts.includes('access.denied')
            : acts.length === 0;
      return isOk ? [] : [`${nameOf(each)} should be: ${each.expected}, but the trail has [${acts.join(', ')}]`];
    });
    expect(wrong).toEqual([]);
  });

  it('is shown no business that is not theirs', () => {
    const { business } = portal().fixtures;
    if (identity === 'customer' || ROLES.includes(identity)) return;
    const told = mine().filter(
      ({ response }) => response.text.includes(business.company) || response.text.includes(business.email),
    );
    // The invite's page is open to the holder of its token.
    expect(told.filter(({ action }) => !action.routes.some((route) => route.startsWith('/i/'))).map(nameOf)).toEqual(
      [],
    );
  });
});

it('every way in was tried, and nothing was created upstream or mailed by anybody', async () => {
  expect(tried.length).toBeGreaterThanOrEqual(actions.length * IDENTITIES.length * (hasAllRequests ? WAYS.length : 1));
  const { emulatorUrl } = portal();
  const links = await (await fetch(`${emulatorUrl}/__emulator/links`)).json();
  expect(links).toMatchObject({ links: [] });
  const customers = await (await fetch(`${emulatorUrl}/__emulator/customers?limit=10`)).json();
  expect(customers).toMatchObject({ total: 2 });
});

it('an id of another person is answered like one that does not exist, byte for byte', async () => {
  const { fixtures } = portal();
  const others: readonly Identity[] = ['anonymous', 'otherCustomer', 'disabled'];
  const asked = actions.flatMap((action) => {
    const row = ACTIONS[action.name];
    if (!row || !Object.values(row.fields).some(namesSomething)) return [];
    return others.flatMap((identity) => waysTo(row).map((way) => ({ action, row, identity, way })));
  });
  expect(asked.length).toBeGreaterThan(0);
  const different = await inTurn(asked, async ({ action, row, identity, way }) => {
    const cookie = fixtures.cookies[identity] ?? '';
    const seen = row.guard === 'proof' ? await seePage(row, cookie) : { cookie, fields: {} };
    const form = way === 'plain' ? plainForm : fetchForm;
    const ask = async (isMissing: boolean) => {
      const fields = { ...fillFields(row.fields, fixtures, { isMissing }), ...seen.fields, returnTo: '/back' };
      return send(pageOf(action), { ...form(action.id, row.args, fields), cookie: seen.cookie });
    };
    const difference = await findDifference(ask);
    return difference === null ? [] : [`${action.name} by ${identity}, ${way} form: ${difference}`];
  });
  expect(different.flat()).toEqual([]);
});

/** Made-up input for every action, handler and page. A failure names the seed: FUZZ_SEED=… tries the same again. */
import { randomInt, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Call, fetchForm, inTurn, plainForm, portal, send, withHeaders } from './client';
import { hasFullNumbers } from './depth';
import { fillFields, fillText } from './fill';
import { type BuiltAction, listActions } from './manifest';
import { ACTIONS, type ActionRow, HANDLERS, PAGES } from './matrix.data';
import type { OwnPortal } from './own-portal';
import { pageOf, seePage } from './reach-action';
import { readAuditLog } from './read-audit-log';

const RUNS = hasFullNumbers ? 60 : 1;
const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));

const NASTY = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202etxt.exe',
  '__proto__',
  'constructor',
  '[object Object]',
  "' or 1=1 --",
  '%',
  '%00',
  '../../etc/passwd',
  '=HYPERLINK("https://evil.example")',
  '<img src=x onerror=alert(1)>',
  '{"$gt":""}',
  '-1',
  '1e309',
  'NaN',
  '9'.repeat(40),
  '2026-02-31',
  'a@b',
  '$ACTION_REF_1',
  'x'.repeat(70_000),
];
const hostile = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.integer().map(String),
  fc.json({ maxDepth: 2 }),
);
const STRANGERS = ['id', 'role', 'status', '__proto__', 'constructor', 'isAdmin', 'then', 'toString'];

interface Attempt {
  readonly action: BuiltAction;
  readonly row: ActionRow;
  /** Fields that are given another value. */
  readonly changed: Readonly<Record<string, string>>;
  /** A field that belongs to no form of ours: nothing may come of the rest then. */
  readonly stranger: string | null;
  readonly way: 'plain' | 'fetch';
}

/** Valid input would lock out the very people whose audit log is read in the end. */
const LOCKS_OUT = 'changeSecondFactorAction';

const known = listActions().flatMap((action) => {
  const row = ACTIONS[action.name];
  return row && action.name !== LOCKS_OUT ? [{ action, row }] : [];
});

function attemptsFor(action: BuiltAction, row: ActionRow, seed: number): Attempt[] {
  const names = Object.keys(row.fields);
  const changed: fc.Arbitrary<Record<string, string>> =
    names.length === 0 ? fc.constant({}) : fc.dictionary(fc.constantFrom(...names), hostile);
  const shape = fc.record({
    action: fc.constant(action),
    row: fc.constant(row),
    changed,
    stranger: fc.option(fc.constantFrom(...STRANGERS), { freq: 2 }),
    way: fc.constantFrom('plain' as const, 'fetch' as const),
  });
  return fc.sample(shape, { numRuns: RUNS, seed });
}

async function toCall({ action, row, changed, stranger, way }: Attempt): Promise<Call> {
  const { fixtures } = portal();
  const identity = row.guard === 'proof' ? 'customer' : row.guard === 'open' ? 'anonymous' : 'admin';
  const cookie = fixtures.cookies[identity] ?? '';
  const seen = row.guard === 'proof' ? await seePage(row, cookie) : { cookie, fields: {} };
  const fields = {
    ...fillFields(row.fields, fixtures, { isMissing: true }),
    ...seen.fields,
    ...changed,
    ...(stranger !== null && { [stranger]: 'x' }),
  };
  return { ...(way === 'plain' ? plainForm : fetchForm)(action.id, row.args, fields), cookie: seen.cookie };
}

const UNEXPECTED = /^.*(failed unexpectedly|unhandled|uncaught|TypeError|RangeError).*$/gim;

export function fuzz(own: () => OwnPortal): void {
  const unexpected = () =>
    own()
      .readLog()
      .match(UNEXPECTED)
      ?.map((line) => line.slice(0, 400)) ?? [];

  it(`${RUNS} forms for each action: no error of the server, and nothing done by one with a field too many`, async () => {
    const attempts = known.flatMap(({ action, row }, at) => attemptsFor(action, row, SEED + at));
    const sent = await inTurn(attempts, async (attempt) => {
      const tag = `fuzz/${randomUUID()}`;
      const response = await send(pageOf(attempt.action), { ...(await toCall(attempt)), tag, to: own().url });
      const given = JSON.stringify({ ...attempt.changed, stranger: attempt.stranger }).slice(0, 300);
      return { attempt, tag, status: response.status, what: `${attempt.action.name}, ${attempt.way}: ${given}` };
    });
    const failed = sent.filter(({ status }) => status >= 500);
    expect(
      failed.map(({ what, status }) => `${status} ${what}`),
      `FUZZ_SEED=${SEED}`,
    ).toEqual([]);
    const auditLog = await readAuditLog(own().url);
    const done = sent.filter(
      ({ attempt, tag }) => attempt.row.guard === 'staff' && attempt.stranger !== null && auditLog.has(tag),
    );
    expect(
      done.map(({ what, tag }) => `${what} did ${auditLog.get(tag)?.map(({ act }) => act)}`),
      `FUZZ_SEED=${SEED}`,
    ).toEqual([]);
    // An action answers its own bugs politely; the log knows.
    expect(unexpected(), `FUZZ_SEED=${SEED}`).toEqual([]);
    console.log(`fuzz: ${attempts.length} forms, seed ${SEED}`);
  });

  it(`${RUNS} bodies for each handler, and ${RUNS} questions to each page, end without an error of the server`, async () => {
    const { fixtures } = portal();
    const cookie = fixtures.cookies.admin ?? '';
    const types = fc.constantFrom('application/json', 'text/plain', 'multipart/form-data; boundary=b', 'x', '');
    const bodies = fc.record({
      type: types,
      body: fc.oneof(hostile, fc.json(), fc.uint8Array({ maxLength: 300 })),
    });
    const posts = Object.entries(HANDLERS).flatMap(([route, row], at) =>
      'POST' in row.methods
        ? fc.sample(bodies, { numRuns: RUNS, seed: SEED + at }).map(({ type, body }) => ({
            what: `POST ${route} ${type} ${JSON.stringify(body).slice(0, 200)}`,
            path: fillText(row.path, fixtures),
            call: withHeaders({ method: 'POST', body, cookie }, type === '' ? {} : { 'content-type': type }),
          }))
        : [],
    );
    const names = ['search', 'status', 'older', 'newer', 'sort', 'rows', 'act', 'next', 'state', 'period', 'x'];
    const queries = fc.dictionary(fc.constantFrom(...names), hostile, { maxKeys: 3 });
    const paths = [...Object.values(PAGES), ...Object.values(HANDLERS)]
      .map((row) => fillText(row.path, fixtures).split('?')[0] ?? '/')
      .filter((path) => path !== '/api/events');
    const gets = paths.flatMap((path, at) =>
      fc.sample(queries, { numRuns: RUNS, seed: SEED + at }).map((query) => {
        const words = Object.entries(query).map(([name, text]) => [name, text.toWellFormed().slice(0, 3_000)]);
        const asked = `${path}?${new URLSearchParams(words)}`;
        return { what: `GET ${asked.slice(0, 300)}`, path: asked, call: { cookie } as Call };
      }),
    );
    const failed = await inTurn([...posts, ...gets], async ({ what, path, call }) => {
      const { status } = await send(path, { ...call, to: own().url });
      return status >= 500 && !path.startsWith('/_global-error') ? [`${status} ${what}`] : [];
    });
    expect(failed.flat(), `FUZZ_SEED=${SEED}`).toEqual([]);
    expect(unexpected(), `FUZZ_SEED=${SEED}`).toEqual([]);
  });
}

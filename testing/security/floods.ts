/** Guesses and sign-ins in numbers; `npm run test:security` takes the full ones. */
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { expect, it } from 'vitest';
import { inTurn, plainForm, portal, send } from './client';
import { hasFullNumbers } from './depth';
import { listActions } from './manifest';
import { ACTIONS } from './matrix.data';
import type { OwnPortal } from './own-portal';
import { readAuditLog } from './read-audit-log';

const GUESSES = hasFullNumbers ? 10_000 : 150;
const SIGN_INS = hasFullNumbers ? 200 : 24;
const MOST_HASHES = 100;

export function signInForm(email: string, password: string) {
  const name = 'signInAction';
  const action = listActions().find((each) => each.name === name);
  if (!action) throw new Error(`The build has no ${name}.`);
  return plainForm(action.id, ACTIONS[name]?.args ?? 'state', { email, password });
}

function p95(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
}

export function floods(own: () => OwnPortal): void {
  it(`${GUESSES} guesses against one account, each from another address, cost at most ${MOST_HASHES} hash runs`, async () => {
    const { guessed } = portal().fixtures;
    const tag = `guess/${randomUUID()}`;
    const startedAt = performance.now();
    const statuses = await inTurn(
      Array.from({ length: GUESSES }, (_, at) => `guess ${at}`),
      async (guess) => (await send('/sign-in', { ...signInForm(guessed.email, guess), tag, to: own().url })).status,
      8,
    );
    const seconds = (performance.now() - startedAt) / 1000;
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    // The audit log has one event for each password that was checked, and none for a try that was turned away before.
    const acts = ((await readAuditLog(own().url)).get(tag) ?? []).map(({ act }) => act);
    expect(new Set(acts)).toEqual(new Set(['staff.sign_in_refused']));
    expect(acts.length).toBeGreaterThanOrEqual(5);
    expect(acts.length).toBeLessThanOrEqual(MOST_HASHES);
    console.log(`${GUESSES} guesses: ${acts.length} hash runs in ${seconds.toFixed(1)} s`);
  });

  it(`${SIGN_INS} people sign in at once, and the event loop answers meanwhile`, async () => {
    const { crowd } = portal().fixtures;
    const agent = new http.Agent({ maxSockets: SIGN_INS });
    const looks = new http.Agent({ keepAlive: true });
    let areDone = false;
    const live: number[] = [];
    const looking = (async () => {
      while (!areDone) live.push((await send('/api/health/live', { to: own().url, agent: looks })).ms);
    })();
    const responses = await Promise.all(
      Array.from({ length: SIGN_INS }, (_, at) =>
        send('/sign-in', { ...signInForm(`crowd-${at}@staff.example`, crowd.password), to: own().url, agent }),
      ),
    );
    areDone = true;
    await looking;
    expect(responses.filter(({ status }) => status !== 303).map(({ status }) => status)).toEqual([]);
    const signIns = p95(responses.map(({ ms }) => ms));
    console.log(
      `${SIGN_INS} sign-ins at once: p95 ${signIns.toFixed(0)} ms; health/live meanwhile (${live.length} times): p95 ${p95(live).toFixed(0)} ms`,
    );
    expect(live.length).toBeGreaterThan(5);
    // A few looks have no tail worth judging.
    if (hasFullNumbers) expect(p95(live)).toBeLessThan(signIns / 2);
  });
}

import { expect, test } from 'vitest';
import { control, createdId, send } from '../testing/client';
import { startEmulator } from '../testing/start';

async function submitMany(settings: Record<string, unknown>, count: number): Promise<{ base: string; ids: string[] }> {
  const { url } = await startEmulator({ settings });
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const id = await createdId(url);
    await control(url, 'POST', `/customers/${id}/submit`);
    ids.push(id);
  }
  return { base: url, ids };
}

async function statusesOf(base: string, ids: string[]): Promise<string[]> {
  return Promise.all(ids.map(async (id) => (await send(base, 'GET', `/v1/customers/hosted/${id}`)).json.status));
}

test('off by default: a submitted form waits for a person', async () => {
  const { base, ids } = await submitMany({}, 1);
  await control(base, 'POST', '/clock', { advanceSeconds: 1_000_000 });
  await control(base, 'POST', '/settle');
  expect(await statusesOf(base, ids)).toEqual(['PENDING_REVIEW']);
});

test('approves after the set time of the emulator clock', async () => {
  const { base, ids } = await submitMany({ autoReview: { afterSeconds: 600 } }, 2);
  await control(base, 'POST', '/clock', { advanceSeconds: 590 });
  await control(base, 'POST', '/settle');
  expect(await statusesOf(base, ids)).toEqual(['PENDING_REVIEW', 'PENDING_REVIEW']);
  await control(base, 'POST', '/clock', { advanceSeconds: 20 });
  await control(base, 'POST', '/settle');
  expect(await statusesOf(base, ids)).toEqual(['APPROVED', 'APPROVED']);
});

test('a decision by hand wins over the automatic one', async () => {
  const { base, ids } = await submitMany({ autoReview: { afterSeconds: 600 } }, 1);
  await control(base, 'POST', `/customers/${ids[0]}/status`, { status: 'ESCALATED' });
  await control(base, 'POST', '/clock', { advanceSeconds: 700 });
  await control(base, 'POST', '/settle');
  expect(await statusesOf(base, ids)).toEqual(['ESCALATED']);
});

test('sends back with flagged company and person', async () => {
  const { base, ids } = await submitMany({ autoReview: { afterSeconds: 0, outcome: 'respond' } }, 1);
  await control(base, 'POST', '/settle');
  const { json } = await send(base, 'GET', `/v1/customers/${ids[0]}`);
  expect(json.status).toBe('PENDING_RESPONSE');
  expect(json.review_issues.company_issues.description).toBeTruthy();
  const [issue] = json.review_issues.associated_person_issues;
  expect(issue.associated_person_id).toBe(json.associated_persons[0].associated_person_id);
});

test('random outcomes repeat with the seed', async () => {
  const settings = { seed: 'repeatable', autoReview: { afterSeconds: 0, outcome: 'random' } } as const;
  const runs: string[][] = [];
  for (let run = 0; run < 2; run += 1) {
    const { url } = await startEmulator({ settings });
    await control(url, 'POST', '/clock', { now: '2030-01-01T00:00:00Z' });
    const ids: string[] = [];
    for (let index = 0; index < 12; index += 1) ids.push(await createdId(url));
    for (const id of ids) await control(url, 'POST', `/customers/${id}/submit`);
    await control(url, 'POST', '/settle');
    runs.push(await statusesOf(url, ids));
  }
  expect(runs[0]).toEqual(runs[1]);
  expect(new Set(runs[0]).size).toBeGreaterThan(1);
});

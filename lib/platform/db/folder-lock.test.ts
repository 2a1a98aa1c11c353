import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { takeLock } from './folder-lock';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'partner-portal-folder-lock-'));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

async function take() {
  const lost: Error[] = [];
  const lockfilePath = path.join(folder, 'lock');
  const release = await takeLock(folder, { lockfilePath, stale: 60_000, onLost: (error) => lost.push(error) });
  return { lost, lockfilePath, release };
}

test('a lock that someone takes away is reported as lost', async () => {
  const { lost, lockfilePath } = await take();
  rmSync(lockfilePath, { recursive: true });
  vi.advanceTimersByTime(2_000);
  await vi.waitFor(() => expect(lost).toHaveLength(1));
});

test('a lock that is given back while it is being looked at is not lost', async () => {
  const { lost, lockfilePath, release } = await take();
  // The look begins, and finds nothing, because the lock is given back at the same moment.
  rmSync(lockfilePath, { recursive: true });
  vi.advanceTimersByTime(2_000);
  await release();
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  expect(existsSync(lockfilePath)).toBe(false);
  expect(lost).toEqual([]);
});

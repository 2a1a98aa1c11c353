import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import { HANG_MS } from '@/testing/wait';
import { makeTemplate } from './embedded-template';
import { DatabaseInUseError, openPglite } from './open-pglite';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'partner-portal-lock-'));
  await cp(await makeTemplate(), path.join(folder, 'pglite'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

interface Holder {
  readonly process: ChildProcessWithoutNullStreams;
  /** The next line it says. */
  next(): Promise<string>;
  ended(): Promise<unknown>;
}

function startHolder(): Holder {
  const script = path.join(import.meta.dirname, 'testing', 'hold-database.ts');
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', script, folder]);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part) => {
    text += part;
  });
  child.stderr.resume();
  const next = async () => {
    await expect.poll(() => text.includes('\n'), { timeout: HANG_MS, interval: 20 }).toBe(true);
    const end = text.indexOf('\n');
    const line = text.slice(0, end);
    text = text.slice(end + 1);
    return line;
  };
  return { process: child, next, ended: () => ended };
}

async function audited(): Promise<unknown> {
  const opened = await openPglite(folder);
  try {
    const { rows } = (await opened.db.execute(
      sql`select details->>'what' as what from audit order by id`,
    )) as unknown as {
      rows: unknown;
    };
    return rows;
  } finally {
    await opened.close();
  }
}

// The embedded database is the same in both projects.
describe.runIf(inject('database').kind === 'pglite')('the embedded database', () => {
  test('refuses a second opener in the same process and lets it in after a close', async () => {
    const first = await openPglite(folder);
    await expect(openPglite(folder)).rejects.toThrow(DatabaseInUseError);
    await first.close();
    await (await openPglite(folder)).close();
  });

  test('refuses a second process, naming the way out, and takes over at once when the first is killed', async () => {
    const holder = startHolder();
    expect(await holder.next()).toBe('open');
    await expect(openPglite(folder)).rejects.toThrow(/in use by another process.*DATA_DIR.*DATABASE_URL/s);
    holder.process.stdin.write('acknowledged before the kill\n');
    expect(await holder.next()).toBe('written acknowledged before the kill');

    holder.process.kill('SIGKILL');
    await holder.ended();
    expect(await audited()).toEqual([{ what: 'acknowledged before the kill' }]);
  });

  test('of several processes that start after a kill, exactly one gets in', async () => {
    const killed = startHolder();
    expect(await killed.next()).toBe('open');
    killed.process.kill('SIGKILL');
    await killed.ended();
    const results = await Promise.all([startHolder(), startHolder(), startHolder()].map((holder) => holder.next()));
    expect(results.sort()).toEqual(['DatabaseInUseError', 'DatabaseInUseError', 'open']);
  });

  test('believes its own process id in an old lock, because a container gives every start the same one', async () => {
    const first = await openPglite(folder);
    await first.close();
    await writeFile(path.join(folder, 'owner'), String(process.pid));
    await (await openPglite(folder)).close();
    expect(await readFile(path.join(folder, 'owner'), 'utf8')).toBe(String(process.pid));
  });

  test('an unreadable owner file stops no one', async () => {
    await writeFile(path.join(folder, 'owner'), 'nonsense');
    await (await openPglite(folder)).close();
  });
});

/**
 * One folder a test run, for everything that it writes outside the project, and the list of its processes. A janitor
 * removes both when the run has ended, however it ended. Child processes find the folder by an environment variable.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startTime } from './start-time';

const janitorFile = path.join(import.meta.dirname, 'janitor.ts');
const VARIABLE = 'PARTNER_PORTAL_TEST_RUN';

/** The folder of this run; opens a run when there is none yet. */
export function runFolder(): string {
  const given = process.env[VARIABLE];
  if (given) return given;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'partner-portal-test-'));
  // PostgreSQL may run as another user (postgres.ts) and has its data below.
  chmodSync(folder, 0o755);
  mkdirSync(path.join(folder, 'processes'));
  process.env[VARIABLE] = folder;
  if (process.env.TEST_KEEP) {
    console.log(`TEST_KEEP is set: ${folder} stays.`);
    return folder;
  }
  const janitor = spawn(process.execPath, ['--import', 'tsx', janitorFile, folder], {
    cwd: path.dirname(janitorFile),
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  janitor.unref();
  janitor.channel?.unref();
  return folder;
}

/** A new folder that is gone after the run. */
export function temporaryFolder(name: string): string {
  return mkdtempSync(path.join(runFolder(), `${name}-`));
}

/** Notes a process that must not outlive the run. Call the result when it has ended. */
export function registerProcess(pid: number, signal: NodeJS.Signals = 'SIGKILL'): () => void {
  const file = path.join(runFolder(), 'processes', String(pid));
  writeFileSync(file, `${signal} ${startTime(pid)}`);
  return () => rmSync(file, { force: true });
}

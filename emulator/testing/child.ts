/** The emulator as a real process, for what can only be tried on one: killing it, its exit code, its output. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const BIN = fileURLToPath(new URL('../bin.mjs', import.meta.url));

export interface Child {
  url: string;
  smtpPort: number | null;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export interface Ended {
  code: number | null;
  output: string;
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'emulator-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function start(
  environment: Record<string, string>,
  cwd: string,
): { child: ChildProcess; output: () => string; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [BIN], {
    cwd,
    env: { PATH: process.env.PATH ?? '', EMULATOR_PORT: '0', EMULATOR_SMTP_PORT: 'off', ...environment },
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, output: () => text, ended };
}

/** Resolves when it listens; rejects with its output when it ends instead. */
export function startChild(environment: Record<string, string>, cwd: string): Promise<Child> {
  const { child, output, ended } = start(environment, cwd);
  return new Promise((resolve, reject) => {
    void ended.then(() => reject(new Error(output())));
    child.stdout?.on('data', () => {
      const url = /control page\s+(http:\S+)/.exec(output())?.[1];
      if (url === undefined || !output().includes('Data')) return;
      const smtp = /Mail catcher\s+port (\d+)/.exec(output())?.[1];
      const kill = async (signal: NodeJS.Signals): Promise<void> => {
        child.kill(signal);
        await ended;
      };
      resolve({ url, smtpPort: smtp === undefined ? null : Number(smtp), kill });
    });
  });
}

/** For starts that must fail. */
export async function runChild(environment: Record<string, string>, cwd: string): Promise<Ended> {
  const { output, ended } = start(environment, cwd);
  const code = await ended;
  return { code, output: output() };
}

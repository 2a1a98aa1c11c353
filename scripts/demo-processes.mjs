// @ts-check
/**
 * The children of the demo: each in a process group of its own, so that Ctrl-C in the terminal reaches the demo alone
 * and the demo ends the others in order; each writing to a log file, so that the terminal stays readable.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { delay, exitCode, isAlive } from './child-process.mjs';
import { demoPaths, forgetProcesses, recordProcesses } from './demo-state.mjs';
import { projectFolder } from './load-env-file.mjs';

/** The portal drains requests and jobs within 28 s of being asked to stop. */
const STOP_GRACE_MS = 29_000;

/** @typedef {{ name: string, child: import('node:child_process').ChildProcess, log: string | null }} Running */

export class DemoProcesses {
  /** @type {Running[]} */
  #running = [];
  #isStopping = false;
  /** @type {(reason: string) => void} */
  #onDeath;

  /** @param {(reason: string) => void} onDeath Called once when a child ends without having been asked to. */
  constructor(onDeath) {
    this.#onDeath = onDeath;
  }

  /**
   * @param {{ name: string, args: readonly string[], env: Readonly<Record<string, string>>, isShown?: boolean }} command
   */
  start({ name, args, env, isShown = false }) {
    mkdirSync(demoPaths.logs, { recursive: true });
    const log = isShown ? null : path.join(demoPaths.logs, `${name}.log`);
    const output = log === null ? 'inherit' : openSync(log, 'w', 0o600);
    const child = spawn(process.execPath, args, {
      cwd: projectFolder,
      env: { ...process.env, ...env },
      stdio: ['ignore', output, output],
      detached: true,
    });
    if (typeof output === 'number') closeSync(output);
    this.#running.push({ name, child, log });
    recordProcesses({
      owner: process.pid,
      children: this.#running.map((each) => ({ name: each.name, pid: each.child.pid ?? 0 })),
    });
    child.once('exit', (code, signal) => {
      if (this.#isStopping) return;
      this.#isStopping = true;
      this.#onDeath(`The ${name} ended with exit code ${exitCode(code, signal)}.${lastLines(log)}`);
    });
    return child;
  }

  /** Last started, first stopped: the portal can still finish its calls to the emulator. */
  async stop() {
    this.#isStopping = true;
    for (const { child } of [...this.#running].reverse()) await stopGroup(child);
    forgetProcesses();
  }
}

/** @param {import('node:child_process').ChildProcess} child */
async function stopGroup(child) {
  const group = -(child.pid ?? 0);
  if (group === 0) return;
  signalGroup(group, 'SIGTERM');
  const deadline = Date.now() + STOP_GRACE_MS;
  while (isAlive(group) && Date.now() < deadline) await delay(25);
  signalGroup(group, 'SIGKILL');
}

/** @param {number} group @param {NodeJS.Signals} signal */
function signalGroup(group, signal) {
  try {
    process.kill(group, signal);
  } catch {
    // The whole group has ended.
  }
}

/** @param {string | null} log */
function lastLines(log) {
  if (log === null) return '';
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-20);
  return ` Its last words (${path.relative(projectFolder, log)}):\n\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
}

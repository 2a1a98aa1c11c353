// @ts-check
/** Servers of the system that tests need beside ours: found, started on a port, and ended for certain. */
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { delay, stopChild } from '../child-process.mjs';
import { isPortTaken } from '../ports.mjs';

/** Debian keeps them out of the path of people who are not root. */
const PLACES = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'];
const START_WITHIN_MS = 20_000;

/**
 * Resolves when the port accepts connections.
 * @param {{
 *   program: string, debianPackage: string, args: readonly string[], port: number,
 *   folder: string, identity?: { uid?: number, gid?: number }
 * }} server `folder`: its own, removed when it stops.
 * @returns {Promise<{ port: number, stop: () => Promise<void> }>}
 */
export async function startServer({ program, debianPackage, args, port, folder, identity = {} }) {
  const binary = PLACES.map((place) => path.join(place, program)).find((file) => existsSync(file));
  if (binary === undefined)
    throw new Error(`This test needs ${program}. On Debian, as root: apt-get install ${debianPackage}`);
  const child = spawn(binary, args, { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    log = `${log}${text}`.slice(-4_000);
  });
  const stop = async () => {
    await stopChild(child);
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + START_WITHIN_MS;
  while (!(await isPortTaken(port))) {
    if (child.exitCode === null && Date.now() < deadline) await delay(20);
    else {
      await stop();
      throw new Error(`${program} did not start:\n${log}`);
    }
  }
  return { port, stop };
}

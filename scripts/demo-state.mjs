// @ts-check
/**
 * What the demo keeps between runs: generated secrets, so that sessions and sign-ins survive a restart, and the
 * process ids of its children, so that a demo that was killed can be cleaned up by the next one.
 */

import { spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { isAlive, stopPid } from './child-process.mjs';
import { projectFolder } from './load-env-file.mjs';

const base = path.resolve(projectFolder, process.env.DATA_DIR || '.data');

export const demoPaths = {
  base,
  portal: path.join(base, 'portal'),
  emulator: path.join(base, 'emulator'),
  logs: path.join(base, 'logs'),
  secrets: path.join(base, 'demo.json'),
  processes: path.join(base, 'demo-processes.json'),
};

/** @typedef {{ password: string, authSecret: string, accessKey: string, secretKey: string, webhookSecret: string }} DemoSecrets */

/** @returns {DemoSecrets} */
export function loadDemoSecrets() {
  mkdirSync(base, { recursive: true, mode: 0o700 });
  const kept = readJson(demoPaths.secrets) ?? {};
  const random = (/** @type {number} */ bytes) => randomBytes(bytes).toString('base64url');
  const secrets = {
    password: kept.password ?? readablePassword(),
    authSecret: kept.authSecret ?? random(48),
    accessKey: kept.accessKey ?? `ak_demo_${random(9)}`,
    secretKey: kept.secretKey ?? random(32),
    webhookSecret: kept.webhookSecret ?? `whsec_demo_${random(24)}`,
  };
  writePrivately(demoPaths.secrets, secrets);
  return { ...secrets, password: process.env.DEMO_PASSWORD || secrets.password };
}

/** Removes what the demo made and nothing else in the folder. */
export function removeDemoData() {
  for (const made of [demoPaths.portal, demoPaths.emulator, demoPaths.logs, demoPaths.secrets])
    rmSync(made, { recursive: true, force: true });
}

/** @param {{ owner: number, children: readonly { name: string, pid: number }[] }} record */
export function recordProcesses(record) {
  writePrivately(demoPaths.processes, record);
}

export function forgetProcesses() {
  rmSync(demoPaths.processes, { force: true });
}

/**
 * Stops children that an earlier, killed demo left behind. Answers the process id of a demo that still runs.
 * @returns {Promise<number | null>}
 */
export async function stopLeftovers() {
  const record = readJson(demoPaths.processes);
  if (record === null) return null;
  if (record.owner !== process.pid && isOurs(record.owner)) return record.owner;
  for (const { pid } of record.children ?? []) if (isOurs(pid)) await stopPid(-pid).then(() => stopPid(pid));
  forgetProcesses();
  return null;
}

/**
 * Process ids are given out again: only one of our commands, running in this folder, counts as ours. Next renames its
 * process, so its command line names no file.
 * @param {number} pid
 */
function isOurs(pid) {
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return false;
  const ourCommand = /scripts.(demo|dev|start)\.mjs|emulator.bin\.mjs|next-server|next.+dev/;
  const inProc = `/proc/${pid}`;
  if (!existsSync(inProc))
    return ourCommand.test(spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '');
  try {
    const isHere = readlinkSync(`${inProc}/cwd`) === projectFolder;
    return isHere && ourCommand.test(readFileSync(`${inProc}/cmdline`, 'utf8'));
  } catch {
    // It ended while we looked, or it belongs to another user.
    return false;
  }
}

/** Easy to read aloud and type; about 59 bits. */
function readablePassword() {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group()].join('-');
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Missing, or cut off by a crash: both mean that nothing usable was kept.
    return null;
  }
}

/** Written beside and renamed, so that a crash leaves the old file or the new one. @param {string} file @param {unknown} value */
function writePrivately(file, value) {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  chmodSync(beside, 0o600);
  renameSync(beside, file);
}

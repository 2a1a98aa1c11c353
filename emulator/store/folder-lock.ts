/**
 * One emulator per data folder: two writers on one log would destroy it. A lock left by a killed process is recognised by
 * its process id, so that a restart after kill -9 need not wait until the lock is stale.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { lockSync } from 'proper-lockfile';

const STALE_MS = 10_000;
const lockedHere = new Set<string>();

export class FolderInUseError extends Error {
  constructor(folder: string) {
    super(`The data folder ${folder} is used by another emulator; stop that one or set EMULATOR_DATA_DIR`);
  }
}

/** Answers the function that gives the folder free. */
export function lockFolder(folder: string): () => void {
  const path = resolve(folder);
  mkdirSync(path, { recursive: true });
  const ownerFile = join(path, 'owner.json');
  const take = (): (() => void) =>
    lockSync(path, { stale: STALE_MS, lockfilePath: join(path, 'lock'), onCompromised: () => {} });
  let release: () => void;
  try {
    release = take();
  } catch {
    if (lockedHere.has(path) || !isOwnerDead(ownerFile)) throw new FolderInUseError(folder);
    rmSync(join(path, 'lock'), { recursive: true, force: true });
    release = take();
  }
  lockedHere.add(path);
  writeFileSync(ownerFile, JSON.stringify({ pid: process.pid, host: hostname() }));
  return () => {
    lockedHere.delete(path);
    rmSync(ownerFile, { force: true });
    release();
  };
}

/**
 * Only a process of this machine can be checked. Our own id means an earlier life of it, as in a restarted container.
 */
function isOwnerDead(ownerFile: string): boolean {
  try {
    const owner: unknown = JSON.parse(readFileSync(ownerFile, 'utf8'));
    if (typeof owner !== 'object' || owner === null || !('pid' in owner) || !('host' in owner)) return false;
    if (typeof owner.pid !== 'number' || owner.host !== hostname()) return false;
    return owner.pid === process.pid || !isAlive(owner.pid);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

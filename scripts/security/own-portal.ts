/** A portal and an emulator for what would disturb the others: floods, faults, and a look at everything it leaves. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, openSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { startEmulator } from '../testing/emulator.mjs';
import { portal } from './client';

const START_WITHIN_MS = 60_000;
const CRASH_WITHIN_MS = 20_000;

export interface OwnPortal {
  readonly url: string;
  readonly emulatorUrl: string;
  readonly env: Readonly<Record<string, string>>;
  readLog(): string;
  /** Ends it as a supervisor would; the emulator stays. */
  stop(): Promise<void>;
  /** Ends what is left. */
  close(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const start = (env: Readonly<Record<string, string>>, output: number | 'pipe') =>
  spawn(process.execPath, [path.join('scripts', 'start.mjs')], {
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

/** On a copy of the prepared database, with everything logged. */
export async function startOwnPortal(): Promise<OwnPortal> {
  const emulator = await startEmulator();
  const { spareEnv } = portal();
  const port = await freePort();
  const { DATA_DIR: prepared = '' } = spareEnv;
  const dataDir = `${prepared}-${port}`;
  cpSync(prepared, dataDir, { recursive: true });
  const log = `${dataDir}.log`;
  const env = {
    ...spareEnv,
    DATA_DIR: dataDir,
    PORT: String(port),
    LOG_LEVEL: 'debug',
    ONEMONEY_BASE_URL: emulator.url,
    ONEMONEY_LINK_HOSTS: new URL(emulator.url).host,
    SMTP_URL: emulator.smtpUrl,
  };
  const child = start(env, openSync(log, 'w'));
  const url = `http://127.0.0.1:${port}`;
  const own: OwnPortal = {
    url,
    emulatorUrl: emulator.url,
    env,
    readLog: () => readFileSync(log, 'utf8'),
    stop: () => end(child),
    close: async () => {
      await end(child);
      await emulator.stop();
    },
  };
  const deadline = Date.now() + START_WITHIN_MS;
  while (!(await isReady(url))) {
    if (child.exitCode === null && Date.now() < deadline) continue;
    await own.close();
    throw new Error(`The portal did not start:\n${own.readLog().slice(-3_000)}`);
  }
  return own;
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/api/health/ready`).catch(() => null);
  if (answer?.ok) return true;
  await new Promise((resolve) => setTimeout(resolve, 100));
  return false;
}

/** What a portal says that cannot start. One that goes on trying is killed as soon as it has said so. */
export async function crash(
  env: Readonly<Record<string, string>>,
  killAt?: RegExp,
): Promise<{ code: number | null; words: string }> {
  const child = start({ ...env, PORT: String(await freePort()) }, 'pipe');
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      words += text;
      if (killAt?.test(words)) child.kill('SIGKILL');
    });
  const killer = setTimeout(() => child.kill('SIGKILL'), CRASH_WITHIN_MS);
  await once(child, 'close');
  clearTimeout(killer);
  return { code: child.exitCode, words };
}

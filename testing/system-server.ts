/** Servers of the system that tests need beside ours: found, started on a port, and ended for certain. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { canConnect } from './ports';
import { registerProcess } from './run-folder';
import { until } from './wait';

/** Debian keeps them out of the path of people who are not root. */
const PLACES = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

interface SystemServer {
  readonly program: string;
  readonly debianPackage: string;
  readonly args: readonly string[];
  readonly port: number;
  readonly folder: string;
  readonly identity?: { readonly uid?: number; readonly gid?: number };
}

export interface RunningServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Resolves when the port accepts connections. */
export async function startSystemServer(server: SystemServer): Promise<RunningServer> {
  const { program, debianPackage, args, port, folder, identity = {} } = server;
  const binary = PLACES.map((place) => path.join(place, program)).find((file) => existsSync(file));
  if (binary === undefined)
    throw new Error(`This test needs ${program}. On Debian, as root: apt-get install ${debianPackage}`);
  const child = spawn(binary, args, { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  if (child.pid !== undefined) child.once('exit', registerProcess(child.pid));
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = `${log}${text}`.slice(-4_000);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await until(`${program} listens`, async () => {
    if (child.exitCode !== null) throw new Error(`${program} did not start:\n${log}`);
    return canConnect(port);
  });
  return {
    port,
    stop: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

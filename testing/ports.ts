/**
 * Ports for servers under test. Not port 0: a portal has to know its own address before it listens. Not from the
 * range in which the system gives ports to outgoing connections either: one of those may take the port in between.
 * A file for each port in use keeps runs beside each other apart.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const [FIRST, LAST] = [12_000, 31_999];
const folder = path.join(os.tmpdir(), `partner-portal-ports-${process.getuid?.() ?? 0}`);
const taken = new Set<number>();
process.once('exit', () => {
  for (const port of taken) rmSync(fileOf(port), { force: true });
});

/** A port that stays ours until this process ends. */
export async function takePort(): Promise<number> {
  mkdirSync(folder, { recursive: true });
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    if (!reserve(port)) continue;
    taken.add(port);
    if (await canListen(port)) return port;
  }
}

function reserve(port: number): boolean {
  const file = fileOf(port);
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isOwnerAlive(file)) return false;
    rmSync(file, { force: true });
    return false;
  }
}

function isOwnerAlive(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  });
}

function fileOf(port: number): string {
  return path.join(folder, String(port));
}

/** Whether something accepts connections on the port. */
export function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

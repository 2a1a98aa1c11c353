/**
 * Cleans up after a test run however it ends, kill -9 included: a process of its own, outside the terminal's process
 * group, that waits for its parent to go. Then it kills what is still registered and removes the run's folder.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startTime } from './start-time';

const [folder = ''] = process.argv.slice(2);

function cleanUp(): never {
  const processes = path.join(folder, 'processes');
  for (const pid of existsSync(processes) ? readdirSync(processes) : []) {
    try {
      // A process id may have been given to another program since; the start time tells them apart.
      const [signal, startedAt] = readFileSync(path.join(processes, pid), 'utf8').split(' ');
      if (startedAt === startTime(Number(pid))) process.kill(Number(pid), signal);
    } catch {
      // It ended by itself meanwhile.
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  process.exit(0);
}

process.once('disconnect', cleanUp);
if (!process.connected) cleanUp();

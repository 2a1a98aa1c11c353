import { existsSync, readFileSync } from 'node:fs';

/** When a process started, in ticks since boot; empty where the system has no /proc. */
export function startTime(pid: number): string {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) ? (readFileSync(file, 'utf8').split(') ')[1]?.split(' ')[19] ?? '') : '';
}

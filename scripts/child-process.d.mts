/** What `child-process.mjs` offers to tests written in TypeScript. */
import type { ChildProcess, SpawnOptions } from 'node:child_process';

export function runCollecting(
  command: string,
  args: readonly string[],
  options?: SpawnOptions & { readonly onOutput?: (text: string) => void },
): Promise<{ code: number; output: string }>;

export function stopChild(child: ChildProcess, options?: { readonly graceMs?: number }): Promise<void>;

/** Whether a process of this number exists. */
export function isAlive(pid: number): boolean;

/** What `child-process.mjs` offers to tests written in TypeScript. */
import type { SpawnOptions } from 'node:child_process';

export function runCollecting(
  command: string,
  args: readonly string[],
  options?: SpawnOptions & { readonly onOutput?: (text: string) => void },
): Promise<{ code: number; output: string }>;

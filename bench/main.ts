/**
 * `npm run bench`: the benchmarks, each in a process of its own and one after another. `-- --only list` runs those
 * whose name starts so; what follows `--` a second time goes to them, as in `-- --only list -- --plans`.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { readArguments, refuse } from '@/scripts/usage.mjs';

const BENCHMARKS = ['emulator', 'list', 'pages'];
const runner = path.join(import.meta.dirname, '..', 'scripts', 'run-ts.mjs');

const USAGE = `Usage: npm run bench [-- --only NAME] [-- OPTIONS]

Runs the benchmarks ${BENCHMARKS.join(', ')}, or those whose name starts so. What follows a second "--" goes to them:
  list   --plans, --only pglite|postgres, --scale 0.1
  pages  --customers N, --rounds N`;

const { values, positionals } = readArguments(USAGE, { options: { only: { type: 'string' } }, allowPositionals: true });
const chosen = BENCHMARKS.filter((name) => name.startsWith(values.only ?? ''));
if (chosen.length === 0) refuse(`No such benchmark. There are: ${BENCHMARKS.join(', ')}.`, USAGE);
for (const name of chosen) {
  console.log(`\n${name}`);
  const file = path.join(import.meta.dirname, `${name}.ts`);
  const code = await new Promise<number>((resolve) => {
    spawn(process.execPath, [runner, file, ...positionals], { stdio: 'inherit' }).once('exit', (exit) =>
      resolve(exit ?? 1),
    );
  });
  if (code !== 0) process.exitCode = 1;
}

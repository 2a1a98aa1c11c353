/**
 * `npm run bench`: the benchmarks, each in a process of its own and one after another. `-- --only list` runs those
 * whose name starts so; what follows `--` a second time goes to them, as in `-- --only list -- --plans`.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';

const BENCHMARKS = ['emulator', 'list', 'pages'];
const runner = path.join(import.meta.dirname, '..', 'scripts', 'run-ts.mjs');

const given = process.argv.slice(2);
const onlyAt = given.indexOf('--only');
const only = onlyAt === -1 ? '' : (given[onlyAt + 1] ?? '');
const rest = onlyAt === -1 ? given : [...given.slice(0, onlyAt), ...given.slice(onlyAt + 2)];
const chosen = BENCHMARKS.filter((name) => name.startsWith(only));
if (chosen.length === 0) {
  console.error(`No such benchmark. There are: ${BENCHMARKS.join(', ')}.`);
  process.exit(2);
}
for (const name of chosen) {
  console.log(`\n${name}`);
  const file = path.join(import.meta.dirname, `${name}.ts`);
  const code = await new Promise<number>((resolve) => {
    const args = rest.filter((arg) => arg !== '--');
    spawn(process.execPath, [runner, file, ...args], { stdio: 'inherit' }).once('exit', (exit) => resolve(exit ?? 1));
  });
  if (code !== 0) process.exitCode = 1;
}

/**
 * `npm run soak`: the long form of the reliability tests. `-- --only webhooks` runs the parts whose name starts so,
 * `--cycles N` sets the number of kills under webhook load, `--seed N` the choices. Exits with 1 on any broken promise.
 */
import { readArguments, refuse } from '@/scripts/usage.mjs';
import type { Report } from './harness/figures';
import { PARTS } from './parts';

const USAGE = `Usage: npm run soak [-- --only PART] [--cycles N] [--seed N]

Runs the long form of the reliability proof, or the parts whose name starts so: ${PARTS.map(({ name }) => name).join(', ')}.
Needs the build that "npm run build" makes.

  --cycles N  kills under webhook load (200)
  --seed N    repeats the choices of an earlier run (1)`;

const { values } = readArguments(USAGE, {
  options: { only: { type: 'string' }, cycles: { type: 'string' }, seed: { type: 'string' } },
});
const seed = Number(values.seed ?? 1);
const cycles = Number(values.cycles ?? 200);
const chosen = PARTS.filter(({ name }) => values.only === undefined || name.startsWith(values.only));
if (chosen.length === 0) refuse('There is no such part.', USAGE);
if (!Number.isInteger(seed) || !Number.isInteger(cycles)) refuse('--cycles and --seed must be whole numbers.', USAGE);

const reports: Report[] = [];
for (const part of chosen) {
  const startedAt = performance.now();
  const report = await part.run({ seed, cycles }).catch((error: unknown): Report => {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { part: part.name, figures: [], violations: [words], late: [] };
  });
  reports.push(report);
  print(report, (performance.now() - startedAt) / 1000);
}
const broken = reports.flatMap(({ violations, late }) => [...violations, ...late]);
console.log(`\n${reports.length} parts, ${broken.length} broken promises (seed ${seed})`);
process.exit(broken.length === 0 ? 0 : 1);

function print({ part, figures, violations, late }: Report, seconds: number): void {
  console.log(`\n${part} (${seconds.toFixed(0)} s)`);
  for (const { what, value, bound } of figures)
    console.log(`  ${what.padEnd(58)} ${value.padStart(14)}${bound === undefined ? '' : `   ${bound}`}`);
  for (const promise of [...violations, ...late]) console.log(`  BROKEN: ${promise}`);
}

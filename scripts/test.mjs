// @ts-check
/**
 * `npm test`: everything, on a fresh machine too. Every suite runs even when an earlier one failed; the last line is
 * the sum. `-- --only unit` runs the suites whose name starts so; several may be named, separated by commas.
 */
import { ensureInstalled } from './ensure-installed.mjs';
import { readArguments, refuse } from './usage.mjs';

const USAGE = `Usage: npm test [-- --only SUITE[,SUITE]]

Runs all checks and tests, or only the suites whose name starts so.`;

const { values } = readArguments(USAGE, { options: { only: { type: 'string' } } });

const started = Date.now();
ensureInstalled();
const { STEPS } = await import('./test-suites.mjs');

const only = values.only?.split(',').filter((name) => name !== '') ?? null;
const isChosen = (/** @type {{ name: string }} */ { name }) =>
  only === null || only.some((prefix) => name.startsWith(prefix));
const chosen = STEPS.flat(2).filter(isChosen);
if (chosen.length === 0) {
  const names = STEPS.flat(2).map(({ name }) => name);
  refuse(`No such suite. There are: ${names.join(', ')}.`, USAGE);
}

const abort = new AbortController();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.once(signal, () => {
    abort.abort();
    console.error('\nStopped.');
    process.exitCode = 130;
  });

const { chromium, postgres } = await prepare(chosen.map(({ name }) => name));
const sum = { passed: 0, failed: 0 };
for (const lanes of STEPS) await Promise.all(lanes.map(runLane));
await postgres?.stop();

console.log(`${' '.repeat(2)}${seconds(Date.now() - started)} in all\n`);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode ||= sum.failed === 0 ? 0 : 1;

/** @param {typeof STEPS[number][number]} lane */
async function runLane(lane) {
  for (const { name, run } of lane.filter(isChosen)) {
    if (abort.signal.aborted) return;
    const suiteStarted = Date.now();
    const { passed, failed, skipped, output } = await run({ signal: abort.signal, chromium });
    sum.passed += passed;
    sum.failed += failed;
    if (failed > 0) console.log(`\n${lastLines(output, 150)}\n`);
    console.log(line({ name, passed, failed, skipped, ms: Date.now() - suiteStarted }));
  }
}

/**
 * Finds or installs what the suites need from outside npm, before the first of them, so that a machine on which that
 * is impossible says so at once.
 * @param {readonly string[]} names
 */
async function prepare(names) {
  const say = (/** @type {string} */ text) => console.log(text);
  const isNeeded = (/** @type {string} */ name) => names.includes(name);
  /** @type {string | null} */
  let chromium = null;
  /** @type {import('./testing/postgres.mjs').RunningPostgres | null} */
  let postgres = null;
  try {
    if (isNeeded('end-to-end')) chromium = await (await import('./testing/chromium.mjs')).findChromium({ say });
    if (isNeeded('integration on PostgreSQL')) {
      postgres = await (await import('./testing/postgres.mjs')).startPostgres({ say });
      process.env.TEST_DATABASE_URL = postgres.url;
      say(`PostgreSQL ${postgres.version} from ${postgres.origin}`);
    }
    if (chromium !== null) say(`Chromium ${chromium}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.log('0 passed, 1 failed');
    process.exit(1);
  }
  return { chromium, postgres };
}

/** @param {{ name: string, passed: number, failed: number, skipped: number, ms: number }} suite */
function line({ name, passed, failed, skipped, ms }) {
  const counts = [`${passed} passed`, failed > 0 && `${failed} FAILED`, skipped > 0 && `${skipped} skipped`];
  return `${failed > 0 ? '✗' : '✓'} ${name.padEnd(26)} ${counts.filter(Boolean).join(', ').padEnd(28)} ${seconds(ms)}`;
}

/** @param {number} ms */
function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** @param {string} text @param {number} count */
function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

// @ts-check
/**
 * The suites of `npm test`. A static check counts as one test; the others report their own
 * numbers as JSON. A suite that ran nothing has failed: silence is how broken test set-ups look.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { buildIfChanged, nextCli } from './build-if-changed.mjs';
import { runCollecting } from './child-process.mjs';
import { projectFolder } from './load-env-file.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, output: string }} SuiteResult
 * @typedef {{ signal: AbortSignal, chromium: string | null }} SuiteContext
 * @typedef {{ name: string, run: (context: SuiteContext) => Promise<SuiteResult> }} Suite
 */

const bin = (/** @type {string[]} */ ...parts) => path.join(projectFolder, 'node_modules', ...parts);
const biome = bin('@biomejs', 'biome', 'bin', 'biome');
const tsc = bin('typescript', 'bin', 'tsc');
const vitest = bin('vitest', 'vitest.mjs');
const playwright = bin('playwright', 'cli.js');

/** A shell or a supervisor may hold settings of a real deployment; no test may see them. */
const HIDDEN =
  /^(ONEMONEY_|EMULATOR_|OIDC_|SMTP_|MAIL_|E2E_|APP_URL$|DATABASE_URL$|DATA_DIR$|AUTH_SECRET$|DEMO_PASSWORD$|PORT$|HOST$|NODE_ENV$|LOG_LEVEL$)/;

function testEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !HIDDEN.test(name));
  return { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1', FORCE_COLOR: '0' };
}

/**
 * The steps in their order. The lanes of one step run side by side, the suites of one lane one after another: the fault
 * tests mostly wait (for a restarted portal to settle what was open), which leaves the processors to the others.
 * @type {readonly (readonly (readonly Suite[])[])[]}
 */
export const STEPS = [
  [
    [
      { name: 'format and lint', run: checks([[biome, 'ci', '--colors=off', '--max-diagnostics=10', '.']]) },
      {
        name: 'types',
        run: checks(
          [
            [tsc, '--noEmit'],
            [tsc, '--noEmit', '-p', 'emulator'],
          ],
          [[nextCli, 'typegen']],
        ),
      },
      { name: 'arrows', run: checks([[path.join('scripts', 'arrows.mjs')]]) },
      { name: 'unit', run: vitestSuite('unit', 'emulator') },
      { name: 'contract', run: vitestSuite('upstream') },
      { name: 'build', run: build },
      { name: 'security', run: vitestSuite('security') },
      { name: 'commands', run: vitestSuite('commands') },
    ],
  ],
  [
    [
      { name: 'integration', run: vitestSuite('integration-pglite') },
      { name: 'integration on PostgreSQL', run: vitestSuite('integration-postgres') },
    ],
    [{ name: 'faults', run: vitestSuite('faults') }],
  ],
  [[{ name: 'end-to-end', run: browserSuite }]],
];

/**
 * Commands that each count as one check, after commands that only prepare.
 * @param {readonly string[][]} commands
 * @param {readonly string[][]} [preparations]
 * @returns {Suite['run']}
 */
function checks(commands, preparations = []) {
  return async ({ signal }) => {
    const result = { passed: 0, failed: 0, skipped: 0, output: '' };
    for (const command of preparations) {
      const { code, output } = await node(command, { signal });
      if (code !== 0) return { ...result, failed: commands.length, output };
    }
    for (const command of commands) {
      const { code, output } = await node(command, { signal });
      if (code === 0) result.passed += 1;
      else Object.assign(result, { failed: result.failed + 1, output: `${result.output}${output}` });
    }
    return result;
  };
}

/**
 * @param {readonly string[]} projects
 * @returns {Suite['run']}
 */
function vitestSuite(...projects) {
  return async ({ signal }) => {
    const report = reportFile(projects.join('-'));
    const selection = projects.flatMap((project) => ['--project', project]);
    const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
    const { code, output } = await node([vitest, 'run', ...selection, ...reporters], { signal });
    const json = readReport(report);
    const passed = json?.numPassedTests ?? 0;
    const skipped = (json?.numPendingTests ?? 0) + (json?.numTodoTests ?? 0);
    return judge({ code, passed, failed: json?.numFailedTests ?? 0, skipped, output });
  };
}

/** @type {Suite['run']} */
async function browserSuite({ signal, chromium }) {
  const report = reportFile('browser');
  const { code, output } = await node([playwright, 'test'], {
    signal,
    env: { E2E_REPORT: report, ...(chromium === null ? {} : { CHROMIUM_PATH: chromium }) },
  });
  const json = readReport(report);
  const stats = json?.stats;
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0);
  const names = listFailed(json?.suites ?? []);
  return judge({
    code,
    passed: stats?.expected ?? 0,
    failed,
    skipped: stats?.skipped ?? 0,
    output: [output, ...names].join('\n'),
  });
}

/**
 * One line for each failed browser test, because the runner's own output is long.
 * @param {readonly any[]} suites Playwright's JSON report.
 * @returns {string[]}
 */
function listFailed(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs
      .filter((/** @type {any} */ spec) => !spec.ok)
      .map((/** @type {any} */ { file, line, title, tests }) => {
        const message = tests[0]?.results.at(-1)?.error?.message ?? '';
        return `  ${file}:${line} ${title}: ${stripVTControlCharacters(message).split('\n')[0]}`;
      }),
    ...listFailed(inner),
  ]);
}

/** @type {Suite['run']} */
async function build() {
  const { ok, output } = await buildIfChanged();
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, output: ok ? '' : output };
}

/**
 * A runner that fails without naming a failed test (a file that cannot be loaded, a set-up that throws) and one that
 * ran nothing both count as a failure.
 * @param {SuiteResult & { code: number }} run
 * @returns {SuiteResult}
 */
export function judge({ code, passed, failed, skipped, output }) {
  const isBroken = failed === 0 && (code !== 0 || passed === 0);
  const note = isBroken && code === 0 ? '\nThe suite ran no test.\n' : '';
  return { passed, failed: isBroken ? 1 : failed, skipped, output: `${output}${note}` };
}

/**
 * @param {readonly string[]} args
 * @param {{ signal: AbortSignal, env?: Record<string, string> }} options
 */
function node(args, { signal, env = {} }) {
  return runCollecting(process.execPath, args, { cwd: projectFolder, signal, env: { ...testEnvironment(), ...env } });
}

/** @param {string} name */
function reportFile(name) {
  const folder = path.join(projectFolder, '.test', 'reports');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}-${process.pid}.json`);
  rmSync(file, { force: true });
  return file;
}

/** @param {string} file */
function readReport(file) {
  if (!existsSync(file)) return null;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file, { force: true });
  return report;
}

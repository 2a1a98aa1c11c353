/** The suites of `npm test`: what each proves, what it needs first, and how it is run. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildIfChanged, nextCli } from '../../scripts/build-if-changed.mjs';
import { projectFolder } from '../program';
import { node } from './node';
import { type Counts, fromPlaywright, fromVitest, NOTHING_RAN } from './reports';

export interface SuiteResult extends Counts {
  /** What the runner printed: shown when something failed. */
  readonly output: string;
}

export interface Suite {
  readonly name: string;
  /** Only with `--all`. */
  readonly isLong?: true;
  run(how: HowToRun): Promise<SuiteResult>;
}

export interface HowToRun {
  readonly signal: AbortSignal;
  /** Whether the long forms are wanted too. */
  readonly isAll: boolean;
}

type Environment = Readonly<Record<string, string>>;

const modules = (...parts: string[]) => path.join(projectFolder, 'node_modules', ...parts);
const biome = modules('@biomejs', 'biome', 'bin', 'biome');
/** Version 7 checks in a tenth of the time; dependency-cruiser needs version 6 under the usual name. */
const typeChecker = modules('typescript-7', 'bin', 'tsc');
export const vitest = modules('vitest', 'vitest.mjs');
const playwright = modules('playwright', 'cli.js');

/**
 * The suites of one queue run one after another, the queues beside each other: two queues keep two cores busy, because
 * what starts servers and waits leaves a processor to the other.
 */
export const QUEUES: readonly (readonly Suite[])[] = [
  [
    { name: 'build', run: () => buildOnce() },
    { name: 'end-to-end', run: runBrowserSuite },
    vitestSuite('commands', ['commands']),
    vitestSuite('other Node versions', ['node-versions'], { isLong: true }),
  ],
  [
    check('format and lint', [[biome, 'ci', '--colors=off', '--max-diagnostics=10', '.']]),
    check('types', [
      [nextCli, 'typegen'],
      [typeChecker, '--noEmit'],
      [typeChecker, '--noEmit', '-p', 'emulator'],
    ]),
    check('arrows', [[path.join('scripts', 'arrows.mjs')]]),
    check('nothing unused', [[modules('knip', 'bin', 'knip.js'), '--no-progress']]),
    vitestSuite('unit', ['unit', 'emulator']),
    vitestSuite('contract', ['upstream']),
    vitestSuite('integration', ['integration-postgres', 'embedded']),
    afterBuild(vitestSuite('security', ['security'], { envWithAll: { SECURITY_DEPTH: 'all' } })),
    vitestSuite('integration, long', ['embedded-long', 'commands-postgres'], { isLong: true }),
    afterBuild(vitestSuite('faults', ['faults'], { isLong: true })),
    afterBuild(vitestSuite('attacks', ['attacks'], { isLong: true })),
  ],
];

/** Two builds at once would write to the same folder. */
function afterBuild(suite: Suite): Suite {
  return {
    ...suite,
    run: async (how) => {
      await buildOnce();
      return suite.run(how);
    },
  };
}

/** Commands that together count as one test. */
function check(name: string, commands: readonly (readonly string[])[]): Suite {
  return {
    name,
    async run({ signal }) {
      for (const command of commands) {
        const { code, output } = await node(command, { signal });
        if (code !== 0) return { passed: 0, failed: 1, skipped: 0, failures: [], output };
      }
      return { passed: 1, failed: 0, skipped: 0, failures: [], output: '' };
    },
  };
}

function vitestSuite(
  name: string,
  projects: readonly string[],
  { isLong, envWithAll = {} }: { readonly isLong?: true; readonly envWithAll?: Environment } = {},
): Suite {
  const selection = projects.flatMap((project) => ['--project', project]);
  return {
    name,
    ...(isLong && { isLong }),
    run: ({ signal, isAll }) => runVitest(selection, { signal, env: isAll ? envWithAll : {} }),
  };
}

export async function runVitest(
  args: readonly string[],
  { signal, env = {} }: { readonly signal: AbortSignal; readonly env?: Environment },
): Promise<SuiteResult> {
  const report = reportFile('vitest');
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const { code, output } = await node([vitest, 'run', ...args, ...reporters], { signal, env });
  return orNothingRan(code, output, fromVitest(readReport(report)));
}

/** More than these have one cause, which the first few show. */
export const MOST_RECORDED = 5;

function runBrowserSuite({ signal, isAll }: HowToRun): Promise<SuiteResult> {
  return isAll ? browserSuite(signal) : browserSuite(signal, ['--grep-invert', '@long']);
}

/** Failed tests run once more and are recorded, to find the cause; they count as failed all the same. */
export async function browserSuite(signal: AbortSignal, args: readonly string[] = []): Promise<SuiteResult> {
  const report = reportFile('browser');
  const { code, output } = await node([playwright, 'test', ...args], { signal, env: { E2E_REPORT: report } });
  const counts = fromPlaywright(readReport(report));
  const isRecorded = counts.failures.length > 0 && counts.failures.length <= MOST_RECORDED && !signal.aborted;
  if (isRecorded)
    await node([playwright, 'test', '--last-failed', '--no-deps', '--trace=on'], {
      signal,
      env: { E2E_REPORT: `${report}.again` },
    });
  return orNothingRan(code, output, counts);
}

let building: Promise<SuiteResult> | undefined;

function buildOnce(): Promise<SuiteResult> {
  building ??= buildIfChanged().then(({ ok, output }) => ({
    passed: ok ? 1 : 0,
    failed: ok ? 0 : 1,
    skipped: 0,
    failures: [],
    output: ok ? '' : output,
  }));
  return building;
}

/**
 * A runner that fails without naming a failed test (a file that cannot be loaded, a set-up that throws) and one that
 * ran nothing both count as a failure: silence is how a broken set-up looks.
 */
export function orNothingRan(code: number, output: string, counts: Counts): SuiteResult {
  const isBroken = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  if (!isBroken) return { ...counts, output };
  return { ...counts, failed: 1, output: code === 0 ? `${output}\n${NOTHING_RAN}\n` : output };
}

let reports = 0;

function reportFile(name: string): string {
  const folder = path.join(projectFolder, '.test', 'reports');
  mkdirSync(folder, { recursive: true });
  reports += 1;
  const file = path.join(folder, `${name}-${process.pid}-${reports}.json`);
  rmSync(file, { force: true });
  return file;
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  } finally {
    rmSync(file, { force: true });
  }
}

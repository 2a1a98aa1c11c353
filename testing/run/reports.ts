/** What the runners report as JSON, in one shape. */
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { projectFolder } from '../program';

export interface Failure {
  /** From the project's folder. */
  readonly file: string;
  readonly title: string;
  readonly message: string;
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

export const NOTHING_RAN = 'The suite ran no test.';
const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };

const vitestSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

/** Of a report that was never written: nothing. */
export function fromVitest(report: unknown): Counts {
  const { data } = vitestSchema.safeParse(report);
  if (!data) return NOTHING;
  const failures = data.testResults.flatMap(({ name, message, status, assertionResults }) => {
    const file = path.relative(projectFolder, name);
    const failed = assertionResults.filter((each) => each.status === 'failed');
    // A file that cannot be loaded has no tests.
    if (status === 'failed' && failed.length === 0) return [{ file, title: '', message }];
    return failed.map((each) => ({ file, title: each.fullName, message: each.failureMessages?.join('\n') ?? '' }));
  });
  return {
    passed: data.numPassedTests,
    failed: Math.max(data.numFailedTests, failures.length),
    skipped: data.numPendingTests + data.numTodoTests,
    failures,
  };
}

interface PlaywrightSuite {
  specs?: { ok: boolean; file: string; title: string; tests: { results: { error?: { message?: string } }[] }[] }[];
  suites?: PlaywrightSuite[];
}

const playwrightSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(z.custom<PlaywrightSuite>()).default([]),
});

export function fromPlaywright(report: unknown): Counts {
  const { data } = playwrightSchema.safeParse(report);
  if (!data) return NOTHING;
  const { expected, unexpected, flaky, skipped } = data.stats;
  return { passed: expected, failed: unexpected + flaky, skipped, failures: data.suites.flatMap(failuresOf) };
}

function failuresOf({ specs = [], suites = [] }: PlaywrightSuite): readonly Failure[] {
  const own = specs
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) => ({
      file: path.join('e2e', file),
      title,
      message: stripVTControlCharacters(tests[0]?.results.at(-1)?.error?.message ?? ''),
    }));
  return [...own, ...suites.flatMap(failuresOf)];
}

/** How to run just this test again. */
export function commandFor({ file, title }: Failure): string {
  const isBrowser = file.startsWith(`e2e${path.sep}`);
  const pattern = JSON.stringify(title.replaceAll(/[$`\\"()[\]{}*+?^|]/g, '.'));
  return `npm test -- ${file}${title === '' ? '' : ` ${isBrowser ? '-g' : '-t'} ${pattern}`}`;
}

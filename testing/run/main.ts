/**
 * `npm test`. Every suite runs even when an earlier one failed; what failed is named with the command that runs just
 * that again, and the last line is the sum.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { findChromium } from '../chromium';
import { projectFolder } from '../program';
import { runFolder } from '../run-folder';
import { node } from './node';
import { commandFor } from './reports';
import { parseSelection, type Selection, USAGE } from './selection';
import { browserSuite, MOST_RECORDED, QUEUES, runVitest, type Suite, type SuiteResult, vitest } from './suites';

const startedAt = Date.now();
const abort = new AbortController();
const stop = () => abort.abort();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
// The command in front was killed.
process.once('disconnect', stop);
process.channel?.unref();
abort.signal.addEventListener('abort', () => {
  console.error('\nStopped.');
  process.exit(130);
});

const sum = { passed: 0, failed: 0 };

try {
  await run(parseSelection(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof TypeError) console.error(`\n${USAGE}`);
  process.exit(2);
}

async function run(selection: Selection): Promise<void> {
  if (selection.wantsHelp) return console.log(USAGE);
  if (selection.wantsList) return listSuites();
  runFolder();
  if (selection.isWatched) return watch(selection);
  if (selection.files.length > 0) await runFiles(selection);
  else await runSuites(selection);
  console.log(`  ${seconds(Date.now() - startedAt)} in all\n\n${sum.passed} passed, ${sum.failed} failed`);
  process.exit(sum.failed === 0 ? 0 : 1);
}

async function runSuites({ only, isAll }: Selection): Promise<void> {
  const isChosen = ({ name, isLong }: Suite) =>
    only.length > 0 ? only.some((prefix) => name.startsWith(prefix)) : isAll || !isLong;
  const queues = QUEUES.map((queue) => queue.filter(isChosen));
  if (queues.flat().length === 0) throw new TypeError(`There is no suite of that name. Suites: ${names()}.`);
  if (queues.flat().some(({ name }) => name === 'end-to-end')) await provideChromium();
  await Promise.all(
    queues.map(async (queue) => {
      for (const suite of queue) await report(suite.name, () => suite.run({ signal: abort.signal, isAll }));
    }),
  );
}

/** Each file in the suite it belongs to. A part of a name may mean files of both runners. */
async function runFiles({ files, title }: Selection): Promise<void> {
  const specs = readdirSync(path.join(projectFolder, 'e2e')).filter((name) => name.endsWith('.spec.ts'));
  const isSpec = (file: string) => specs.some((name) => path.join('e2e', name).includes(path.normalize(file)));
  const [forBrowser, others] = [files.filter(isSpec), files.filter((file) => !file.endsWith('.spec.ts'))];
  if (others.length > 0 && !(others.every(isSpec) && title !== null && forBrowser.length > 0)) {
    const args = [...others, '--passWithNoTests', ...(title === null ? [] : ['-t', title])];
    await report(others.join(' '), () => runVitest(args, { signal: abort.signal }), {
      mayBeEmpty: forBrowser.length > 0,
    });
  }
  if (forBrowser.length === 0) return;
  await provideChromium();
  const args = [...forBrowser, ...(title === null ? [] : ['-g', title])];
  await report(forBrowser.join(' '), () => browserSuite(abort.signal, args));
}

async function watch({ files, title }: Selection): Promise<void> {
  const projects = ['unit', 'emulator', 'integration-pglite'].flatMap((name) => ['--project', name]);
  const args = [vitest, 'watch', ...projects, ...files, ...(title === null ? [] : ['-t', title])];
  const { code } = await node(args, { signal: abort.signal, isShown: true });
  process.exit(code);
}

async function report(
  name: string,
  runSuite: () => Promise<SuiteResult>,
  { mayBeEmpty = false }: { readonly mayBeEmpty?: boolean } = {},
): Promise<void> {
  const suiteStartedAt = Date.now();
  const { passed, failed, skipped, failures, output } = await runSuite();
  if (mayBeEmpty && passed === 0 && failures.length === 0) return;
  sum.passed += passed;
  sum.failed += failed;
  const counts = [`${passed} passed`, failed > 0 && `${failed} FAILED`, skipped > 0 && `${skipped} skipped`];
  const mark = failed > 0 ? '✗' : '✓';
  const line = `${mark} ${name.padEnd(24)} ${counts.filter(Boolean).join(', ').padEnd(26)} ${seconds(Date.now() - suiteStartedAt)}`;
  if (failed > 0) console.log(`\n${output.trimEnd().split('\n').slice(-150).join('\n')}\n`);
  console.log(line);
  for (const failure of failures) {
    const [firstLine = ''] = failure.message.split('\n');
    console.log(
      `    ${failure.file} › ${failure.title}\n      ${firstLine.slice(0, 200)}\n      again: ${commandFor(failure)}`,
    );
  }
  if (failures.length <= MOST_RECORDED && failures.some(({ file }) => file.startsWith('e2e')))
    console.log(
      '    The failed browser tests ran once more with a recording, in .test/browser-results: npx playwright show-trace FILE',
    );
}

/** Before the first suite, so that a machine on which no browser can be had says so at once. */
async function provideChromium(): Promise<void> {
  process.env.CHROMIUM_PATH = await findChromium({ say: console.log });
}

function listSuites(): void {
  for (const { name, isLong } of QUEUES.flat()) console.log(`${name}${isLong ? ' (with --all)' : ''}`);
}

function names(): string {
  return QUEUES.flat()
    .map(({ name }) => name)
    .join(', ');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

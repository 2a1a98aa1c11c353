// @ts-check
/** Every command of ours tells how it is used, and starts nothing when it is asked that or called wrongly. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCollecting } from './child-process.mjs';
import { projectFolder } from './load-env-file.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'partner-portal-usage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** @type {Record<string, string>} */
const scripts = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8')).scripts;
/** Those that are one program of this repository; the others are lines for programs of others. */
const commands = Object.entries(scripts).flatMap(([name, line]) => {
  const file = /^node (?:scripts\/run-ts\.mjs )?(\S+)$/.exec(line)?.[1];
  return file === undefined ? [] : [{ name, args: line.split(' ').slice(1) }];
});

/** One of each kind: a plain one, one in TypeScript, and the two that read their arguments by themselves. */
const STARTED = ['demo', 'migrate', 'emulator', 'onemoney'];

/** @param {readonly string[]} args */
function run(args) {
  const env = { PATH: process.env.PATH ?? '', HOME: folder, DATA_DIR: folder, EMULATOR_DATA_DIR: folder };
  return runCollecting(process.execPath, args, { cwd: projectFolder, env });
}

it('knows all commands', () => {
  expect(commands.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'demo',
      'test',
      'emulator',
      'start',
      'worker',
      'migrate',
      'seed',
      'staff',
      'onemoney',
      'soak',
    ]),
  );
});

it('all of them read their arguments first, so that a flag they do not know starts nothing', () => {
  const careless = commands.filter(({ name, args }) => {
    if (STARTED.includes(name)) return false;
    const text = readFileSync(path.join(projectFolder, args.at(-1) ?? ''), 'utf8');
    return !/\b(readArguments|runCommand)\(|'run', 'main\.ts'/.test(text);
  });
  expect(careless.map(({ name }) => name)).toEqual([]);
});

describe.each(commands.filter(({ name }) => STARTED.includes(name)))('npm run $name', ({ args }) => {
  it('refuses a flag it does not know with its usage, and starts nothing', async () => {
    const { code, output } = await run([...args, '--no-such-flag']);
    expect([code, output]).toEqual([2, expect.stringMatching(/--no-such-flag[\s\S]*\n\nUsage: npm run /)]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('prints its usage for --help, and starts nothing', async () => {
    const { code, output } = await run([...args, '--help']);
    expect([code, output]).toEqual([0, expect.stringMatching(/^Usage: npm run /)]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

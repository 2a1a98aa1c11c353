// @ts-check
/**
 * `npm run test:security`: the security suite with the full numbers (10,000 guesses, 200 sign-ins at once, 60 made-up
 * forms for each action). `npm test` runs the same with small ones.
 */
import path from 'node:path';
import { runInPlace } from './child-process.mjs';
import { projectFolder } from './load-env-file.mjs';
import { readArguments } from './usage.mjs';

const USAGE = `Usage: npm run test:security [-- FILE ...]

Runs the security suite with the full numbers, or only the files whose path contains one of the words.`;

const { positionals } = readArguments(USAGE, { allowPositionals: true });

process.env.SECURITY_DEPTH = 'numbers';
const vitest = path.join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs');
process.exitCode = await runInPlace(process.execPath, [
  vitest,
  'run',
  '--project',
  'security',
  '--project',
  'attacks',
  ...positionals,
]);

// @ts-check
/**
 * `npm run test:upstream`: the contract suite against a real 1Money environment. It creates customers there, so it runs
 * only with credentials and by this command.
 */
import path from 'node:path';
import { runInPlace } from './child-process.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { loadEnvFile, projectFolder } from './load-env-file.mjs';
import { readArguments } from './usage.mjs';

readArguments(`Usage: ONEMONEY_BASE_URL=… ONEMONEY_ACCESS_KEY=… ONEMONEY_SECRET_KEY=… npm run test:upstream

Runs the contract suite against a real 1Money environment. It creates a customer and onboarding links there.`);

ensureInstalled();
loadEnvFile();

const isBearer = process.env.ONEMONEY_AUTH === 'bearer';
const needed = ['ONEMONEY_BASE_URL', 'ONEMONEY_ACCESS_KEY', ...(isBearer ? [] : ['ONEMONEY_SECRET_KEY'])];
const missing = needed.filter((name) => !process.env[name]);
if (missing.length > 0) {
  console.error(`The contract suite needs a 1Money environment to talk to. Not set: ${missing.join(', ')}.

It creates a customer and onboarding links there; use the 1Money sandbox:

  ONEMONEY_BASE_URL=https://api.sandbox.1money.com ONEMONEY_ACCESS_KEY=… ONEMONEY_SECRET_KEY=… npm run test:upstream

The same suite runs against the emulator as a part of \`npm test\`.`);
  process.exit(2);
}

console.log(`Contract suite against ${new URL(process.env.ONEMONEY_BASE_URL ?? '').host}`);
process.exitCode = await runInPlace(
  process.execPath,
  [path.join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'upstream'],
  { cwd: projectFolder, env: { ...process.env, UPSTREAM_TEST: 'real' } },
);

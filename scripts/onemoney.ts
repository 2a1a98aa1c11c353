/**
 * `npm run onemoney`: the portal's own client for 1Money on the command line, for checking credentials and looking at
 * single customers. Needs only the ONEMONEY_* variables; no portal has to run.
 */
import { readOnemoneyEnv } from '@/lib/env';
import { runOnemoneyCli } from './onemoney-cli';

process.exitCode = await runOnemoneyCli({
  args: process.argv.slice(2),
  readEnv: readOnemoneyEnv,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stdout.isTTY === true,
});

// @ts-check
/**
 * Runs a TypeScript file of ours outside Next: `node scripts/run-ts.mjs FILE [arguments]`.
 *
 * The condition `react-server` is what Next sets for server code; without it the package `server-only`, which every
 * server folder imports as a marker, throws. Conditions are fixed when Node starts, hence the child process.
 */
import { runInPlace } from './child-process.mjs';
import { loadEnvFile } from './load-env-file.mjs';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  console.error('Usage: node scripts/run-ts.mjs FILE [arguments]');
  process.exit(2);
}
loadEnvFile();
process.exitCode = await runInPlace(process.execPath, [
  '--conditions=react-server',
  '--import',
  import.meta.resolve('tsx'),
  file,
  ...args,
]);

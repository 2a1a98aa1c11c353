// @ts-check
/**
 * `npm start`: the production portal from the build in `.next`. Next's own command runs in this very process, so a
 * supervisor's signals reach the server and nothing is left behind when this process is killed. Problems of the
 * environment are reported by the portal itself when it starts.
 */
import { hasBuild, nextCli } from './build-if-changed.mjs';
import { loadEnvFile } from './load-env-file.mjs';
import { isPortTaken, parsePort } from './ports.mjs';
import { readArguments } from './usage.mjs';

/** Supervisors usually kill after 30 s; ending by ourselves a little earlier leaves a line in the log. */
const STOP_WITHIN_MS = 28_000;

readArguments(`Usage: npm start

Starts the production portal from the build that "npm run build" made. PORT (3000) and HOST (127.0.0.1) say where it
listens; the README lists all settings.`);
loadEnvFile();
// The portal drains by itself (instrumentation-node.ts): Next's own handler would wait for open event streams forever.
process.env.NEXT_MANUAL_SIG_HANDLE = 'true';
const host = process.env.HOST || '127.0.0.1';
const port = parsePort(process.env.PORT, 3000);

if (port === null) fail('PORT must be a whole number from 1 to 65535.');
if (!hasBuild()) fail('There is no production build yet. Run `npm run build` first (or `npm run demo` to try it out).');
if (await isPortTaken(port, reachableAddress(host)))
  fail(`Port ${port} is in use by another program. Stop it, or choose another port: PORT=${port + 1} npm start`);

for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT']))
  process.once(signal, () => {
    setTimeout(() => fail('The portal did not stop in time; ending it now.'), STOP_WITHIN_MS).unref();
  });

process.argv = [process.execPath, nextCli, 'start', '--hostname', host, '--port', String(port)];
await import(nextCli);

/** @param {string} address */
function reachableAddress(address) {
  if (address === '0.0.0.0') return '127.0.0.1';
  return address === '::' ? '::1' : address;
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}

// @ts-check
/**
 * `npm run demo`: emulator and production portal with an embedded database and example customers, from a fresh clone
 * and without keys. `-- --fresh` starts over. Data, sessions and sign-ins survive a restart.
 */
import path from 'node:path';
import { STOP_SIGNALS } from './child-process.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { projectFolder } from './load-env-file.mjs';
import { readArguments } from './usage.mjs';

const USAGE = `Usage: npm run demo [-- --fresh]

Starts the emulator and the production portal with example customers and an embedded database, and prints their
addresses and the sign-ins. Ctrl-C stops both.

  --fresh  delete the data of earlier runs first

Environment: PORT (3000), EMULATOR_PORT (4010), EMULATOR_SMTP_PORT (EMULATOR_PORT + 15), HOST, DATA_DIR, DEMO_PASSWORD.`;

const { values } = readArguments(USAGE, { options: { fresh: { type: 'boolean' } } });

const say = (/** @type {string} */ line) => console.log(line);
ensureInstalled({ say });

// The rest only after installing: a module that needs a package could not even be loaded before.
const { buildIfChanged } = await import('./build-if-changed.mjs');
const { seedEmulator } = await import('./demo-customers.mjs');
const { DemoProcesses } = await import('./demo-processes.mjs');
const { demoPorts, demoUrls, emulatorEnvironment, portalEnvironment, readDemoAddresses } = await import(
  './demo-settings.mjs'
);
const { loadDemoSecrets, recordProcesses, removeDemoData, stopLeftovers } = await import('./demo-state.mjs');
const { isPortTaken } = await import('./ports.mjs');
const { waitForHttp } = await import('./wait-for-http.mjs');

const addresses = orFail(readDemoAddresses);
const urls = demoUrls(addresses);

const other = await stopLeftovers();
if (other !== null) fail(`The demo is already running (process ${other}). Stop it with Ctrl-C in its terminal first.`);
recordProcesses({ owner: process.pid, children: [] });
if (values.fresh) removeDemoData();
for (const [variable, port] of demoPorts(addresses))
  if (await isPortTaken(port))
    fail(`Port ${port} is in use by another program. Choose another one: ${variable}=${port + 1} npm run demo`);

let isEnding = false;
const processes = new DemoProcesses((reason) => end(1, reason));
for (const signal of STOP_SIGNALS) process.on(signal, () => end(0));

const build = await buildIfChanged({ say });
await unlessEnding();
if (!build.ok) fail(`The build failed:\n\n${build.output}`);

const secrets = loadDemoSecrets();
say('Starting emulator and portal …');
const emulator = processes.start({
  name: 'emulator',
  args: [path.join(projectFolder, 'emulator', 'bin.mjs')],
  env: emulatorEnvironment(addresses, secrets),
});
const emulatorUrl = `http://127.0.0.1:${addresses.emulatorPort}`;
await ready('emulator', `${emulatorUrl}/__emulator/health`, emulator);
await seedEmulator(emulatorUrl);
const portal = processes.start({
  name: 'portal',
  args: [path.join(projectFolder, 'scripts', 'start.mjs')],
  env: portalEnvironment(addresses, secrets),
});
await ready('portal', `http://127.0.0.1:${addresses.port}/api/health/ready`, portal);

say(`
  Portal      ${urls.portal}
  Emulator    ${urls.emulator}   play 1Money's reviewer here
  Mailbox     ${urls.emulator}/mail   what the portal mailed

  Sign in     admin@demo.example
              operator@demo.example
              viewer@demo.example
  Password    ${secrets.password}

  Ctrl-C stops everything; the data stays. Start over: npm run demo -- --fresh
`);

/** Goes no further once the demo is being stopped: `end` finishes the process. */
async function unlessEnding() {
  if (isEnding) await new Promise(() => {});
}

/** @param {string} name @param {string} url @param {import('node:child_process').ChildProcess} child */
async function ready(name, url, child) {
  try {
    await waitForHttp(url, { child });
  } catch (error) {
    // The watcher of the children reports one that ended, with its log.
    await unlessEnding();
    await end(1, `The ${name} did not become ready: ${error instanceof Error ? error.message : error}`);
  }
  await unlessEnding();
}

/** @param {number} code @param {string} [reason] */
async function end(code, reason) {
  if (isEnding) return;
  isEnding = true;
  if (reason) console.error(reason);
  else say('\nStopping …');
  await processes.stop();
  process.exit(code);
}

/** @template T @param {() => T} read @returns {T} */
function orFail(read) {
  try {
    return read();
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}

// @ts-check
/**
 * `npm run dev`: the emulator and the portal with reload, with the settings and the data of the demo. Next writes to
 * this terminal, the emulator to a log file.
 */
import path from 'node:path';
import { STOP_SIGNALS } from './child-process.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { loadEnvFile, projectFolder } from './load-env-file.mjs';
import { readArguments } from './usage.mjs';

readArguments(`Usage: npm run dev

Starts the emulator and the portal with reload, with the settings and the data of the demo.

Environment: PORT (3000), EMULATOR_PORT (4010), EMULATOR_SMTP_PORT (EMULATOR_PORT + 15), HOST, DATA_DIR, DEMO_PASSWORD.`);

ensureInstalled();

const { nextCli } = await import('./build-if-changed.mjs');
const { seedEmulator } = await import('./demo-customers.mjs');
const { DemoProcesses } = await import('./demo-processes.mjs');
const { demoPorts, demoUrls, emulatorEnvironment, portalEnvironment, readDemoAddresses } = await import(
  './demo-settings.mjs'
);
const { loadDemoSecrets, stopLeftovers } = await import('./demo-state.mjs');
const { isPortTaken } = await import('./ports.mjs');
const { waitForHttp } = await import('./wait-for-http.mjs');

const addresses = readDemoAddresses();
const urls = demoUrls(addresses);
const other = await stopLeftovers();
if (other !== null) fail(`The demo or another dev server is already running (process ${other}).`);
for (const [variable, port] of demoPorts(addresses))
  if (await isPortTaken(port))
    fail(`Port ${port} is in use by another program. Choose another one: ${variable}=${port + 1} npm run dev`);

let isEnding = false;
const processes = new DemoProcesses((reason) => end(1, reason));
for (const signal of STOP_SIGNALS) process.on(signal, () => end(0));

const secrets = loadDemoSecrets();
// Ports and secrets are the demo's own; the file may set the rest, as it may for the demo.
loadEnvFile();
const emulator = processes.start({
  name: 'emulator',
  args: [path.join(projectFolder, 'emulator', 'bin.mjs')],
  env: emulatorEnvironment(addresses, secrets),
});
const emulatorUrl = `http://127.0.0.1:${addresses.emulatorPort}`;
await waitForHttp(`${emulatorUrl}/__emulator/health`, { child: emulator });
await seedEmulator(emulatorUrl);
console.log(`  Emulator ${urls.emulator}, portal ${urls.portal}; operator@demo.example, password ${secrets.password}`);
processes.start({
  name: 'portal',
  args: [nextCli, 'dev', '--hostname', addresses.host, '--port', String(addresses.port)],
  env: portalEnvironment(addresses, secrets),
  isShown: true,
});

/** @param {number} code @param {string} [reason] */
async function end(code, reason) {
  if (isEnding) return;
  isEnding = true;
  if (reason) console.error(reason);
  await processes.stop();
  process.exit(code);
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}

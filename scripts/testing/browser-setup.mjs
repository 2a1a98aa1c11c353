// @ts-check
/**
 * Global setup of the browser tests: finds a Chromium, builds when needed, and starts an emulator and the production
 * portal on free ports with a database of their own. The tests learn the addresses from E2E_* variables, so that the
 * same tests run against a deployed portal, where nothing is started.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildIfChanged } from '../build-if-changed.mjs';
import { stopChild } from '../child-process.mjs';
import { projectFolder } from '../load-env-file.mjs';
import { findFreePort } from '../ports.mjs';
import { waitForHttp } from '../wait-for-http.mjs';
import { findChromium } from './chromium.mjs';
import { emptyAppScriptBytes } from './empty-app.mjs';
import { startEmulator, TEST_KEYS } from './emulator.mjs';
import { startOidcProvider } from './start-oidc-provider.mjs';

export const WEBHOOK_SECRET = 'whsec_browser_tests';
export const PASSWORD = 'browser-tests-only';
export const HANDOFF_SECRET = 'browser-tests-only-hand-over-0123456789';

export default async function setup() {
  process.env.CHROMIUM_PATH ||= await findChromium({ say: console.log });
  if (process.env.E2E_BASE_URL) {
    console.log('\nE2E_BASE_URL is set: the portal there is tested. Tests that need the emulator are SKIPPED.\n');
    return undefined;
  }
  const build = await buildIfChanged({ say: console.log });
  if (!build.ok) throw new Error(`The build failed:\n${build.output}`);

  process.env.E2E_EMPTY_APP_SCRIPT_BYTES = String(await emptyAppScriptBytes());

  const port = await findFreePort();
  const emulator = await startEmulator({
    env: {
      EMULATOR_WEBHOOK_URL: `http://127.0.0.1:${port}/api/webhooks/onemoney`,
      EMULATOR_WEBHOOK_SECRET: WEBHOOK_SECRET,
    },
  });
  const provider = await startOidcProvider({ appUrl: `http://localhost:${port}` });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'partner-portal-browser-'));
  const log = path.join(folder, 'portal.log');
  const output = openSync(log, 'w');
  const portal = spawn(process.execPath, [path.join(projectFolder, 'scripts', 'start.mjs')], {
    cwd: projectFolder,
    env: { ...process.env, ...portalEnvironment({ port, folder, emulator }), ...provider.env },
    stdio: ['ignore', output, output],
  });
  const stop = async () => {
    await stopChild(portal, { graceMs: 29_000 });
    await Promise.all([emulator.stop(), provider.stop()]);
    if (!process.env.E2E_KEEP) rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitForHttp(`http://127.0.0.1:${port}/api/health/ready`, { child: portal, timeoutMs: 60_000 });
  } catch (error) {
    const words = readFileSync(log, 'utf8').slice(-4_000);
    await stop();
    throw new Error(`The portal did not start: ${error instanceof Error ? error.message : error}\n${words}`);
  }
  Object.assign(process.env, {
    E2E_PORTAL_URL: `http://localhost:${port}`,
    E2E_EMULATOR_URL: emulator.url,
    E2E_PROVIDER_URL: provider.url,
    E2E_EMULATOR_ACCESS_KEY: emulator.accessKey,
    E2E_EMULATOR_SECRET_KEY: emulator.secretKey,
    E2E_HANDOFF_SECRET: HANDOFF_SECRET,
    E2E_ADMIN_EMAIL: 'admin@demo.example',
    E2E_ADMIN_PASSWORD: PASSWORD,
    E2E_OPERATOR_EMAIL: 'operator@demo.example',
    E2E_OPERATOR_PASSWORD: PASSWORD,
    E2E_VIEWER_EMAIL: 'viewer@demo.example',
    E2E_VIEWER_PASSWORD: PASSWORD,
  });
  return stop;
}

/**
 * `localhost` in the portal's own address and 127.0.0.1 elsewhere: browsers take them for different sites, and Next
 * rewrites one to the other.
 * @param {{ port: number, folder: string, emulator: { url: string, smtpUrl: string } }} place
 */
export function portalEnvironment({ port, folder, emulator }) {
  return {
    NODE_ENV: 'production',
    APP_URL: `http://localhost:${port}`,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: path.join(folder, 'data'),
    DATABASE_URL: '',
    AUTH_SECRET: 'browser-tests-only-browser-tests-only-0123',
    DEMO_PASSWORD: PASSWORD,
    ONEMONEY_BASE_URL: emulator.url,
    ONEMONEY_ACCESS_KEY: TEST_KEYS.accessKey,
    ONEMONEY_SECRET_KEY: TEST_KEYS.secretKey,
    ONEMONEY_AUTH: 'hmac',
    ONEMONEY_LINK_HOSTS: '',
    ONEMONEY_REQUESTS_PER_SECOND: '100',
    ONEMONEY_BURST: '200',
    ONEMONEY_WEBHOOK_SECRET: WEBHOOK_SECRET,
    SMTP_URL: emulator.smtpUrl,
    HANDOFF_SECRET,
    // So that each visitor of a test has an address, and with it rate limits, of their own.
    TRUSTED_PROXIES: '1',
    LOG_LEVEL: 'info',
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

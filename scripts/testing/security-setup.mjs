// @ts-check
/**
 * Global setup of the security tests: a build of what is there now, an emulator, a database filled with the people of
 * the authorization matrix, and one production portal that believes to stand behind a proxy which ends TLS. The tests
 * share it; each request says in its user agent which one it is.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildIfChanged } from '../build-if-changed.mjs';
import { runCollecting, stopChild } from '../child-process.mjs';
import { projectFolder } from '../load-env-file.mjs';
import { findFreePort } from '../ports.mjs';
import { waitForHttp } from '../wait-for-http.mjs';
import { startEmulator } from './emulator.mjs';
import { startOidcProvider } from './start-oidc-provider.mjs';

/** With a port, which some proxies leave out of the Host that they pass on. */
const APP_URL = 'https://portal.partner.example:8443';

/** @param {import('vitest/node').TestProject} project */
export default async function setup(project) {
  const build = await buildIfChanged({ say: console.log });
  if (!build.ok) throw new Error(`The build failed:\n${build.output}`);
  const [port, emulator, provider] = await Promise.all([
    findFreePort(),
    startEmulator(),
    startOidcProvider({ appUrl: APP_URL }),
  ]);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'partner-portal-security-'));
  const own = { ...portalEnvironment({ port, folder, emulator }), ...provider.env };
  const env = { ...process.env, ...own };
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let portal;
  const stop = async () => {
    if (portal) await stopChild(portal, { graceMs: 20_000 });
    await Promise.all([emulator.stop(), provider.stop()]);
    if (!process.env.SECURITY_KEEP) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const log = path.join(folder, 'portal.log');
  try {
    const world = await prepare(env);
    const spareEnv = { ...own, DATA_DIR: path.join(folder, 'spare') };
    cpSync(own.DATA_DIR, spareEnv.DATA_DIR, { recursive: true });
    const output = openSync(log, 'w');
    portal = spawn(process.execPath, [path.join(projectFolder, 'scripts', 'start.mjs')], {
      cwd: projectFolder,
      env,
      stdio: ['ignore', output, output],
    });
    const url = `http://127.0.0.1:${port}`;
    await waitForHttp(`${url}/api/health/ready`, { child: portal, timeoutMs: 60_000 });
    project.provide('portal', {
      url,
      appUrl: APP_URL,
      emulatorUrl: emulator.url,
      providerUrl: provider.url,
      logFile: log,
      world,
      spareEnv,
    });
  } catch (error) {
    const words = portal ? readFileSync(log, 'utf8').slice(-4_000) : '';
    await stop();
    throw new Error(`The portal to judge did not start: ${error instanceof Error ? error.message : error}\n${words}`);
  }
  return stop;
}

/** @param {NodeJS.ProcessEnv} env @returns {Promise<import('../security/world').World>} */
async function prepare(env) {
  const script = path.join('scripts', 'security', 'prepare.ts');
  const args = [path.join('scripts', 'run-ts.mjs'), script];
  const { output } = await runCollecting(process.execPath, args, { cwd: projectFolder, env });
  const world = /^WORLD (.+)$/m.exec(output)?.[1];
  if (world === undefined) throw new Error(`The database could not be filled:\n${output.slice(-4_000)}`);
  return JSON.parse(world);
}

/** @param {{ port: number, folder: string, emulator: { url: string, smtpUrl: string, accessKey: string, secretKey: string } }} place */
function portalEnvironment({ port, folder, emulator }) {
  return {
    NODE_ENV: 'production',
    APP_URL,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: path.join(folder, 'data'),
    DATABASE_URL: '',
    AUTH_SECRET: 'security-tests-only-security-tests-only-01',
    DEMO_PASSWORD: '',
    ONEMONEY_BASE_URL: emulator.url,
    ONEMONEY_ACCESS_KEY: emulator.accessKey,
    ONEMONEY_SECRET_KEY: emulator.secretKey,
    ONEMONEY_AUTH: 'hmac',
    // As in a real environment: no address without TLS stands in the policy of a page.
    ONEMONEY_LINK_HOSTS: 'onboarding.1money.example',
    ONEMONEY_REQUESTS_PER_SECOND: '1000',
    ONEMONEY_BURST: '1000',
    ONEMONEY_WEBHOOK_SECRET: 'whsec_security_tests_only',
    SMTP_URL: emulator.smtpUrl,
    HANDOFF_SECRET: 'security-tests-only-hand-over-0123456789',
    // So that each request has an address, and with it rate limits, of its own.
    TRUSTED_PROXIES: '1',
    LOG_LEVEL: 'info',
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

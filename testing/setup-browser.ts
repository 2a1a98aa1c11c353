/**
 * Global setup of the browser tests: a Chromium, a build, an emulator and one production portal that all tests share.
 * The tests learn the addresses from E2E_* variables, so that the same tests run against a deployed portal, where
 * nothing is started.
 */
import { rmSync } from 'node:fs';
import { findChromium } from './chromium';
import { HANDOFF_SECRET, WEBHOOK_SECRET } from './environment';
import { credentialsOf, Portal, type Role, requireBuild } from './portal';
import { takePort } from './ports';
import { startEmulator } from './start-emulator';
import { startOidcProvider } from './start-oidc-provider';

const ROLES: readonly Role[] = ['admin', 'operator', 'viewer'];

export default async function setup() {
  process.env.CHROMIUM_PATH ||= await findChromium({ say: console.log });
  if (process.env.E2E_BASE_URL) {
    console.log('\nE2E_BASE_URL is set: the portal there is tested. Tests that need the emulator are SKIPPED.\n');
    return undefined;
  }
  await requireBuild();
  // Who was signed in to the portal of the run before.
  rmSync('.test/browser', { recursive: true, force: true });
  const port = await takePort();
  const [emulator, provider] = await Promise.all([
    startEmulator({ webhooks: { port, secret: WEBHOOK_SECRET } }),
    startOidcProvider({ appUrl: `http://localhost:${port}` }),
  ]);
  const portal = await Portal.start({ emulator, port, env: provider.env });
  Object.assign(process.env, {
    E2E_PORTAL_URL: portal.appUrl,
    E2E_EMULATOR_URL: emulator.url,
    E2E_EMULATOR_SMTP_URL: emulator.smtpUrl,
    E2E_PROVIDER_URL: provider.url,
    E2E_EMULATOR_ACCESS_KEY: emulator.accessKey,
    E2E_EMULATOR_SECRET_KEY: emulator.secretKey,
    E2E_HANDOFF_SECRET: HANDOFF_SECRET,
  });
  for (const role of ROLES) {
    const { email, password } = credentialsOf(role);
    process.env[`E2E_${role.toUpperCase()}_EMAIL`] = email;
    process.env[`E2E_${role.toUpperCase()}_PASSWORD`] = password;
  }
  return async () => {
    await portal.stop();
    await Promise.all([emulator.stop(), provider.stop()]);
  };
}

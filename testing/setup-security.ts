/**
 * Global setup of the security tests: a current build, an emulator, a database filled with the people of the
 * authorization matrix, and one production portal configured as behind a proxy that ends TLS. The tests share it; each
 * request says in its user agent which one it is.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { cleanEnvironment } from './environment';
import { copyData, Portal, requireBuild } from './portal';
import { projectFolder, TYPESCRIPT_ARGUMENTS } from './program';
import type { Fixtures } from './security/fixtures';
import { startEmulator } from './start-emulator';
import { startOidcProvider } from './start-oidc-provider';

/** With a port, which some proxies leave out of the Host that they pass on. */
const APP_URL = 'https://portal.partner.example:8443';

export default async function setup(project: TestProject) {
  await requireBuild();
  const [emulator, provider] = await Promise.all([startEmulator(), startOidcProvider({ appUrl: APP_URL })]);
  const env = {
    DEMO_PASSWORD: '',
    // As in a real environment: no address without TLS is in the policy of a page.
    ONEMONEY_LINK_HOSTS: 'onboarding.1money.example',
    ONEMONEY_REQUESTS_PER_SECOND: '1000',
    ONEMONEY_BURST: '1000',
    ...provider.env,
  };
  const portal = await Portal.prepare({ name: 'judged', emulator, appUrl: APP_URL, env });
  const fixtures = prepareFixtures(portal.env);
  const { DATA_DIR = '' } = portal.env;
  const spareData = path.join(path.dirname(DATA_DIR), 'spare');
  copyData(DATA_DIR, spareData);
  await portal.start();
  project.provide('portal', {
    url: portal.url,
    appUrl: APP_URL,
    emulatorUrl: emulator.url,
    providerUrl: provider.url,
    logFile: portal.program.logFile,
    fixtures,
    spareEnv: { ...portal.env, DATA_DIR: spareData },
  });
  return async () => {
    await portal.stop();
    await Promise.all([emulator.stop(), provider.stop()]);
  };
}

function prepareFixtures(env: Readonly<Record<string, string>>): Fixtures {
  const args = [...TYPESCRIPT_ARGUMENTS, path.join('testing', 'security', 'prepare.ts')];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: projectFolder,
    env: { ...cleanEnvironment(), ...env },
    encoding: 'utf8',
  });
  const fixtures = /^WORLD (.+)$/m.exec(stdout)?.[1];
  if (fixtures === undefined) throw new Error(`The database could not be filled:\n${stdout}${stderr}`.slice(-4_000));
  return JSON.parse(fixtures) as Fixtures;
}

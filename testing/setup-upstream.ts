/**
 * Global setup of the contract suite: against the environment the ONEMONEY_* variables name when
 * `npm run test:upstream` asked for it, else against an emulator of its own.
 */
import type { TestProject } from 'vitest/node';
import type {} from './provided-context';
import { startEmulator } from './start-emulator';

export default async function setup(project: TestProject) {
  if (process.env.UPSTREAM_TEST === 'real') {
    project.provide('upstream', { isEmulator: false });
    return async () => {};
  }
  const { stop, url, accessKey, secretKey } = await startEmulator();
  Object.assign(process.env, {
    ONEMONEY_BASE_URL: url,
    ONEMONEY_ACCESS_KEY: accessKey,
    ONEMONEY_SECRET_KEY: secretKey,
    ONEMONEY_AUTH: 'hmac',
    ONEMONEY_REQUESTS_PER_SECOND: '100',
    ONEMONEY_BURST: '100',
  });
  project.provide('upstream', { isEmulator: true });
  return stop;
}

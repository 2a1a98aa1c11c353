// @ts-check
/** Starts the provider of single sign-on for tests as a process of its own, on a free port. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { stopChild } from '../child-process.mjs';
import { projectFolder } from '../load-env-file.mjs';

const CLIENT_ID = 'partner-portal';
const CLIENT_SECRET = 'single-sign-on-tests-only';

/**
 * @param {{ appUrl: string }} portal
 * @returns {Promise<{ url: string, env: Record<string, string>, stop: () => Promise<void> }>}
 */
export async function startOidcProvider({ appUrl }) {
  const script = path.join(projectFolder, 'scripts', 'testing', 'oidc-provider.mjs');
  const child = spawn(process.execPath, [script, CLIENT_ID, CLIENT_SECRET, appUrl], {
    cwd: projectFolder,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output = `${output}${text}`.slice(-4_000);
  });
  const stop = () => stopChild(child, { graceMs: 2_000 });
  const url = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', () => reject(new Error(`The provider of single sign-on did not start:\n${output}`)));
  });
  return { url, env: { OIDC_ISSUER: url, OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET: CLIENT_SECRET }, stop };
}

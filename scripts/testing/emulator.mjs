// @ts-check
/** Starts the emulator as a process of its own on a free port, as every test that needs an upstream does. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stopChild } from '../child-process.mjs';
import { projectFolder } from '../load-env-file.mjs';
import { findFreePort } from '../ports.mjs';
import { waitForHttp } from '../wait-for-http.mjs';

/** Made up for tests; the emulator accepts whatever pair it is started with. */
export const TEST_KEYS = {
  accessKey: 'ak_test_0123456789',
  secretKey: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
};

/**
 * @param {{ env?: Readonly<Record<string, string>> }} [options]
 * @returns {Promise<{ url: string, smtpUrl: string, accessKey: string, secretKey: string, stop: () => Promise<void> }>}
 */
export async function startEmulator({ env = {} } = {}) {
  const [port, smtpPort] = await Promise.all([findFreePort(), findFreePort()]);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'partner-portal-emulator-'));
  const child = spawn(process.execPath, [path.join(projectFolder, 'emulator', 'bin.mjs')], {
    cwd: projectFolder,
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      EMULATOR_PORT: String(port),
      EMULATOR_SMTP_PORT: String(smtpPort),
      EMULATOR_DATA_DIR: folder,
      ONEMONEY_ACCESS_KEY: TEST_KEYS.accessKey,
      ONEMONEY_SECRET_KEY: TEST_KEYS.secretKey,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output = `${output}${text}`.slice(-4_000);
    });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    await stopChild(child, { graceMs: 5_000 });
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitForHttp(`${url}/__emulator/health`, { child, timeoutMs: 30_000 });
  } catch (error) {
    await stop();
    throw new Error(`The emulator did not start: ${error instanceof Error ? error.message : error}\n${output}`);
  }
  return { url, smtpUrl: `smtp://127.0.0.1:${smtpPort}`, ...TEST_KEYS, stop };
}

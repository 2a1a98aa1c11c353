// @ts-check
/**
 * A portal and an emulator for one browser test alone, for what cannot be tested beside others: time that has passed,
 * a mail server that misbehaves, settings of the whole portal. The test starts this as a process and talks with it in
 * lines of JSON. `{"sql": […]}` stops the portal, changes its database and starts it again: the portal itself has no
 * hook for tests and needs none. Everything ends with standard input.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { stopChild } from '../child-process.mjs';
import { projectFolder } from '../load-env-file.mjs';
import { findFreePort } from '../ports.mjs';
import { waitForHttp } from '../wait-for-http.mjs';
import { portalEnvironment, WEBHOOK_SECRET } from './browser-setup.mjs';
import { startEmulator } from './emulator.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'partner-portal-own-'));
const log = path.join(folder, 'portal.log');
const port = await findFreePort();
const emulator = await startEmulator({
  env: {
    EMULATOR_WEBHOOK_URL: `http://127.0.0.1:${port}/api/webhooks/onemoney`,
    EMULATOR_WEBHOOK_SECRET: WEBHOOK_SECRET,
  },
});

/** @type {import('node:child_process').ChildProcess | null} */
let portal = null;

async function startPortal() {
  const output = openSync(log, 'a');
  const child = spawn(process.execPath, [path.join(projectFolder, 'scripts', 'start.mjs')], {
    cwd: projectFolder,
    env: { ...process.env, ...portalEnvironment({ port, folder, emulator }) },
    stdio: ['ignore', output, output],
  });
  portal = child;
  await waitForHttp(`http://127.0.0.1:${port}/api/health/ready`, { child, timeoutMs: 120_000 });
}

async function stopPortal() {
  if (portal) await stopChild(portal, { graceMs: 29_000 });
  portal = null;
}

/** @param {readonly string[]} statements */
async function changeDatabase(statements) {
  await stopPortal();
  const lite = await PGlite.create({
    dataDir: path.join(folder, 'data', 'database', 'pglite'),
    extensions: { pg_trgm },
  });
  try {
    for (const statement of statements) await lite.exec(statement);
  } finally {
    await lite.close();
  }
  await startPortal();
}

/** @param {unknown} answer */
function say(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

try {
  await startPortal();
  const { url, accessKey, secretKey } = emulator;
  say({ url: `http://localhost:${port}`, emulator: { url, accessKey, secretKey } });
  for await (const line of createInterface({ input: process.stdin })) {
    await changeDatabase(JSON.parse(line).sql);
    say({ done: true });
  }
} catch (error) {
  say({ error: `${error}\n${readFileSync(log, 'utf8').slice(-4_000)}` });
  process.exitCode = 1;
} finally {
  await stopPortal();
  await emulator.stop();
  rmSync(folder, { recursive: true, force: true });
}

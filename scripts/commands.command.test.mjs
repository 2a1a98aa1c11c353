// @ts-check
/** The commands people type, as processes: `npm run demo` and `npm start` on the build that `npm test` just made. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildIfChanged } from './build-if-changed.mjs';
import { delay, isAlive } from './child-process.mjs';
import { projectFolder } from './load-env-file.mjs';
import { findFreePort, isPortTaken } from './ports.mjs';

const PATIENCE_MS = 90_000;

/** @typedef {{ child: import('node:child_process').ChildProcess, output: () => string, ended: Promise<number | null> }} Command */

/** @type {Command[]} */
const started = [];
/** @type {string[]} */
const folders = [];

beforeAll(async () => {
  const build = await buildIfChanged();
  if (!build.ok) throw new Error(`The build failed:\n${build.output}`);
}, 300_000);

afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGTERM');
    await ended;
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}, PATIENCE_MS);

/** @param {string} script @param {Record<string, string>} env @returns {Command} */
function run(script, env) {
  const child = spawn(process.execPath, [path.join('scripts', script)], {
    cwd: projectFolder,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const command = { child, output: () => output, ended };
  started.push(command);
  return command;
}

async function freshPlace() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'partner-portal-demo-'));
  folders.push(folder);
  const [port, emulatorPort, smtpPort] = [await findFreePort(), await findFreePort(), await findFreePort()];
  const env = {
    DATA_DIR: folder,
    PORT: String(port),
    EMULATOR_PORT: String(emulatorPort),
    EMULATOR_SMTP_PORT: String(smtpPort),
  };
  return { folder, port, emulatorPort, env };
}

/** @param {Command} command @param {string} text */
async function untilSays(command, text) {
  const deadline = Date.now() + PATIENCE_MS;
  while (!command.output().includes(text)) {
    if (Date.now() > deadline || command.child.exitCode !== null)
      throw new Error(`It did not say “${text}”:\n${command.output()}`);
    await delay(50);
  }
}

const statusOf = async (/** @type {string} */ url) => (await fetch(url, { redirect: 'manual' })).status;

describe('npm run demo', () => {
  it('starts everything, keeps its data over kill -9, refuses to run twice, and stops without leftovers', async () => {
    const { folder, port, emulatorPort, env } = await freshPlace();
    const first = run('demo.mjs', env);
    await untilSays(first, 'Ctrl-C stops everything');
    for (const text of [`http://localhost:${port}`, `http://localhost:${emulatorPort}`, 'admin@demo.example'])
      expect(first.output()).toContain(text);
    expect(first.output()).toMatch(/operator@demo\.example[\s\S]+viewer@demo\.example[\s\S]+Password {4}\S{8,}/);
    expect(statSync(path.join(folder, 'demo.json')).mode & 0o777).toBe(0o600);
    expect(await statusOf(`http://localhost:${port}/api/health/ready`)).toBe(200);
    const seeded = await customersOf(emulatorPort);
    expect(new Set(seeded.map(({ status }) => status)).size).toBe(9);

    const second = run('demo.mjs', env);
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('already running');

    const { children } = JSON.parse(readFileSync(path.join(folder, 'demo-processes.json'), 'utf8'));
    first.child.kill('SIGKILL');
    await first.ended;
    const third = run('demo.mjs', env);
    await untilSays(third, 'Ctrl-C stops everything');
    for (const { pid } of children) expect(isAlive(pid)).toBe(false);
    expect(passwordIn(third.output())).toBe(passwordIn(first.output()));
    expect((await customersOf(emulatorPort)).map(({ id }) => id).sort()).toEqual(seeded.map(({ id }) => id).sort());

    third.child.kill('SIGTERM');
    expect(await third.ended).toBe(0);
    for (const each of [port, emulatorPort]) expect(await isPortTaken(each)).toBe(false);
  }, 240_000);

  it('stops everything and says why when one of its programs dies', async () => {
    const { folder, emulatorPort, env } = await freshPlace();
    const demo = run('demo.mjs', env);
    await untilSays(demo, 'Ctrl-C stops everything');
    const { children } = JSON.parse(readFileSync(path.join(folder, 'demo-processes.json'), 'utf8'));
    process.kill(children.find((/** @type {{ name: string }} */ { name }) => name === 'portal').pid, 'SIGKILL');
    expect(await demo.ended).toBe(1);
    expect(demo.output()).toContain('The portal ended');
    expect(await isPortTaken(emulatorPort)).toBe(false);
  }, 180_000);

  it('names the port another program holds, and the variable that changes it', async () => {
    const { env } = await freshPlace();
    const { server, port } = await occupy();
    for (const variable of ['PORT', 'EMULATOR_PORT', 'EMULATOR_SMTP_PORT']) {
      const demo = run('demo.mjs', { ...env, [variable]: String(port) });
      expect(await demo.ended).toBe(1);
      expect(demo.output()).toContain(`Port ${port} is in use`);
      expect(demo.output()).toContain(`${variable}=`);
    }
    server.close();
  }, 60_000);
});

describe('npm start', () => {
  it('lists every missing setting by name at once and ends', async () => {
    const portal = run('start.mjs', { PORT: String(await findFreePort()) });
    expect(await portal.ended).toBe(1);
    for (const name of ['APP_URL', 'AUTH_SECRET', 'ONEMONEY_BASE_URL', 'ONEMONEY_ACCESS_KEY', 'ONEMONEY_SECRET_KEY'])
      expect(portal.output()).toContain(name);
  }, 60_000);

  it('names malformed settings without their values', async () => {
    const env = { APP_URL: 'ftp://canary-1', AUTH_SECRET: 'canary-2', ONEMONEY_BASE_URL: 'canary-3' };
    const portal = run('start.mjs', { ...env, PORT: String(await findFreePort()) });
    expect(await portal.ended).toBe(1);
    for (const name of Object.keys(env)) expect(portal.output()).toContain(name);
    expect(portal.output()).not.toContain('canary');
  }, 60_000);

  it('says which port is in use and how to choose another', async () => {
    const { server, port } = await occupy();
    const portal = run('start.mjs', { PORT: String(port) });
    expect(await portal.ended).toBe(1);
    expect(portal.output()).toContain(`Port ${port} is in use`);
    server.close();
  }, 60_000);
});

/** @param {number} emulatorPort @returns {Promise<{ id: string, status: string }[]>} */
async function customersOf(emulatorPort) {
  const answer = await fetch(`http://127.0.0.1:${emulatorPort}/__emulator/customers?limit=100`);
  return (await answer.json()).customers;
}

/** @param {string} output */
function passwordIn(output) {
  return /Password +(\S+)/.exec(output)?.[1];
}

/** @returns {Promise<{ server: import('node:net').Server, port: number }>} */
function occupy() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address !== null ? address.port : 0 });
    });
  });
}

/** `npm run demo` over kill -9: of itself, and of one of its programs. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodeOf, freshPlace, runScript } from '../testing/commands';
import { canConnect } from '../testing/ports';
import { isAlive } from './child-process.mjs';

const READY = 'Ctrl-C stops everything';

interface Child {
  readonly name: string;
  readonly pid: number;
}

function childrenOf(folder: string): readonly Child[] {
  return JSON.parse(readFileSync(path.join(folder, 'demo-processes.json'), 'utf8')).children;
}

describe('npm run demo', () => {
  it('starts everything, keeps its data over kill -9, refuses to run twice, and stops without leftovers', async () => {
    const { folder, port, emulatorPort, env } = await freshPlace();
    const first = runScript('demo.mjs', env);
    await first.untilSays(READY);
    for (const text of [`http://localhost:${port}`, `http://localhost:${emulatorPort}`, 'admin@demo.example'])
      expect(first.output()).toContain(text);
    expect(first.output()).toMatch(/operator@demo\.example[\s\S]+viewer@demo\.example[\s\S]+Password {4}\S{8,}/);
    expect(statSync(path.join(folder, 'demo.json')).mode & 0o777).toBe(0o600);
    expect((await fetch(`http://localhost:${port}/api/health/ready`)).status).toBe(200);
    const seeded = await customersOf(emulatorPort);
    expect(new Set(seeded.map(({ status }) => status)).size).toBe(9);

    const second = runScript('demo.mjs', env);
    expect(await exitCodeOf(second)).toBe(1);
    expect(second.output()).toContain('already running');

    const children = childrenOf(folder);
    await first.kill();
    const third = runScript('demo.mjs', env);
    await third.untilSays(READY);
    for (const { pid } of children) expect(isAlive(pid)).toBe(false);
    expect(passwordIn(third.output())).toBe(passwordIn(first.output()));
    expect((await customersOf(emulatorPort)).map(({ id }) => id).sort()).toEqual(seeded.map(({ id }) => id).sort());

    expect((await third.stop()).code).toBe(0);
    for (const each of [port, emulatorPort]) expect(await canConnect(each)).toBe(false);
  });

  it('stops everything and says why when one of its programs dies', async () => {
    const { folder, emulatorPort, env } = await freshPlace();
    const demo = runScript('demo.mjs', env);
    await demo.untilSays(READY);
    process.kill(childrenOf(folder).find(({ name }) => name === 'portal')?.pid ?? 0, 'SIGKILL');
    expect(await exitCodeOf(demo)).toBe(1);
    expect(demo.output()).toContain('The portal ended');
    expect(await canConnect(emulatorPort)).toBe(false);
  });
});

async function customersOf(emulatorPort: number): Promise<readonly { readonly id: string; readonly status: string }[]> {
  const response = await fetch(`http://127.0.0.1:${emulatorPort}/__emulator/customers?limit=100`);
  return (await response.json()).customers;
}

function passwordIn(output: string): string | undefined {
  return /Password +(\S+)/.exec(output)?.[1];
}

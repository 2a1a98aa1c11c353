/** The commands people type, as processes: `npm run demo` and `npm start` on the production build. */
import { createServer, type Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import { exitCodeOf, freshPlace, runScript } from '../testing/commands';
import { takePort } from '../testing/ports';

describe('npm run demo', () => {
  it('names the port another program holds, and the variable that changes it', async () => {
    const { env } = await freshPlace();
    const { server, port } = await occupy();
    for (const variable of ['PORT', 'EMULATOR_PORT', 'EMULATOR_SMTP_PORT']) {
      const demo = runScript('demo.mjs', { ...env, [variable]: String(port) });
      expect(await exitCodeOf(demo)).toBe(1);
      expect(demo.output()).toContain(`Port ${port} is in use`);
      expect(demo.output()).toContain(`${variable}=`);
    }
    server.close();
  });
});

describe('npm start', () => {
  it('lists every missing setting by name at once and ends', async () => {
    const portal = runScript('start.mjs', { PORT: String(await takePort()) });
    expect(await exitCodeOf(portal)).toBe(1);
    for (const name of ['APP_URL', 'AUTH_SECRET', 'ONEMONEY_BASE_URL', 'ONEMONEY_ACCESS_KEY', 'ONEMONEY_SECRET_KEY'])
      expect(portal.output()).toContain(name);
  });

  it('names malformed settings without their values', async () => {
    const env = { APP_URL: 'ftp://canary-1', AUTH_SECRET: 'canary-2', ONEMONEY_BASE_URL: 'canary-3' };
    const portal = runScript('start.mjs', { ...env, PORT: String(await takePort()) });
    expect(await exitCodeOf(portal)).toBe(1);
    for (const name of Object.keys(env)) expect(portal.output()).toContain(name);
    expect(portal.output()).not.toContain('canary');
  });

  it('says which port is in use and how to choose another', async () => {
    const { server, port } = await occupy();
    const portal = runScript('start.mjs', { PORT: String(port) });
    expect(await exitCodeOf(portal)).toBe(1);
    expect(portal.output()).toContain(`Port ${port} is in use`);
    server.close();
  });
});

async function occupy(): Promise<{ readonly server: Server; readonly port: number }> {
  const port = await takePort();
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return { server, port };
}

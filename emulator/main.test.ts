import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createConnection } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runChild, startChild, temporaryFolder } from './testing/child';
import { createdId, FIRST, send } from './testing/client';

async function listening() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: String((server.address() as AddressInfo).port) };
}

async function busyPort(): Promise<string> {
  const { server, port } = await listening();
  onTestFinished(() => void server.close());
  return port;
}

async function freePort(): Promise<string> {
  const { server, port } = await listening();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('runs from any folder, keeps its data below it, prints the made-up keys, ends on SIGTERM', async () => {
  const folder = temporaryFolder();
  const child = await startChild({}, folder);
  await createdId(child.url);
  expect(existsSync(join(folder, '.data/emulator'))).toBe(true);
  await child.kill('SIGTERM');
  const again = await startChild({}, folder);
  expect((await send(again.url, 'GET', '/v1/customers', { keys: FIRST })).json.total).toBe(1);
});

test('own keys are not printed', async () => {
  const secret = 'b3duLXNlY3JldA';
  const { output } = await runChild(
    { ONEMONEY_ACCESS_KEY: 'ak', ONEMONEY_SECRET_KEY: secret, EMULATOR_PORT: await busyPort() },
    temporaryFolder(),
  );
  expect(output).not.toContain(secret);
});

test('a broken environment is one readable list and exit code 1', async () => {
  const { code, output } = await runChild(
    { EMULATOR_QUOTA: 'x', EMULATOR_PATHS: 'y', ONEMONEY_SECRET_KEY: '?' },
    temporaryFolder(),
  );
  expect(code).toBe(1);
  for (const name of ['EMULATOR_QUOTA', 'EMULATOR_PATHS', 'ONEMONEY_SECRET_KEY', 'ONEMONEY_ACCESS_KEY'])
    expect(output).toContain(`  ${name}: `);
  expect(output).not.toContain('    at ');
});

test.each(['EMULATOR_PORT', 'EMULATOR_SMTP_PORT'])('a busy port says which and names %s, exit code 1', async (name) => {
  const port = await busyPort();
  const { code, output } = await runChild({ [name]: port }, temporaryFolder());
  expect(code).toBe(1);
  expect(output).toBe(`Port ${port} is in use; stop the other program or set ${name} to a free port\n`);
});

test('anyone who reads that it is healthy can send mail', async () => {
  const [port, smtpPort] = [await freePort(), await freePort()];
  const starting = startChild({ EMULATOR_PORT: port, EMULATOR_SMTP_PORT: smtpPort }, temporaryFolder());
  const isHealthy = () =>
    fetch(`http://127.0.0.1:${port}/__emulator/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isHealthy()));
  const socket = createConnection({ port: Number(smtpPort), host: '127.0.0.1' });
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  await starting;
});

test('a second emulator on the same folder is refused', async () => {
  const folder = temporaryFolder();
  await startChild({ EMULATOR_DATA_DIR: folder }, folder);
  const { code, output } = await runChild({ EMULATOR_DATA_DIR: folder }, folder);
  expect(code).toBe(1);
  expect(output).toMatch(/used by another emulator; stop that one or set EMULATOR_DATA_DIR/);
});

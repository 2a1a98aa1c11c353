/**
 * The emulator's speed, as ratios to a bare node:http server that answers JSON of the same size on the same machine in the same
 * run. Servers run in processes of their own; the load generator is this process. Run with tsx.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { parseSecret } from '../emulator/api/secret';
import { toSignature, toTimestamp } from '../emulator/api/signing';
import { DEFAULT_ENTITIES } from '../emulator/settings-schema';

const CUSTOMERS = 100_000;
const ROUNDS = 3;
const SECONDS = 4;
const CONNECTIONS = 50;

/** Answers `?size=N` with a JSON object of N bytes, as little code as node:http allows. */
const BARE_SERVER = `
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  const size = Number(request.url.split('=')[1]);
  const body = JSON.stringify({ filler: 'x'.repeat(Math.max(0, size - 13)) });
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port + ' ready'));
`;

const children: ChildProcess[] = [];
const folder = mkdtempSync(join(tmpdir(), 'bench-emulator-'));

interface Server {
  url: string;
  pid: number;
}

function startServer(args: string[], environment: Record<string, string> = {}): Promise<Server> {
  const child = spawn(process.execPath, args, {
    env: { ...environment, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('exit', () => reject(new Error(`a server ended: ${output}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const url = /http:\/\/\S+/.exec(output)?.[0];
      if (url !== undefined && child.pid !== undefined) resolve({ url, pid: child.pid });
    });
  });
}

/** Signed once: the signature is good for five minutes, and the client's work is not what is measured. */
function signedHeaders(path: string): Record<string, string> {
  const [entity] = DEFAULT_ENTITIES;
  if (entity === undefined) throw new Error('no built-in key pair');
  const timestamp = toTimestamp(Date.now());
  const request = { accessKey: entity.accessKey, timestamp, method: 'GET', path, body: Buffer.alloc(0) };
  const signature = toSignature(request, parseSecret(entity.secretKey) ?? Buffer.alloc(0));
  return {
    authorization: `OneMoney-HMAC-SHA256 ${entity.accessKey}:${timestamp}:${signature}`,
    'x-om-date': timestamp,
  };
}

interface Measured {
  perSecond: number;
  /** Processor time a request in microseconds; not a number where the system does not tell. */
  cpuUs: number;
}

async function measure({ url, pid }: Server, target: string, headers: Record<string, string> = {}): Promise<Measured> {
  const before = cpuTimeUs(pid);
  const result = await autocannon({ url: url + target, headers, connections: CONNECTIONS, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${target}: ${result.non2xx} refusals, ${result.errors} errors`);
  }
  return { perSecond: result.requests.average, cpuUs: (cpuTimeUs(pid) - before) / result.requests.total };
}

/** User and system time since the start, from fields 14 and 15 of the process's status, in ticks of 10 ms. */
function cpuTimeUs(pid: number): number {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return Number.NaN;
  const fields = readFileSync(path, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function compare(name: string, emulator: Server, target: string, bare: Server): Promise<void> {
  const headers = signedHeaders(target.split('?')[0] ?? target);
  const size = (await (await fetch(emulator.url + target, { headers })).arrayBuffer()).byteLength;
  const ours: Measured[] = [];
  const floor: Measured[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    floor.push(await measure(bare, `/?size=${size}`));
    ours.push(await measure(emulator, target, headers));
  }
  const pick = (list: Measured[], key: keyof Measured): number => median(list.map((measured) => measured[key]));
  const [rate, bareRate] = [pick(ours, 'perSecond'), pick(floor, 'perSecond')];
  const cpuRatio = pick(floor, 'cpuUs') / pick(ours, 'cpuUs');
  const ratios = `ratio ${(rate / bareRate).toFixed(2)}, by processor time ${cpuRatio.toFixed(2)} (wanted 0.50)`;
  console.log(
    `${name.padEnd(28)} ${String(size).padStart(6)} bytes  ${Math.round(rate)}/s  bare ${Math.round(bareRate)}/s  ${ratios}`,
  );
}

async function main(): Promise<void> {
  const bin = fileURLToPath(new URL('../emulator/bin.mjs', import.meta.url));
  const bare = await startServer(['--input-type=module', '-e', BARE_SERVER]);
  const emulator = await startServer([bin], {
    EMULATOR_PORT: '0',
    EMULATOR_SMTP_PORT: 'off',
    EMULATOR_DATA_DIR: folder,
  });

  const startedAt = performance.now();
  const seeded = await fetch(`${emulator.url}/__emulator/seed`, {
    method: 'POST',
    body: JSON.stringify({ customers: CUSTOMERS }),
  });
  if (!seeded.ok) throw new Error(await seeded.text());
  console.log(
    `seed ${CUSTOMERS} customers: ${((performance.now() - startedAt) / 1000).toFixed(1)} s (wanted under 20 s)`,
  );

  const listed = await fetch(`${emulator.url}/__emulator/customers?limit=1&offset=50000`);
  const id = /"id":"([^"]+)"/.exec(await listed.text())?.[1] ?? '';
  await compare('signed GET of one customer', emulator, `/v1/customers/${id}`, bare);
  await compare('signed GET, six fields', emulator, `/v1/customers/hosted/${id}`, bare);
  await compare('list page of 10, first', emulator, '/v1/customers?page=1&size=10', bare);
  await compare('list page of 10, page 5000', emulator, '/v1/customers?page=5000&size=10', bare);
  await compare('list page of 100, filtered', emulator, '/v1/customers?page=20&size=100&kyb_status=approved', bare);
}

try {
  await main();
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

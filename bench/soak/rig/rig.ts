/**
 * The whole thing on one machine: an emulator, a database, portals and perhaps a worker as processes of their own,
 * with gates on the wires between them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../../lib/db/client';
import { controlOf } from '../../../lib/services/testing/emulator-control';
import { startEmulator } from '../../../scripts/testing/emulator.mjs';
import { type RunningPostgres, startPostgres } from '../../../scripts/testing/postgres.mjs';
import { NodeProcess, projectFolder, untilStatus } from './node-process';
import { PostgresGate } from './postgres-gate';
import { UpstreamGate } from './upstream-gate';
import { type Door, Visitor } from './visitor';
import { WebhookSender } from './webhook-sender';

const PASSWORD = 'made-up-for-the-soak';
const WEBHOOK_SECRET = 'whsec_made_up_for_the_soak';
/** The emulator is on this machine; the cautious default budget is for the real environment. */
const REQUESTS_PER_SECOND = 100;

export interface RigOptions {
  readonly database: 'pglite' | 'postgres';
  /** More than one only on PostgreSQL. */
  readonly portals?: number;
  readonly worker?: boolean;
  /** Whether the emulator tells the first portal of changes. */
  readonly webhooks?: boolean;
  /** Without gates on the wires, which cost time: for measuring. */
  readonly isDirect?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Portal extends Door {
  readonly process: NodeProcess;
  /** Starts it and waits until it is ready; answers with the milliseconds that took. */
  start(): Promise<number>;
}

export type Row = Readonly<Record<string, unknown>>;

export interface Rig {
  readonly emulator: ReturnType<typeof controlOf>;
  readonly upstream: UpstreamGate;
  /** Null with the embedded database. */
  readonly postgres: (RunningPostgres & { readonly gate: PostgresGate }) | null;
  readonly portals: readonly Portal[];
  readonly portal: Portal;
  readonly worker: NodeProcess | null;
  readonly sender: WebhookSender;
  readonly requestsPerSecond: number;
  /** Runs SQL on the portal's database; on the embedded one only while no portal runs. */
  rows(sql: string): Promise<Row[]>;
  signIn(role?: 'admin' | 'operator' | 'viewer'): Promise<Visitor>;
  close(): Promise<void>;
}

export async function openRig(options: RigOptions): Promise<Rig> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'partner-portal-soak-'));
  const undo: (() => Promise<unknown> | unknown)[] = [
    () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  ];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await assemble(options, folder, undo, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function assemble(
  options: RigOptions,
  folder: string,
  undo: (() => Promise<unknown> | unknown)[],
  close: () => Promise<void>,
): Promise<Rig> {
  const ports = await freePorts(options.portals ?? 1);
  const [firstPort = 0] = ports;
  const emulator = await startEmulator({
    env: {
      EMULATOR_WEBHOOK_SECRET: WEBHOOK_SECRET,
      EMULATOR_JOURNAL_SIZE: '20000',
      ...(options.webhooks && { EMULATOR_WEBHOOK_URL: `http://127.0.0.1:${firstPort}/api/webhooks/onemoney` }),
    },
  });
  undo.push(emulator.stop);
  const upstream = await UpstreamGate.open(emulator.url);
  undo.push(() => upstream.close());
  const postgres = options.database === 'postgres' ? await openPostgres(undo) : null;

  const appUrl = `http://localhost:${firstPort}`;
  const environment = {
    NODE_ENV: 'production',
    APP_URL: appUrl,
    DATA_DIR: path.join(folder, 'data'),
    DATABASE_URL: postgres === null ? '' : options.isDirect ? postgres.url : throughGate(postgres.gate),
    AUTH_SECRET: 'made-up-for-the-soak-made-up-for-the-soak',
    DEMO_PASSWORD: PASSWORD,
    ONEMONEY_BASE_URL: options.isDirect ? emulator.url : upstream.url,
    ONEMONEY_ACCESS_KEY: emulator.accessKey,
    ONEMONEY_SECRET_KEY: emulator.secretKey,
    ONEMONEY_LINK_HOSTS: new URL(emulator.url).host,
    ONEMONEY_REQUESTS_PER_SECOND: String(REQUESTS_PER_SECOND),
    ONEMONEY_BURST: String(REQUESTS_PER_SECOND),
    ONEMONEY_WEBHOOK_SECRET: WEBHOOK_SECRET,
    LOG_LEVEL: 'info',
    NEXT_TELEMETRY_DISABLED: '1',
    ...options.env,
  };
  const portals = ports.map((port, index) => makePortal({ port, appUrl, environment, folder, index }));
  for (const portal of portals) undo.push(() => portal.process.kill());
  const worker = options.worker ? makeWorker(environment, folder) : null;
  if (worker) undo.push(() => worker.kill());
  const [portal] = portals;
  if (portal === undefined) throw new Error('A rig has at least one portal.');
  const sender = new WebhookSender(() => `${portal.url}/api/webhooks/onemoney`, WEBHOOK_SECRET);
  undo.push(() => sender.close());
  return {
    emulator: controlOf(() => emulator.url),
    upstream,
    postgres,
    portals,
    portal,
    worker,
    sender,
    requestsPerSecond: Number(environment.ONEMONEY_REQUESTS_PER_SECOND),
    rows: (sql) => (postgres === null ? rowsOfFolder(environment.DATA_DIR, sql) : rowsOfServer(postgres.url, sql)),
    signIn: (role = 'operator') => Visitor.signIn(portal, { email: `${role}@demo.example`, password: PASSWORD }),
    close,
  };
}

function throughGate({ wire }: PostgresGate): string {
  return `postgres://postgres@127.0.0.1:${wire.port}/postgres`;
}

async function openPostgres(undo: (() => Promise<unknown> | unknown)[]) {
  const server = await startPostgres({ isOwn: true, isDurable: true });
  undo.push(server.stop);
  const gate = await PostgresGate.open(() => Number(new URL(server.url).port));
  undo.push(() => gate.wire.cut());
  return { ...server, gate };
}

interface PortalPlace {
  readonly port: number;
  readonly appUrl: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly index: number;
}

function makePortal({ port, appUrl, environment, folder, index }: PortalPlace): Portal {
  const url = `http://127.0.0.1:${port}`;
  const program = new NodeProcess({
    name: `portal ${index + 1}`,
    args: [path.join(projectFolder, 'scripts', 'start.mjs')],
    env: { ...environment, PORT: String(port), HOST: '127.0.0.1' },
    logFile: path.join(folder, `portal-${index + 1}.log`),
  });
  return {
    url,
    appUrl,
    process: program,
    async start() {
      const startedAt = performance.now();
      program.launch();
      await untilStatus(program, `${url}/api/health/ready`, 200);
      return performance.now() - startedAt;
    },
  };
}

function makeWorker(environment: Readonly<Record<string, string>>, folder: string): NodeProcess {
  return new NodeProcess({
    name: 'worker',
    args: ['--conditions=react-server', '--import', 'tsx', path.join('scripts', 'worker.ts')],
    env: { ...environment },
    logFile: path.join(folder, 'worker.log'),
  });
}

async function rowsOfServer(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function rowsOfFolder(dataDir: string, text: string): Promise<Row[]> {
  const open = await openDatabase({ databaseUrl: null, dataDir });
  try {
    if (!('pglite' in open.jobs)) throw new Error('The embedded database was expected.');
    return (await open.jobs.pglite.query<Row>(text)).rows;
  } finally {
    await open.close();
  }
}

/** Found together and held until all are, so that no two are the same. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<net.Server>((resolve) => {
          const server = net.createServer().listen({ port: 0, host: '127.0.0.1' }, () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as net.AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

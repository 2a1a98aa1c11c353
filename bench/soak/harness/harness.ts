/**
 * The whole thing on one machine: an emulator, a database, portals and perhaps a worker as processes of their own,
 * with proxies on the wires between them.
 */
import pg from 'pg';
import { openDatabase } from '@/lib/platform/db/client';
import { Emulator } from '../../../testing/emulator';
import { WEBHOOK_SECRET } from '../../../testing/environment';
import { credentialsOf, Portal, prepareWorker, type Role, requireBuild } from '../../../testing/portal';
import { takePort } from '../../../testing/ports';
import { type RunningPostgres, startPostgres } from '../../../testing/postgres';
import type { Program } from '../../../testing/program';
import { temporaryFolder } from '../../../testing/run-folder';
import { startEmulator } from '../../../testing/start-emulator';
import { Visitor } from '../../../testing/visitor';
import { PostgresProxy } from './postgres-proxy';
import { UpstreamProxy } from './upstream-proxy';
import { WebhookSender } from './webhook-sender';

export interface HarnessOptions {
  readonly database: 'pglite' | 'postgres';
  /** More than one only on PostgreSQL. */
  readonly portals?: number;
  readonly worker?: boolean;
  /** Whether the emulator tells the first portal of changes. */
  readonly webhooks?: boolean;
  /** Without proxies on the wires, which cost time: for measuring. */
  readonly isDirect?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

export type Row = Readonly<Record<string, unknown>>;

export interface Harness {
  readonly emulator: Emulator;
  readonly upstream: UpstreamProxy;
  /** Null with the embedded database. */
  readonly postgres: (RunningPostgres & { readonly tcpProxy: PostgresProxy }) | null;
  readonly portals: readonly Portal[];
  readonly portal: Portal;
  readonly worker: Program | null;
  readonly sender: WebhookSender;
  readonly requestsPerSecond: number;
  /** Runs SQL on the portal's database; on the embedded one only while no portal runs. */
  rows(sql: string): Promise<Row[]>;
  signIn(role?: Role): Promise<Visitor>;
  close(): Promise<void>;
}

type Undo = (() => Promise<unknown> | unknown)[];

export async function openHarness(options: HarnessOptions): Promise<Harness> {
  const undo: Undo = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await assemble(options, undo, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function assemble(options: HarnessOptions, undo: Undo, close: () => Promise<void>): Promise<Harness> {
  await requireBuild();
  const port = await takePort();
  const running = await startEmulator({
    env: { EMULATOR_JOURNAL_SIZE: '20000', EMULATOR_WEBHOOK_SECRET: WEBHOOK_SECRET },
    ...(options.webhooks && { webhooks: { port, secret: WEBHOOK_SECRET } }),
  });
  undo.push(running.stop);
  const upstream = await UpstreamProxy.open(running.url);
  undo.push(() => upstream.close());
  const postgres = options.database === 'postgres' ? await openPostgres(undo) : null;
  const portals = await preparePortals(options, { port, emulator: running, upstream, postgres });
  for (const portal of portals) undo.push(() => portal.program.kill());
  const [portal] = portals;
  if (portal === undefined) throw new Error('A harness has at least one portal.');
  const worker = options.worker ? prepareWorker(portal) : null;
  if (worker) undo.push(() => worker.kill());
  const sender = new WebhookSender(() => `${portal.url}/api/webhooks/onemoney`, WEBHOOK_SECRET);
  undo.push(() => sender.close());
  return {
    emulator: new Emulator(() => running),
    upstream,
    postgres,
    portals,
    portal,
    worker,
    sender,
    requestsPerSecond: Number(portal.env.ONEMONEY_REQUESTS_PER_SECOND),
    rows: (sql) => (postgres === null ? rowsOfFolder(portal.env.DATA_DIR ?? '', sql) : rowsOfServer(postgres.url, sql)),
    signIn: (role = 'operator') => Visitor.signIn(portal, credentialsOf(role)),
    close,
  };
}

interface Place {
  readonly port: number;
  readonly emulator: { readonly url: string; readonly smtpUrl: string };
  readonly upstream: UpstreamProxy;
  readonly postgres: Harness['postgres'];
}

/** All on one database and with one public address, that of the first. */
async function preparePortals(
  options: HarnessOptions,
  { port, emulator, upstream, postgres }: Place,
): Promise<Portal[]> {
  const folder = temporaryFolder('harness');
  const throughProxy = (tcpProxy: PostgresProxy) => `postgres://postgres@127.0.0.1:${tcpProxy.wire.port}/postgres`;
  const databaseUrl = postgres === null ? undefined : options.isDirect ? postgres.url : throughProxy(postgres.tcpProxy);
  const env = {
    ONEMONEY_BASE_URL: options.isDirect ? emulator.url : upstream.url,
    ONEMONEY_LINK_HOSTS: new URL(emulator.url).host,
    ONEMONEY_BURST: '100',
    SMTP_URL: '',
    HANDOFF_SECRET: '',
    TRUSTED_PROXIES: '',
    ...options.env,
  };
  const count = options.portals ?? 1;
  const ports = [port, ...(await Promise.all(Array.from({ length: count - 1 }, takePort)))];
  const common = { folder, emulator, databaseUrl, appUrl: `http://localhost:${port}`, env };
  return Promise.all(
    ports.map((each, index) => Portal.prepare({ ...common, name: `portal ${index + 1}`, port: each })),
  );
}

async function openPostgres(undo: Undo) {
  const server = await startPostgres({ isOwn: true, isDurable: true });
  undo.push(server.stop);
  const tcpProxy = await PostgresProxy.open(() => Number(new URL(server.url).port));
  undo.push(() => tcpProxy.wire.cut());
  return { ...server, tcpProxy };
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

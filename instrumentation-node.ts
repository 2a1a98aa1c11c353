/**
 * Start and end of a portal process: checks the environment, records where requests come from, opens the database and
 * starts the jobs; at the end it drains in the opposite order. A portal that can never work prints one readable list of
 * reasons and exits with code 1, because Next itself would keep running and answer 500s.
 */
import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server } from 'node:http';
import { appUrl, EnvError, env } from '@/lib/env';
import { log } from '@/lib/log';
import { toClientAddress } from '@/lib/platform/auth/client-address';
import { syncDemoAccounts } from '@/lib/platform/auth/demo-accounts';
import { CLIENT_ADDRESS_HEADER } from '@/lib/platform/auth/request-origin';
import { toDecodableTarget } from '@/lib/platform/auth/request-path';
import { closeDatabase, database } from '@/lib/platform/db/client';
import { isReady } from '@/lib/platform/http/is-ready';
import { startJobs } from '@/lib/start-jobs';
import { stopJobs } from '@/lib/stop-jobs';

const RETRY_MS = 2_000;
const DRAIN_MS = 15_000;

const servers = new Set<Server>();

export async function startPortal(): Promise<void> {
  try {
    env();
  } catch (error) {
    endBecause(error);
  }
  watchRequests();
  watchDatabase();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stopPortal());
  await startWork();
}

const WATCH_MS = 2_000;

/** Tells the proxy whether the database responds. The embedded database lives in this process and is never away. */
function watchDatabase(): void {
  if (env().databaseUrl === null) return;
  const watch = globalThis as typeof globalThis & {
    portalIsUnavailable?: boolean;
    lookAtDatabase?: () => Promise<boolean>;
  };
  watch.lookAtDatabase = isReady;
  const look = async () => {
    watch.portalIsUnavailable = !(await isReady());
    setTimeout(look, WATCH_MS).unref();
  };
  void look();
}

/** A PostgreSQL that is away now may be back soon: the portal stays up, is not ready, and keeps trying. */
async function startWork(): Promise<void> {
  try {
    await database();
    await syncDemoAccounts();
    await startJobs({ runsJobs: env().runsJobs });
  } catch (error) {
    if (env().databaseUrl === null) endBecause(error);
    log.error({ err: error }, 'the database cannot be used yet; trying again');
    setTimeout(() => void startWork(), RETRY_MS);
  }
}

function endBecause(error: unknown): never {
  const isForPeople = error instanceof EnvError || (error instanceof Error && error.name === 'DatabaseInUseError');
  if (isForPeople) process.stderr.write(`\n${error.message}\n\n`);
  else log.fatal({ err: error }, 'the portal cannot start');
  process.exit(1);
}

/**
 * Corrects three things in each request before Next sees it.
 *
 * The sender's address goes into a header of ours. Next offers only X-Forwarded-For, which anyone can write; it counts
 * here only as far as TRUSTED_PROXIES says that our own proxies wrote it.
 *
 * The address of the portal is APP_URL, whatever Host a proxy passes on. Next answers a form whose Origin is not its
 * host with a 500; with this host it refuses exactly what `isOwnOrigin` refuses.
 *
 * A path that cannot be decoded becomes one that is not found: Next would answer it with a 500.
 */
function watchRequests(): void {
  const { trustedProxies } = env();
  const own = new URL(appUrl());
  subscribe('http.server.request.start', (message) => {
    const { request, server } = message as { request: IncomingMessage; server: Server };
    servers.add(server);
    request.url = toDecodableTarget(request.url ?? '/');
    request.headers[CLIENT_ADDRESS_HEADER] = toClientAddress({
      forwarded: String(request.headers['x-forwarded-for'] ?? ''),
      remote: request.socket.remoteAddress ?? '',
      trustedProxies,
    });
    request.headers['x-forwarded-host'] = own.host;
    request.headers['x-forwarded-proto'] = own.protocol.replace(':', '');
  });
}

/** No new requests, the running ones to their end, then the jobs, then the database. */
async function stopPortal(): Promise<void> {
  const closed = [...servers].map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
  try {
    await stopJobs({ requestsAreOver: Promise.race([Promise.all(closed), wait(DRAIN_MS)]) });
    await closeDatabase();
  } catch (error) {
    log.error({ err: error }, 'the portal did not stop cleanly');
  }
  process.exit(0);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

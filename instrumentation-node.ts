/**
 * Start and end of a portal process: judges the environment, notes where requests really come from, opens the
 * database, starts the jobs. A portal that cannot work says why in one readable list and ends with code 1, because
 * Next itself would go on and answer 500s.
 */
import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { syncDemoAccounts } from '@/lib/auth/demo-accounts';
import { CLIENT_ADDRESS_HEADER } from '@/lib/auth/request-origin';
import { database } from '@/lib/db/client';
import { EnvError, env } from '@/lib/env';
import { startJobs } from '@/lib/jobs/start-jobs';
import { log } from '@/lib/log';

export async function startPortal(): Promise<void> {
  try {
    env();
    noteClientAddresses();
    await database();
    await syncDemoAccounts();
    await startJobs();
  } catch (error) {
    explain(error);
    process.exit(1);
  }
}

function explain(error: unknown): void {
  const isOurs = error instanceof EnvError || (error instanceof Error && error.name === 'DatabaseInUseError');
  if (isOurs) process.stderr.write(`\n${error.message}\n\n`);
  else log.fatal({ err: error }, 'the portal cannot start');
}

/**
 * Writes the address of each request's sender into a header of ours before Next sees the request, replacing whatever
 * the client sent. Next offers only X-Forwarded-For, which anybody can write; it counts here only as far as
 * TRUSTED_PROXIES says that proxies of ours wrote it.
 */
function noteClientAddresses(): void {
  const { trustedProxies } = env();
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    const forwarded = String(request.headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((part) => part.trim());
    const byProxy = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined;
    request.headers[CLIENT_ADDRESS_HEADER] = byProxy || request.socket.remoteAddress || '';
  });
}

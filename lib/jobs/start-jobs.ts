import 'server-only';
import { log } from '@/lib/log';
import { settleCreations } from '@/lib/services/settle-creations';

const EVERY_MS = 10_000;

/** Starts what must happen without anybody looking. */
export async function startJobs(): Promise<void> {
  let isRunning = false;
  const timer = setInterval(async () => {
    if (isRunning) return;
    isRunning = true;
    await settleCreations().catch((error: unknown) => log.error({ err: error }, 'settling creations failed'));
    isRunning = false;
  }, EVERY_MS);
  timer.unref();
}

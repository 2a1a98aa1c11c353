import 'server-only';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { pingDatabase } from '@/lib/platform/db/ping.queries';

/** A database that takes longer than this for nothing at all cannot serve people. */
const PATIENCE_MS = 3_000;

/** Whether the database answers, and soon. */
export async function isReady(): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    // A process that got no processor for a while finds the time over and the response there: check the response first.
    timer = setTimeout(() => setImmediate(() => resolve(false)), PATIENCE_MS);
  });
  const answered = ping().then(
    () => true,
    () => false,
  );
  const isInTime = await Promise.race([answered, tooLate]);
  clearTimeout(timer);
  return isInTime;
}

async function ping(): Promise<void> {
  await pingDatabase(systemScope('readiness'), await getDb());
}

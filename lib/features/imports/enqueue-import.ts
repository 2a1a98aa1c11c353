import 'server-only';
import { enqueue } from '@/lib/platform/jobs/enqueue';

/**
 * A part of the key, so that the job of a process that was killed, which counts as running for a while, does not keep
 * the next process from taking up the import. Who works at it is decided by its lease.
 */
const PROCESS = crypto.randomUUID().slice(0, 8);

export function enqueueImport(importId: string): Promise<void> {
  return enqueue('run-import', { importId }, { singletonKey: `${importId}:${PROCESS}` });
}

import 'server-only';
import { enqueue } from '@/lib/platform/jobs/enqueue';

/**
 * A part of the key, so that the job of a killed process, which counts as running for a while, does not keep the next
 * process from taking over the import. The lease decides who works on it.
 */
const PROCESS = crypto.randomUUID().slice(0, 8);

export function enqueueImport(importId: string): Promise<void> {
  return enqueue('run-import', { importId }, { singletonKey: `${importId}:${PROCESS}` });
}

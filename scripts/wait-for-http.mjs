// @ts-check
import { delay } from './child-process.mjs';

const HANG_MS = 600_000;

/**
 * Waits until an address answers with the status wanted; gives up when the process behind it ends. The bound is for a
 * process that hangs: a machine that has no processor to give is only late.
 * @param {string} url
 * @param {{ child: import('node:child_process').ChildProcess, status?: number }} options
 */
export async function waitForHttp(url, { child, status = 200 }) {
  const deadline = Date.now() + HANG_MS;
  let last = 'no answer';
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
    try {
      const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5_000) });
      await response.body?.cancel();
      if (response.status === status) return;
      last = `HTTP ${response.status}`;
    } catch {
      last = 'no answer';
    }
    await delay(100);
  }
  throw new Error(`no HTTP ${status} within ${HANG_MS / 1000} s (last: ${last})`);
}

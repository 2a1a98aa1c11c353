// @ts-check
import { delay } from './child-process.mjs';

/**
 * Waits until an address answers with the status wanted; gives up when the process behind it ends or time is over.
 * @param {string} url
 * @param {{ child?: import('node:child_process').ChildProcess, timeoutMs?: number, status?: number }} [options]
 */
export async function waitForHttp(url, { child, timeoutMs = 60_000, status = 200 } = {}) {
  const deadline = Date.now() + timeoutMs;
  let last = 'no answer';
  while (Date.now() < deadline) {
    if (child && (child.exitCode !== null || child.signalCode !== null))
      throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
    try {
      const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5_000) });
      await answer.body?.cancel();
      if (answer.status === status) return;
      last = `HTTP ${answer.status}`;
    } catch {
      last = 'no answer';
    }
    await delay(100);
  }
  throw new Error(`no HTTP ${status} within ${Math.round(timeoutMs / 1000)} s (last: ${last})`);
}

/**
 * Waiting for conditions. The bound is for hangs only: on a busy machine everything takes many times as long, so no
 * test fails because a condition came late.
 */
export const HANG_MS = 300_000;

/** Looks again and again until there is something to see. `what` completes the sentence "This did not happen: …". */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  { hangMs = HANG_MS, everyMs = 50 }: { readonly hangMs?: number; readonly everyMs?: number } = {},
): Promise<T> {
  const deadline = performance.now() + hangMs;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== undefined && seen !== false) return seen;
    if (performance.now() >= deadline) throw new Error(`Within ${hangMs / 1000} s this did not happen: ${what}`);
    await pause(everyMs);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

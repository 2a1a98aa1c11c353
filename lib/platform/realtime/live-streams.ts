/** The open event streams of this process: each tells one browser which customers have changed. */
import 'server-only';
import { subscribeToChanges } from '@/lib/platform/db/changes';

const KEEP_ALIVE_MS = 20_000;

const holder = globalThis as typeof globalThis & { portalLiveStreams?: Set<() => void> };

function openStreams(): Set<() => void> {
  holder.portalLiveStreams ??= new Set();
  return holder.portalLiveStreams;
}

interface LiveStreamOptions {
  /** Asked now and then: whether the session may still listen. A stream outlives no sign-out. */
  readonly isAllowed: () => Promise<boolean>;
  /** The browser has gone. */
  readonly signal: AbortSignal;
}

/**
 * Server-sent events: `event: change` with `{"customerId": "…"}` for each customer that changed. Only ids are sent; the
 * browser then reads with its session's rights as always.
 */
export async function openLiveStream({ isAllowed, signal }: LiveStreamOptions): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  let end: () => void = () => {};
  const waiting: string[] = [];
  let send = (text: string) => {
    waiting.push(text);
  };
  const unsubscribe = await subscribeToChanges((customerId) => {
    send(`event: change\ndata: ${JSON.stringify({ customerId })}\n\n`);
  });
  return new ReadableStream({
    start(controller) {
      send = (text) => controller.enqueue(encoder.encode(text));
      const keepAlive = setInterval(async () => {
        // A database that is away is no sign-out; later reads check the session as always.
        if (await isAllowed().catch(() => true)) send(': still here\n\n');
        else end();
      }, KEEP_ALIVE_MS);
      end = () => {
        if (!openStreams().delete(end)) return;
        clearInterval(keepAlive);
        unsubscribe();
        controller.close();
      };
      openStreams().add(end);
      signal.addEventListener('abort', end);
      // Tells the browser how soon to reconnect, and sends the headers.
      send('retry: 3000\n\n');
      for (const text of waiting.splice(0)) send(text);
    },
    cancel: () => end(),
  });
}

/** Ends every stream, so that the process can stop. Browsers reconnect on their own, perhaps to another process. */
export function endLiveStreams(): void {
  for (const end of [...openStreams()]) end();
}

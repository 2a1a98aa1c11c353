/**
 * Receives changes of customers pushed by `GET /api/events`. All tabs of a browser share one connection: over HTTP/1.1
 * a browser opens only six per site, so a seventh tab would hang. The tab that holds the lock connects and tells the
 * others; when it closes, the next one takes over. This folder only knows that something changed: the page then reads
 * the data as usual, with the rights of the session.
 */
const ADDRESS = '/api/events';
const NAME = 'portal-changes';
const FIRST_RETRY_MS = 3_000;
const LONGEST_RETRY_MS = 60_000;

export interface ChangeListener {
  /** Null if any customer may have changed, because the connection was down for a while. */
  readonly onChange: (customerId: string | null) => void;
  /** Whether changes are being pushed; if not, pages poll. */
  readonly onOpen: (isOpen: boolean) => void;
}

type Message =
  | { readonly isOpen: boolean; readonly isChange: boolean }
  | { readonly customerId: string | null }
  | 'is it open?';

/**
 * Starts listening and returns a function that stops. Stopping releases everything, so that the page can enter the
 * back/forward cache.
 */
export function followChanges({ onChange, onOpen }: ChangeListener): () => void {
  const end = new AbortController();
  const canShare = 'locks' in navigator && 'BroadcastChannel' in globalThis;
  const channel = canShare ? new BroadcastChannel(NAME) : null;
  let isOpen = false;
  let isLeading = false;

  const hear = (message: Message) => {
    if (message === 'is it open?') {
      if (isLeading) tell({ isOpen, isChange: false });
      return;
    }
    if ('customerId' in message) return onChange(message.customerId);
    const isChange = message.isChange || message.isOpen !== isOpen;
    isOpen = message.isOpen;
    onOpen(isOpen);
    // Changes since the render, or while the connection was down, were not pushed.
    if (isOpen && isChange) onChange(null);
  };
  const tell = (message: Message) => {
    hear(message);
    channel?.postMessage(message);
  };
  const lead = () =>
    new Promise<void>((resolve) => {
      isLeading = true;
      end.signal.addEventListener('abort', () => resolve());
      connect(tell, end.signal);
    });

  if (channel === null) {
    void lead();
  } else {
    channel.addEventListener('message', (event: MessageEvent<Message>) => hear(event.data));
    channel.postMessage('is it open?' satisfies Message);
    // Rejected only if we stop while waiting for the lock.
    navigator.locks.request(NAME, { signal: end.signal }, lead).catch(() => undefined);
  }
  return () => {
    end.abort();
    channel?.close();
  };
}

/**
 * Keeps one EventSource open, with our own backoff: the browser would retry an outage every three seconds, and never
 * retry after a response like 503.
 */
function connect(tell: (message: Message) => void, signal: AbortSignal): void {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource | undefined;

  const open = () => {
    const current = new EventSource(ADDRESS);
    source = current;
    current.addEventListener('open', () => {
      failures = 0;
      tell({ isOpen: true, isChange: true });
    });
    current.addEventListener('change', (event) => tell({ customerId: toCustomerId(event.data) }));
    current.addEventListener('error', () => {
      current.close();
      tell({ isOpen: false, isChange: true });
      const waitMs = Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS);
      failures += 1;
      timer = setTimeout(open, waitMs * (0.75 + Math.random() / 2));
    });
  };
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    source?.close();
  });
  open();
}

function toCustomerId(data: unknown): string | null {
  try {
    const { customerId } = JSON.parse(String(data));
    return typeof customerId === 'string' ? customerId : null;
  } catch {
    return null;
  }
}

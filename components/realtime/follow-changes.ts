/**
 * Pushed changes of customers from `GET /api/events`. All tabs of a browser share one connection, because a browser
 * allows a site six of them over HTTP/1.1: with one per tab, the seventh tab would hang. The tab that holds the lock
 * has the connection and tells the others; when it closes, the next one takes over. This folder knows that something
 * changed and when to look; the change itself is read as always, with the session's rights.
 */
const ADDRESS = '/api/events';
const NAME = 'portal-changes';
const FIRST_RETRY_MS = 3_000;
const LONGEST_RETRY_MS = 60_000;

export interface ChangeListener {
  /** A customer changed; null when any may have, because the connection was down for a while. */
  readonly onChange: (customerId: string | null) => void;
  /** Whether changes are being pushed; while they are not, pages poll. */
  readonly onOpen: (isOpen: boolean) => void;
}

type Message =
  | { readonly isOpen: boolean; readonly isChange: boolean }
  | { readonly customerId: string | null }
  | 'is it open?';

/**
 * Starts listening; returns how to stop. Nothing is left behind then, so that the page may enter the back/forward
 * cache.
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
    // Changes since the page was rendered, or while the connection was down, were not pushed.
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
    // Rejected only when we stop before our turn has come.
    navigator.locks.request(NAME, { signal: end.signal }, lead).catch(() => undefined);
  }
  return () => {
    end.abort();
    channel?.close();
  };
}

/**
 * Keeps one EventSource open. We close and reopen it after each failure: the browser would retry every three seconds
 * for as long as the portal is away, and never after a response like 503.
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

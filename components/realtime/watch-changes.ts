import { followChanges } from './follow-changes';

/** Changes often come together: one read after this time gets them all. */
const SOON_MS = 300;
/** Ten thousand webhooks in a minute must not become ten thousand requests from every open page. */
const APART_MS = 1_500;
const APART_WHILE_HIDDEN_MS = 10_000;

export interface Watch {
  /** Called soon after a change that concerns the page, but throttled. */
  readonly look: () => void;
  readonly concerns: (customerId: string) => boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

/** Calls `look` on changes until aborted. Pauses while the page is in the back/forward cache. */
export function watchChanges({ look, concerns, onOpen }: Watch, signal: AbortSignal): void {
  let stop: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastLookAt = Number.NEGATIVE_INFINITY;

  const lookSoon = () => {
    const apartMs = document.hidden ? APART_WHILE_HIDDEN_MS : APART_MS;
    timer ??= setTimeout(
      () => {
        timer = undefined;
        lastLookAt = performance.now();
        look();
      },
      Math.max(SOON_MS, lastLookAt + apartMs - performance.now()),
    );
  };
  const start = () => {
    stop ??= followChanges({
      onChange: (customerId) => {
        if (customerId === null || concerns(customerId)) lookSoon();
      },
      onOpen,
    });
  };
  const end = () => {
    clearTimeout(timer);
    timer = undefined;
    stop?.();
    stop = undefined;
    onOpen(false);
  };
  start();
  window.addEventListener('pagehide', end, { signal });
  window.addEventListener('pageshow', start, { signal });
  signal.addEventListener('abort', end);
}

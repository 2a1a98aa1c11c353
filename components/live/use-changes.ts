import { useEffect, useEffectEvent, useState } from 'react';
import { followChanges } from './follow-changes';

/** Changes often come in company: whoever asks after this time gets them all. */
const SOON_MS = 300;
/** Ten thousand webhooks in a minute must not become ten thousand questions of every open page. */
const APART_MS = 1_500;
const APART_WHILE_HIDDEN_MS = 10_000;

interface Changes {
  /** Asks for what the page shows. Called soon after a change, and not often. */
  readonly look: () => void;
  /** Whether a change of this customer concerns the page. */
  readonly concerns?: (customerId: string) => boolean;
}

/**
 * Calls `look` when the server tells of a change. True while it does tell; the page has to ask by itself meanwhile.
 * Stops with the component and while the page is put away for "back".
 */
export function useChanges({ look, concerns }: Changes): boolean {
  const [isOpen, setIsOpen] = useState(false);
  const lookNow = useEffectEvent(look);
  const isOurs = useEffectEvent((customerId: string | null) => customerId === null || (concerns?.(customerId) ?? true));

  useEffect(() => {
    let stop: (() => void) | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastLookAt = Number.NEGATIVE_INFINITY;

    const lookSoon = () => {
      const apartMs = document.hidden ? APART_WHILE_HIDDEN_MS : APART_MS;
      timer ??= setTimeout(
        () => {
          timer = undefined;
          lastLookAt = performance.now();
          lookNow();
        },
        Math.max(SOON_MS, lastLookAt + apartMs - performance.now()),
      );
    };
    const start = () => {
      stop ??= followChanges({
        onChange: (customerId) => {
          if (isOurs(customerId)) lookSoon();
        },
        onOpen: setIsOpen,
      });
    };
    const end = () => {
      clearTimeout(timer);
      timer = undefined;
      stop?.();
      stop = undefined;
      setIsOpen(false);
    };
    start();
    window.addEventListener('pagehide', end);
    window.addEventListener('pageshow', start);
    return () => {
      window.removeEventListener('pagehide', end);
      window.removeEventListener('pageshow', start);
      end();
    };
  }, []);

  return isOpen;
}

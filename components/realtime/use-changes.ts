import { useEffect, useEffectEvent, useState } from 'react';

interface Changes {
  /** Fetches what the page shows. Called soon after a change, but throttled. */
  readonly look: () => void;
  /** Whether a change of this customer concerns the page. */
  readonly concerns?: (customerId: string) => boolean;
}

/**
 * Calls `look` on pushed changes. Returns false while nothing is pushed and the page has to poll. The script is loaded
 * after the page, which works without it.
 */
export function useChanges({ look, concerns }: Changes): boolean {
  const [isOpen, setIsOpen] = useState(false);
  const lookNow = useEffectEvent(look);
  const isOurs = useEffectEvent((customerId: string) => concerns?.(customerId) ?? true);

  useEffect(() => {
    const end = new AbortController();
    const listen = async () => {
      const { watchChanges } = await import('./watch-changes');
      if (!end.signal.aborted) watchChanges({ look: lookNow, concerns: isOurs, onOpen: setIsOpen }, end.signal);
    };
    // The chunk is missing after a deployment: the page polls until it is reloaded.
    listen().catch(() => undefined);
    return () => end.abort();
  }, []);

  return isOpen;
}

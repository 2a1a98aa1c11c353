'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const AT_FIRST_MS = 3_000;
const LATER_MS = 15_000;
const FIRST_MINUTE_MS = 60_000;

/**
 * Refreshes the page while it is visible: every three seconds for a minute, in which a submission usually appears, then
 * less often.
 */
export function ReturnWatch() {
  const router = useRouter();
  useEffect(() => {
    let passedMs = 0;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      const pauseMs = passedMs < FIRST_MINUTE_MS ? AT_FIRST_MS : LATER_MS;
      timer = setTimeout(() => {
        passedMs += pauseMs;
        if (!document.hidden) router.refresh();
        wait();
      }, pauseMs);
    };
    wait();
    return () => clearTimeout(timer);
  }, [router]);
  return null;
}

'use client';

import { type ReactNode, Suspense, useState } from 'react';
import { useHasMounted } from './use-has-mounted';

interface SkeletonOnArrivalProps {
  readonly skeleton: ReactNode;
  readonly children: ReactNode;
}

/**
 * Shows a skeleton while the page loads after a link of the portal. A full document is sent without one, because only
 * scripts could replace a skeleton. The choice is fixed at first render, so children never remount; between two lists
 * the old one stays until the new one is ready.
 */
export function SkeletonOnArrival({ skeleton, children }: SkeletonOnArrivalProps) {
  const isOnClient = useHasMounted();
  const [cameByLink] = useState(isOnClient);
  return cameByLink ? <Suspense fallback={skeleton}>{children}</Suspense> : children;
}

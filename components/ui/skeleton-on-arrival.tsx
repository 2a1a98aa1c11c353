'use client';

import { type ReactNode, Suspense, useState } from 'react';
import { useHasMounted } from './use-has-mounted';

interface SkeletonOnArrivalProps {
  readonly skeleton: ReactNode;
  readonly children: ReactNode;
}

/**
 * Shows a skeleton to whoever comes from another page of ours while this one is on its way. A document is sent whole
 * instead, because only scripts could put its content in the skeleton's place. What it began as it stays, so that
 * nothing inside is ever mounted anew, and going from list to list keeps the old one until the new one is there.
 */
export function SkeletonOnArrival({ skeleton, children }: SkeletonOnArrivalProps) {
  const isOnClient = useHasMounted();
  const [cameByLink] = useState(isOnClient);
  return cameByLink ? <Suspense fallback={skeleton}>{children}</Suspense> : children;
}

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False on the server and during hydration, then true: for what only a browser can know or do. */
export function useHasMounted(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

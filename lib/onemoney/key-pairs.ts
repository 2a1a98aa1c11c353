/**
 * The key pairs of one credential: one, or two during a rotation. Upstream answers 401 for a pair that is not valid
 * (any more, or yet); the pair that worked is remembered, so that the detour is taken once.
 */
import type { Credentials } from './signing';

export type KeyPairPlace = 'first' | 'second';

export interface KeyPair {
  readonly place: KeyPairPlace;
  readonly credentials: Credentials;
}

export interface KeyPairs {
  /** The one to sign with. */
  current(): KeyPair;
  /** The pair to try after this one was rejected; null if there is none. */
  otherThan(pair: KeyPair): KeyPair | null;
  /** Upstream has let this one in. */
  remember(pair: KeyPair): void;
  /** Null when there is only one. */
  place(): KeyPairPlace | null;
}

export function createKeyPairs(
  credentials: Credentials,
  next: Credentials | null,
  onChange: (place: KeyPairPlace) => void,
): KeyPairs {
  const first: KeyPair = { place: 'first', credentials };
  const second: KeyPair | null = next && { place: 'second', credentials: next };
  let current = first;
  return {
    current: () => current,
    otherThan: ({ place }) => (place === 'first' ? second : first),
    remember: (pair) => {
      if (pair.place === current.place) return;
      current = pair;
      onChange(pair.place);
    },
    place: () => (second === null ? null : current.place),
  };
}

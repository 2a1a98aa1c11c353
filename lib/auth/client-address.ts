import 'server-only';

/** The longest text of an address that IPv6 with a zone and a port has. */
const MAX_LENGTH = 64;

/**
 * The address a request comes from. Anybody can write X-Forwarded-For; each proxy of ours adds the address it saw at
 * the end, so only that many entries from the end count, and none where no proxy was configured.
 */
export function toClientAddress(given: {
  readonly forwarded: string;
  readonly remote: string;
  readonly trustedProxies: number;
}): string {
  if (given.trustedProxies <= 0) return given.remote;
  const entries = given.forwarded.split(',').map((entry) => entry.trim());
  const byProxy = entries.at(-given.trustedProxies) ?? '';
  const isAddress = byProxy.length <= MAX_LENGTH && /^[\w.:[\]%-]+$/.test(byProxy);
  return isAddress ? byProxy : given.remote;
}

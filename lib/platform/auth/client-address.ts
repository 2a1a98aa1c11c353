import 'server-only';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * The address a request comes from. Anyone can write X-Forwarded-For; each of our proxies appends the address it saw,
 * so only that many entries from the end count, and none if no proxy was configured.
 */
export function toClientAddress(given: {
  readonly forwarded: string;
  readonly remote: string;
  readonly trustedProxies: number;
}): string {
  const remote = parseAddress(given.remote) ?? '';
  if (given.trustedProxies <= 0) return remote;
  const byProxy = given.forwarded.split(',').at(-given.trustedProxies) ?? '';
  return parseAddress(byProxy.trim()) ?? remote;
}

/** One spelling for each address, without the port that some proxies add; null if it is not an address. */
function parseAddress(text: string): string | null {
  const withoutPort = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  // node:net is stricter: it rejects `0x7f.1`, which ipaddr.js would accept.
  return isIP(withoutPort) === 0 ? null : ipaddr.process(withoutPort).toString();
}

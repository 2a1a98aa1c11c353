import 'server-only';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * The name under which limits count an address. One IPv6 subscriber has a whole /64, so all its addresses count as
 * one. Requests without an address count as one too.
 */
export function networkKey(address: string | null): string {
  if (address === null || isIP(address) === 0) return 'unknown';
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  const network = parsed.parts.slice(0, 4).map((part) => part.toString(16));
  return `${network.join(':')}::/64`;
}

import { expect, it } from 'vitest';
import { toClientAddress } from './client-address';

const remote = '10.0.0.1';

it.each([
  ['nobody’s word counts without a proxy', 0, '203.0.113.9', remote],
  ['one proxy: the last entry', 1, '6.6.6.6, 203.0.113.9', '203.0.113.9'],
  ['two proxies: the one before', 2, '6.6.6.6, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
  ['fewer entries than proxies: somebody came past them', 2, '203.0.113.9', remote],
  ['no entry at all', 1, '', remote],
  ['an empty entry', 1, '203.0.113.9, ', remote],
  ['IPv6 with a port', 1, '[2001:db8::1]:443', '[2001:db8::1]:443'],
  ['what is no address', 1, '<script>', remote],
  ['what would break a line', 1, '1.2.3.4\r\nx', remote],
  ['what is too long', 1, 'a'.repeat(65), remote],
])('%s', (_what, trustedProxies, forwarded, expected) => {
  expect(toClientAddress({ forwarded, remote, trustedProxies })).toBe(expected);
});

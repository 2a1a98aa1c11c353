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
  ['IPv4 with a port', 1, '203.0.113.9:51234', '203.0.113.9'],
  ['IPv6', 1, '2001:db8::1', '2001:db8::1'],
  ['IPv6 in brackets', 1, '[2001:db8::1]', '2001:db8::1'],
  ['IPv6 with a port', 1, '[2001:db8::1]:443', '2001:db8::1'],
  ['IPv6 spelled in another way', 1, '2001:0DB8:0:0::0001', '2001:db8::1'],
  ['IPv4 written as IPv6', 1, '::ffff:203.0.113.9', '203.0.113.9'],
  ['IPv4 written as IPv6 in hex, with a port', 1, '[::FFFF:cb00:7109]:443', '203.0.113.9'],
  ['a port in the entry before', 2, '203.0.113.9:1, 10.0.0.2:2', '203.0.113.9'],
  ['what is no address', 1, '<script>', remote],
  ['a name', 1, 'unknown', remote],
  ['a number too large', 1, '203.0.113.999', remote],
  ['another notation of a number', 1, '0x7f.1', remote],
  ['a port alone', 1, ':443', remote],
  ['what would break a line', 1, '1.2.3.4\r\nx', remote],
  ['what is too long', 1, 'a'.repeat(65), remote],
])('%s', (_what, trustedProxies, forwarded, expected) => {
  expect(toClientAddress({ forwarded, remote, trustedProxies })).toBe(expected);
});

it.each([
  ['::ffff:127.0.0.1', '127.0.0.1'],
  ['::1', '::1'],
  ['', ''],
])('the other end of the connection, %s, is told in the same spelling', (socket, expected) => {
  expect(toClientAddress({ forwarded: '', remote: socket, trustedProxies: 0 })).toBe(expected);
});

import { expect, it } from 'vitest';
import { developersHref, toDevelopersQuery } from './developers-query';

it('reads the known parameters and ignores others', () => {
  expect(toDevelopersQuery({ webhooks: 'parked', calls: 'failed' })).toEqual({
    deliveryState: 'parked',
    onlyFailedCalls: true,
  });
  expect(toDevelopersQuery({ webhooks: ['parked', 'dead'], calls: 'all' })).toEqual({
    deliveryState: undefined,
    onlyFailedCalls: false,
  });
});

it('keeps one filter while the other changes', () => {
  const query = { deliveryState: 'dead', onlyFailedCalls: true } as const;
  expect(developersHref(query, 'calls')).toBe('/developers?webhooks=dead&calls=failed#calls');
  expect(developersHref({ deliveryState: undefined, onlyFailedCalls: false })).toBe('/developers');
});

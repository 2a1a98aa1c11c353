import { describe, expect, test } from 'vitest';
import { RETENTION_FIELDS, RETENTION_RULES, retentionInput, toRetention } from './retention.rules';

const defaults = Object.fromEntries(RETENTION_FIELDS.map((field) => [field, RETENTION_RULES[field].days]));
const typed = Object.fromEntries(Object.entries(defaults).map(([field, days]) => [field, String(days)]));

describe('retention', () => {
  test('what was never set, or is damaged, has its default, which lies within its bounds', () => {
    for (const stored of [null, {}, 'x', { invites: 'a', webhooks: null, calls: 0, sessions: 1e9 }])
      expect(toRetention(stored)).toEqual(defaults);
    expect(toRetention({ ...defaults, invites: null, calls: 14 })).toEqual({ ...defaults, invites: null, calls: 14 });
  });

  test.each([
    ['webhooks', ''],
    ['webhooks', '0'],
    ['webhooks', '366'],
    ['invites', '29'],
    ['calls', '1.5'],
    ['sessions', '-1'],
    ['imports', '99999'],
  ])('%s cannot be kept for %j days, and a sentence says how long', (field, days) => {
    const parsed = retentionInput.safeParse({ ...typed, [field]: days });
    expect(parsed.error?.issues[0]).toMatchObject({
      path: [field],
      message: expect.stringMatching(/^Whole days from/),
    });
  });

  test('empty keeps invites for ever; a further field is refused', () => {
    expect(retentionInput.parse({ ...typed, invites: ' ' })).toMatchObject({ invites: null });
    expect(retentionInput.safeParse({ ...typed, audit: '1' }).success).toBe(false);
  });
});

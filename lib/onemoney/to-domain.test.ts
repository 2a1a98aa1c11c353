import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toKybStatus } from '@/lib/kyb/status';
import { customerListSchema, customerSchema, isErrorEnvelope, isThrottleBody } from './schemas';
import { lightCustomer } from './testing/test-client';
import { parseInstant, toUpstreamCustomer } from './to-domain';

function read(raw: unknown) {
  const wire = customerSchema.safeParse(raw);
  return wire.success ? toUpstreamCustomer(wire.data, raw) : null;
}

const fullCustomer = {
  customer_id: 'cus_123',
  email: 'ops@acme.example',
  business_legal_name: 'Acme Ltd',
  status: 'pending_response',
  created_at: '2026-02-01T10:00:00Z',
  updated_at: '2026-02-02T10:00:00+02:00',
  submitted_at: null,
  associated_persons: [{ first_name: 'Zoë', tax_id: 'secret' }],
  review_issues: {
    company_issues: { company_name: 'Acme Ltd', reject_reason: 'DOCUMENT', description: 'Send the register extract' },
    associated_person_issues: [
      { associated_person_id: 'p1', name: 'Zoë Kim', description: 'Passport has expired' },
      { associated_person_id: 'p2', name: null, reject_reason: 'ADDRESS', description: '' },
    ],
  },
  a_field_of_tomorrow: { deep: true },
};

describe('both shapes of a customer', () => {
  it('reads the six-field shape, which says nothing about review issues', () => {
    expect(read(lightCustomer)).toEqual({
      upstreamId: lightCustomer.customer_id,
      email: 'ops@acme.example',
      rawStatus: 'INIT',
      businessLegalName: null,
      createdAt: new Date('2026-02-01T10:00:00Z'),
      updatedAt: new Date('2026-02-01T10:00:00Z'),
      submittedAt: null,
      reviewIssues: null,
      shape: 'light',
    });
  });

  it('reads the full shape with what to fix', () => {
    expect(read(fullCustomer)).toMatchObject({
      shape: 'full',
      businessLegalName: 'Acme Ltd',
      updatedAt: new Date('2026-02-02T08:00:00Z'),
      reviewIssues: [
        { about: 'company', name: 'Acme Ltd', reason: 'DOCUMENT', description: 'Send the register extract' },
        { about: 'person', name: 'Zoë Kim', reason: '', description: 'Passport has expired' },
        { about: 'person', name: null, reason: 'ADDRESS', description: '' },
      ],
    });
  });

  it('takes no personal data beyond that', () => expect(JSON.stringify(read(fullCustomer))).not.toContain('secret'));

  it('reads a full answer without issues as "none"', () => {
    expect(read({ ...fullCustomer, review_issues: null })?.reviewIssues).toEqual([]);
  });

  it.each([
    [{ company_issues: [{ description: 'one' }, { description: 'two' }] }, 2],
    [{ company_issues: null, associated_person_issues: null }, 0],
    [{ company_issues: 'text', associated_person_issues: [null, 'x', 7, { description: 'kept' }] }, 1],
    ['garbage', 0],
    [[], 0],
    [{ associated_person_issues: Array.from({ length: 500 }, () => ({ description: 'x' })) }, 100],
  ])('reads the review issues %j as %d', (review_issues, count) => {
    expect(read({ ...fullCustomer, review_issues })?.reviewIssues).toHaveLength(count);
  });
});

describe('fields that are missing or retyped', () => {
  const junk = [undefined, null, 5, true, '', [], {}, 'x'.repeat(5000), '\u0000'];
  const keys = ['email', 'status', 'business_legal_name', 'created_at', 'updated_at', 'submitted_at', 'review_issues'];
  const cases = keys.flatMap((key) => junk.map((value) => [key, value] as const));

  it.each(cases)('%s = %j never makes a customer unreadable, approved or editable', (key, value) => {
    const customer = read({ ...fullCustomer, [key]: value });
    expect(customer?.upstreamId).toBe('cus_123');
    if (key === 'status')
      expect(['APPROVED', 'INIT', 'PENDING_RESPONSE', 'REJECTED']).not.toContain(toKybStatus(customer?.rawStatus));
  });

  it.each([undefined, null, 5, '', 'a/b', '../x', 'a b', 'ü', 'x'.repeat(65), ['a'], {}])(
    'an id %j is unreadable',
    (id) => {
      expect(read({ ...fullCustomer, customer_id: id })).toBeNull();
    },
  );

  it.each(['cus_123', 'x', 'A-b_9', 'x'.repeat(64)])('an id %j is fine', (id) => {
    expect(read({ ...fullCustomer, customer_id: id })?.upstreamId).toBe(id);
  });

  it('an id alone is a customer about whom nothing is known', () => {
    expect(read({ customer_id: 'x' })).toMatchObject({ upstreamId: 'x', rawStatus: null, shape: 'light' });
  });

  it('any JSON is read without an exception', () => {
    fc.assert(fc.property(fc.jsonValue(), (raw) => void read(raw)));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(fullCustomer)), fc.jsonValue()), (raw) => {
        const customer = read({ ...raw, customer_id: 'x' });
        expect(customer?.upstreamId).toBe('x');
      }),
    );
  });
});

describe('timestamps', () => {
  it.each([
    ['2025-11-07T03:55:34.150Z', '2025-11-07T03:55:34.150Z'],
    ['2025-11-07T03:55:34Z', '2025-11-07T03:55:34.000Z'],
    ['2025-11-07T03:55:34', '2025-11-07T03:55:34.000Z'],
    ['2025-11-07 03:55:34', '2025-11-07T03:55:34.000Z'],
    ['2025-11-07T03:55:34.150069123Z', '2025-11-07T03:55:34.150Z'],
    ['2025-11-07T03:55:34.1Z', '2025-11-07T03:55:34.100Z'],
    ['2025-11-07T03:55:34,069+05:30', '2025-11-06T22:25:34.069Z'],
    ['2025-11-07T03:55:34-0800', '2025-11-07T11:55:34.000Z'],
    ['2025-11-07T03:55:34+02', '2025-11-07T01:55:34.000Z'],
    ['2025-11-07T03:55Z', '2025-11-07T03:55:00.000Z'],
    ['2025-11-07', '2025-11-07T00:00:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    [1_762_487_734, '2025-11-07T03:55:34.000Z'],
    [1_762_487_734_150, '2025-11-07T03:55:34.150Z'],
  ])('%j is %s', (raw, iso) => expect(parseInstant(raw)?.toISOString()).toBe(iso));

  it.each([
    null,
    '',
    'yesterday',
    '2025-02-30',
    '2025-13-01',
    '2025-11-07T24:00:00Z',
    '2025-11-07T03:60:00Z',
    '07.11.2025',
    '1e3',
    -5,
    Number.NaN,
    1e300,
    '0001-01-01',
    '2025-11-07T03:55:34+99:00',
  ])('%j is unreadable', (raw) => expect(parseInstant(raw)).toBeNull());

  it('reads every instant back that JavaScript writes', () => {
    const dates = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });
    fc.assert(fc.property(dates, (date) => void expect(parseInstant(date.toISOString())).toEqual(date)));
  });
});

describe('lists', () => {
  it.each([
    [{ customers: [1, 2], total: 2 }, 2, 2],
    [{ customers: [], total: '17' }, 0, 17],
    [{ list: [1], total: 'many' }, 1, null],
    [{ items: [1], total: -1 }, 1, null],
    [{ data: [1], total: 1.5 }, 1, null],
    [[1, 2, 3], 3, null],
  ])('%j has %d items and the total %j', (raw, length, total) => {
    const list = customerListSchema.parse(raw);
    expect(list.items).toHaveLength(length);
    expect(list.total).toBe(total);
  });

  it.each([null, 5, 'x', {}, { customers: {} }, { total: 3 }])('%j is no list', (raw) => {
    expect(customerListSchema.safeParse(raw).success).toBe(false);
  });
});

describe('errors inside answers', () => {
  it('tells a hidden rate limit from a customer', () => {
    expect(isThrottleBody({ code: 'Too_Many_Requests', status: 429, detail: 'Retry after 4s.' })).toBe(true);
    expect(isThrottleBody({ status: 429 })).toBe(true);
    expect(isThrottleBody({ code: 'Too_Many_Requests' })).toBe(true);
    expect(isThrottleBody({ ...lightCustomer, status: '429' })).toBe(false);
    expect(isThrottleBody({ ...lightCustomer, status: 'too_many_requests' })).toBe(false);
    expect(isThrottleBody(null)).toBe(false);
  });

  it('knows 1Money’s error object', () => {
    expect(isErrorEnvelope({ detail: 'x' })).toBe(true);
    expect(isErrorEnvelope({ status: 404 })).toBe(false);
    expect(isErrorEnvelope('<html>')).toBe(false);
  });
});

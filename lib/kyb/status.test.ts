import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isEditable,
  isKnownKybStatus,
  type KnownKybStatus,
  KYB_STATUSES,
  STATUS_RULES,
  statusesOfTurn,
  statusRule,
  TURNS,
  type Turn,
  toKybStatus,
  UNKNOWN_STATUS,
} from './status';

/** Half from the first pages of Unicode, where the trouble is; lone surrogates included. */
const anyCharacter = fc
  .oneof(fc.nat({ max: 0x2100 }), fc.nat({ max: 0x10ffff }))
  .map((code) => String.fromCodePoint(code));

/** The product's table, written down a second time on purpose. */
const TABLE: readonly (readonly [KnownKybStatus, editable: boolean, Turn])[] = [
  ['INIT', true, 'needs_customer'],
  ['PENDING_RESPONSE', true, 'needs_customer'],
  ['REJECTED', true, 'needs_customer'],
  ['PENDING_REVIEW', false, 'in_review'],
  ['UNDER_REVIEW', false, 'in_review'],
  ['ESCALATED', false, 'in_review'],
  ['PENDING_APPROVAL', false, 'in_review'],
  ['PROVISIONING', false, 'setting_up'],
  ['APPROVED', false, 'approved'],
];

/** Everything that is not a status of the table, however much it looks like one. */
const NOT_STATUSES: readonly unknown[] = [
  undefined,
  null,
  0,
  1,
  true,
  {},
  [],
  ['APPROVED'],
  { status: 'APPROVED' },
  '',
  ' ',
  '_',
  '-',
  '   ',
  '---',
  'APPROVE',
  'APPROVEDD',
  'PRE_APPROVED',
  'NOT APPROVED',
  'NON-APPROVED',
  'DISAPPROVED',
  'UN_APPROVED',
  'APPROVED_2',
  'APPROVED (conditionally)',
  'APPROVED?',
  '!APPROVED',
  '~approved',
  '未APPROVED',
  'AP.PROVED',
  'A P P R O V E D',
  'аpproved',
  'INIT!',
  'IN IT',
  'ınıt',
  'ſ',
  'REJECTED/INIT',
  'RE-JECTED',
  'PENDINGRESPONSE',
  'PENDING_RESPONSE_2',
  'draft',
  'action_required',
  'CLOSED',
  'SUSPENDED',
  'UNKNOWN',
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  '<b>INIT</b>',
  "INIT'--",
  'x'.repeat(10_000),
];

describe('the table', () => {
  it('is the product’s', () => {
    const rows = KYB_STATUSES.map((status) => [status, STATUS_RULES[status].editable, STATUS_RULES[status].turn]);
    expect(new Set(rows.map((row) => row.join()))).toEqual(new Set(TABLE.map((row) => row.join())));
    expect(KYB_STATUSES).toHaveLength(9);
    expect(Object.keys(STATUS_RULES).sort()).toEqual([...KYB_STATUSES].sort());
  });

  it('gives every status exactly one turn', () => {
    expect(TURNS.flatMap(statusesOfTurn).sort()).toEqual([...KYB_STATUSES].sort());
    expect(TURNS.map((turn) => statusesOfTurn(turn).length)).toEqual([3, 4, 1, 1]);
  });

  it('says everything in words', () => {
    for (const status of KYB_STATUSES) {
      const rule = STATUS_RULES[status];
      expect([rule.label, rule.nextAction].every((text) => text.trim().length > 3)).toBe(true);
      expect(rule.recognised).toBe(true);
    }
    expect(new Set(KYB_STATUSES.map((status) => STATUS_RULES[status].label)).size).toBe(9);
  });
});

describe('normalising', () => {
  const spellings = (status: string) => [
    status,
    status.toLowerCase(),
    status[0] + status.slice(1).toLowerCase(),
    status.replaceAll('_', '-'),
    status.replaceAll('_', ' '),
    status.toLowerCase().replaceAll('_', '-'),
    status.replaceAll('_', ' - '),
    status.replaceAll('_', '__'),
    `  ${status}\n`,
    status.replaceAll('_', '\u00a0'),
  ];

  it.each(KYB_STATUSES.flatMap((status) => spellings(status).map((text) => [text, status] as const)))(
    '%j is %s',
    (text, status) => expect(toKybStatus(text)).toBe(status),
  );

  it('knows a status in any letter case with any separators', () => {
    const cased = fc.constantFrom(...KYB_STATUSES).chain((status) =>
      fc
        .array(fc.tuple(fc.boolean(), fc.stringMatching(/^[-_ \t]{1,3}$/)), {
          minLength: status.length,
          maxLength: status.length,
        })
        .map((choices) => ({
          status,
          text: [...status]
            .map((letter, index) => {
              const [isLower, separator] = choices[index] ?? [false, '_'];
              if (letter === '_') return separator;
              return isLower ? letter.toLowerCase() : letter;
            })
            .join(''),
        })),
    );
    fc.assert(fc.property(cased, ({ status, text }) => void expect(toKybStatus(text)).toBe(status)));
  });

  it('always gives 1 to 64 characters that may be stored, filtered by and shown', () => {
    const anything = fc.oneof(fc.anything(), fc.string({ unit: anyCharacter }), fc.constantFrom(...NOT_STATUSES));
    fc.assert(fc.property(anything, (raw) => void expect(toKybStatus(raw)).toMatch(/^[A-Z0-9_]{1,64}$/)));
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (raw) => void expect(toKybStatus(toKybStatus(raw))).toBe(toKybStatus(raw)),
      ),
    );
  });

  it.each([undefined, null, 5, {}, [], '', ' ', '_', '--'])('%j is unknown', (raw) =>
    expect(toKybStatus(raw)).toBe(UNKNOWN_STATUS),
  );
});

describe('what is not in the table', () => {
  it.each(NOT_STATUSES.map((raw) => [raw]))('%j is never approved, never editable, and marked', (raw) => {
    const status = toKybStatus(raw);
    expect(isKnownKybStatus(status)).toBe(false);
    expect(statusRule(status)).toMatchObject({
      recognised: false,
      editable: false,
      turn: 'in_review',
      tone: 'neutral',
    });
    for (const rejectedReentry of [true, false]) expect(isEditable(status, { rejectedReentry })).toBe(false);
  });

  it('is everything but the nine words in plain letters, separators and blanks', () => {
    const nearly = fc
      .tuple(
        fc.constantFrom(...KYB_STATUSES),
        fc.string({ unit: anyCharacter, minLength: 1, maxLength: 3 }),
        fc.nat({ max: 20 }),
      )
      .map(([status, noise, at]) => status.slice(0, at) + noise + status.slice(at));
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string({ unit: anyCharacter })), (raw) => {
        if (isKnownKybStatus(toKybStatus(raw))) expect(raw).toMatch(/^[A-Za-z\s_-]+$/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('editable', () => {
  it.each(TABLE)('%s: %s', (status, editable) => {
    expect(isEditable(status, { rejectedReentry: true })).toBe(editable);
    expect(isEditable(status, { rejectedReentry: false })).toBe(editable && status !== 'REJECTED');
  });

  it('is decided on normalised statuses only', () => expect(isEditable('init', { rejectedReentry: true })).toBe(false));
});

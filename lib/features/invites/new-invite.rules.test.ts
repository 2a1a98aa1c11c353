import { describe, expect, it } from 'vitest';
import { inviteIdInput, newInviteInput } from './new-invite.rules';

const GOOD = { customerId: 'cus-1', email: 'ada@acme.example', locale: 'en' };
const problemOf = (change: object) => newInviteInput.safeParse({ ...GOOD, ...change }).error?.issues[0]?.path[0];

describe('an invite as typed', () => {
  it('needs no message, and keeps line breaks of one', () => {
    expect(newInviteInput.parse(GOOD)).toEqual({ ...GOOD, message: null });
    expect(newInviteInput.parse({ ...GOOD, message: ' \r\n ' }).message).toBeNull();
    expect(newInviteInput.parse({ ...GOOD, message: ' One\r\nTwo\rThree\tمرحبا\u200f ' }).message).toBe(
      'One\nTwo\nThree\tمرحبا\u200f',
    );
  });

  it.each([
    [{ customerId: '../x' }, 'customerId'],
    [{ email: 'ada' }, 'email'],
    [{ email: 'ada@acme.example, eve@evil.example' }, 'email'],
    [{ email: 'ada@acme.example\r\nBcc: eve@evil.example' }, 'email'],
    [{ locale: 'xx' }, 'locale'],
    [{ message: 'x'.repeat(1001) }, 'message'],
    [{ message: 'a\u0000b' }, 'message'],
    [{ message: 'a\u001b[31mb' }, 'message'],
  ])('refuses %o', (change, field) => expect(problemOf(change)).toBe(field));

  it('refuses fields it does not know', () =>
    expect(newInviteInput.safeParse({ ...GOOD, generation: '9' }).success).toBe(false));

  it('an invite is named by a UUID', () => {
    expect(inviteIdInput.safeParse({ inviteId: crypto.randomUUID() }).success).toBe(true);
    expect(inviteIdInput.safeParse({ inviteId: "1' or '1" }).success).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { fill, sentences } from '@/lib/platform/i18n/catalogue';
import { LOCALES } from '@/lib/platform/i18n/locales';
import { inviteCopy } from './invite-copy';

const NAMES = { partner: 'Northwind', business: 'Acme Ltd' };

describe.each(LOCALES)('the mail of an invite in %s', (locale) => {
  const text = sentences(locale);
  const mail = (status: string, isReminder: boolean) => {
    const { subject, lines, button } = inviteCopy(text, status, { isReminder });
    return { subject, button, all: [subject, ...lines].map((line) => fill(line, NAMES)).join('\n') };
  };

  it.each([true, false])('never takes a correction for a first time (reminder: %s)', (isReminder) => {
    const first = mail('INIT', isReminder);
    expect(first.all).toContain(fill(text.mailInviteText, NAMES));
    const later = ['PENDING_RESPONSE', 'REJECTED', 'UNDER_REVIEW', 'APPROVED'].map((status) =>
      mail(status, isReminder),
    );
    for (const { all, subject, button } of later) {
      expect(all).not.toContain(fill(text.mailInviteText, NAMES));
      expect(subject).not.toBe(first.subject);
      expect(button).not.toBe(first.button);
      expect(all).toContain('Acme Ltd');
    }
  });

  it('says whether 1Money needs information or did not approve, and who asks', () => {
    expect(mail('PENDING_RESPONSE', false).all).toContain(fill(text.mailResponseText, NAMES));
    expect(mail('REJECTED', false).all).toContain(fill(text.mailRejectedText, NAMES));
    for (const status of ['PENDING_RESPONSE', 'REJECTED']) expect(mail(status, false).all).toContain('Northwind');
  });

  it('asks for nothing where there is nothing to do', () => {
    for (const status of ['UNDER_REVIEW', 'APPROVED', 'SOMETHING_NEW'])
      expect(mail(status, false).button).toBe(text.mailOpenStatus);
  });
});

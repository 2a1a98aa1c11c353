import { describe, expect, it } from 'vitest';
import { KYB_STATUSES } from '@/lib/kyb/status';
import { sentences } from './catalogue';
import { LOCALES } from './locales';
import { toStatusSentence } from './status-sentence';

const STATUSES = [...KYB_STATUSES, 'UNKNOWN', 'SOMETHING_NEW', ''];

describe('the sentence for a status', () => {
  it('tells a stranger to our table that the application is being processed', () => {
    for (const status of ['UNKNOWN', 'SOMETHING_NEW', '']) expect(toStatusSentence(status)).toBe('statusProcessing');
  });

  it('does not tell a customer of an escalation, in any language', () => {
    for (const locale of LOCALES) {
      const text = sentences(locale);
      expect(text[toStatusSentence('ESCALATED')]).toBe(text[toStatusSentence('UNDER_REVIEW')]);
    }
  });

  it('says "approved" for nothing that is not', () => {
    const approved = STATUSES.filter((status) => ['statusDone', 'statusSettingUp'].includes(toStatusSentence(status)));
    expect(approved.sort()).toEqual(['APPROVED', 'PROVISIONING']);
  });
});

import { describe, expect, it } from 'vitest';
import { describeCheckError } from '@/lib/features/sync/errors';
import { sentences } from '@/lib/platform/i18n/catalogue';
import { LOCALES } from '@/lib/platform/i18n/locales';
import { type AppError, tooManyTries } from '@/lib/result';
import { errorText } from './error-text';
import { publicErrorText } from './public-error-text';

const busy: AppError = { kind: 'rate_limited', by: 'upstream', retryable: true, retryAfterMs: 4_000 };
const { error: tooMany } = tooManyTries(90_000);

describe('when 1Money’s limit is used up', () => {
  it('staff read that 1Money is busy and when to try again', () => {
    expect(errorText(busy)).toMatchObject({
      title: '1Money is busy',
      whatToDo: 'Nothing was lost. Try again in about 4 seconds.',
    });
  });

  it('a refresh says so too, and not that it was asked for too often', () => {
    expect(describeCheckError(busy)).toBeNull();
    expect(describeCheckError(tooMany)?.message).toContain('2 minutes');
  });

  it.each(LOCALES)('customers are not blamed for it, in %s', (locale) => {
    const text = sentences(locale);
    expect(publicErrorText(busy, text)).toBe(text.problemUpstreamBusy);
    expect(publicErrorText(busy, text)).toContain('1Money');
  });
});

describe('when a person has reached a limit of the portal', () => {
  it('staff read how long to wait, and nothing about 1Money', () => {
    const { title, text, whatToDo } = errorText(tooMany);
    expect(`${title}. ${text} ${whatToDo}`).toBe(
      'Too many attempts. You can do this again in about 2 minutes. Nothing was lost.',
    );
  });

  it.each(LOCALES)('customers are told to wait, and nothing about 1Money, in %s', (locale) => {
    const text = sentences(locale);
    expect(publicErrorText(tooMany, text)).toBe(text.problemSlow);
    expect(text.problemSlow).not.toContain('1Money');
  });
});

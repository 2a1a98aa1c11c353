import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { checkOnboardingUrl, OnboardingUrl } from './onboarding-url';

const hosts = ['1money.com', '127.0.0.1:4010', 'localhost:4010', 'forms.partner.example:8443', 'exact.sub.example.org'];

describe('where a customer may be sent', () => {
  it.each([
    'https://1money.com/onboarding?grant=abc',
    'https://onboarding.1money.com/x',
    'https://a.b.1money.com/x',
    'https://ONBOARDING.1MONEY.COM/x',
    'https://onboarding.1money.com:443/x',
    'http://127.0.0.1:4010/onboarding?grant=abc',
    'http://localhost:4010/onboarding',
    'https://127.0.0.1:4010/onboarding',
    'https://forms.partner.example:8443/x',
    'https://exact.sub.example.org/x',
  ])('%s is allowed', (url) => expect(checkOnboardingUrl(url, hosts)).toMatchObject({ ok: true }));

  it.each([
    ['', 'malformed'],
    ['onboarding.1money.com/x', 'malformed'],
    ['/onboarding', 'malformed'],
    ['//1money.com/x', 'malformed'],
    ['https://1money.com/\nx', 'malformed'],
    ['ht\ttps://1money.com', 'malformed'],
    [' https://1money.com', 'malformed'],
    [`https://1money.com/${'x'.repeat(5000)}`, 'malformed'],
    ['javascript:alert(1)', 'scheme'],
    ['data:text/html,x', 'scheme'],
    ['ftp://1money.com/x', 'scheme'],
    ['http://1money.com/x', 'scheme'],
    ['http://127.0.0.1.evil.example:4010/', 'scheme'],
    ['https://user@1money.com/', 'credentials'],
    ['https://1money.com:pw@evil.example/', 'credentials'],
    ['https://:pw@1money.com/', 'credentials'],
    ['https://evil.example/', 'host'],
    ['https://1money.com.evil.example/', 'host'],
    ['https://evil1money.com/', 'host'],
    ['https://1money.com./', 'host'],
    ['https://onboarding.1money.com:8443/', 'host'],
    ['http://127.0.0.1:4011/', 'host'],
    ['http://127.0.0.1/', 'host'],
    ['https://forms.partner.example/', 'host'],
    ['https://x.exact.sub.example.org/', 'host'],
    ['https://evil.example\\@1money.com/', 'host'],
    ['https://evil.example#@1money.com/', 'host'],
    ['https://evil.example?.1money.com', 'host'],
    ['https://xn--1mney-jua.com/', 'host'],
  ] as const)('%j is refused: %s', (url, reason) =>
    expect(checkOnboardingUrl(url, hosts)).toEqual({ ok: false, reason }),
  );

  it('does not open a whole public suffix', () => {
    expect(checkOnboardingUrl('https://evil.com/', ['com'])).toEqual({ ok: false, reason: 'host' });
    expect(checkOnboardingUrl('https://evil.co.uk/', ['co.uk'])).toEqual({ ok: false, reason: 'host' });
    expect(checkOnboardingUrl('https://1.127.0.0.1/', ['127.0.0.1'])).toMatchObject({ ok: false });
  });

  it('allows nothing by an empty list', () => {
    expect(checkOnboardingUrl('https://1money.com/', [])).toEqual({ ok: false, reason: 'host' });
    expect(checkOnboardingUrl('https://1money.com/', [''])).toEqual({ ok: false, reason: 'host' });
  });
});

describe('the URL does not show itself', () => {
  const href = 'https://onboarding.1money.com/o?grant=CANARY';
  const url = new OnboardingUrl(href);

  it('is given out only when asked for', () => expect(url.reveal()).toBe(href));

  it.each([
    ['a template', `${url}`],
    ['JSON', JSON.stringify({ url })],
    ['inspect', inspect({ url }, { depth: 5, showHidden: true })],
    ['format', format('%s %o %j', url, url, url)],
    ['an error message', new Error(String(url)).message],
    ['its keys', JSON.stringify(Object.entries(url))],
    ['a spread', JSON.stringify({ ...url })],
    ['a clone', inspect(structuredClone(url))],
  ])('not by %s', (_way, text) => expect(text).not.toContain('CANARY'));
});

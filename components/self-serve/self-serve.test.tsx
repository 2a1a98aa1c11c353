import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { sentences } from '@/lib/platform/i18n/catalogue';
import { LOCALES } from '@/lib/platform/i18n/locales';
import { BusinessPages } from './business-pages';
import { CodeFields } from './code-fields';
import { DeadLink } from './dead-link';
import { InviteFacts, inviteTitle } from './invite-facts';
import { NoBusinesses } from './no-businesses';

const text = sentences('en');
const linksIn = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);

describe('the page links of the businesses', () => {
  const show = (page: number, pages: number, count: number) =>
    renderToStaticMarkup(
      <BusinessPages shown={{ page, pages, first: (page - 1) * 20 + 1, total: 45 }} count={count} text={text} />,
    );

  it('show the range and lead to the pages before and after', () => {
    expect(show(2, 3, 20)).toContain('21–40 of 45');
    expect(linksIn(show(2, 3, 20))).toEqual(['/onboarding?page=1', '/onboarding?page=3']);
    expect(linksIn(show(1, 3, 20))).toEqual(['/onboarding?page=2']);
    expect(linksIn(show(3, 3, 5))).toEqual(['/onboarding?page=2']);
  });

  it('are absent if there is only one page', () => expect(show(1, 1, 5)).toBe(''));
});

describe('a user without access to any business', () => {
  const branding = { partnerName: 'Northwind', supportEmail: 'help@northwind.example' };

  it('who was handed over learns that nothing is set up and whom to ask, instead of being sent back', () => {
    const html = renderToStaticMarkup(<NoBusinesses isHandedOver branding={branding} text={text} />);
    expect(html).toContain('Your verification isn’t set up yet');
    expect(html).toContain('go back in your browser');
    expect(html).not.toContain('Ask Northwind to invite you');
    expect(linksIn(html)).toEqual(['mailto:help@northwind.example', '/onboarding']);
  });

  it('who signed in with a code learns who invites', () => {
    const html = renderToStaticMarkup(<NoBusinesses isHandedOver={false} branding={branding} text={text} />);
    expect(html).toContain('Ask Northwind to invite you.');
  });
});

describe('a link without a valid invite', () => {
  const show = (token: string | null, canMail: boolean) =>
    renderToStaticMarkup(
      <DeadLink
        token={token}
        requestAction={async (state) => state}
        canMail={canMail}
        partnerName="Northwind"
        formToken={{ proof: 'p', locale: 'en' }}
        text={text}
      />,
    );

  it('offers a new one by mail only if mail can be sent', () => {
    expect(show('T'.repeat(43), true)).toContain('<form');
    expect(show('T'.repeat(43), false)).not.toContain('<form');
    expect(show('T'.repeat(43), false)).toContain('Ask Northwind for a new link.');
  });

  it('says what helps if the link is incomplete', () => {
    const html = show(null, true);
    expect(html).toContain('This link is incomplete');
    expect(html).not.toContain('<form');
    expect(linksIn(html)).toEqual(['/onboarding']);
  });
});

describe.each(LOCALES)('the page of an invite in %s', (locale) => {
  const words = sentences(locale);
  const facts = {
    maskedBusiness: 'A…e',
    maskedEmail: 'm…a@a…e.example',
    message: null,
    isOpen: true,
    hasStarted: false,
  };
  const show = (status: string) =>
    renderToStaticMarkup(<InviteFacts invite={{ ...facts, status }} partnerName="Northwind" text={words} />);

  it('says so if it is about a correction', () => {
    expect(show('INIT')).toContain(words.inviteHowLong);
    expect(inviteTitle('PENDING_RESPONSE', words)).toBe(words.returnNeedsAnswer);
    expect(inviteTitle('REJECTED', words)).toBe(words.returnNotApproved);
    for (const status of ['PENDING_RESPONSE', 'REJECTED']) {
      expect(show(status)).toContain(words.inviteKept);
      expect(show(status)).not.toContain(words.inviteHowLong);
      expect(show(status)).not.toContain(words.inviteWhat);
    }
  });
});

it('the code field accepts any pasted text', () => {
  const texts = { title: 'T', sentTo: 'S', label: 'L', submit: 'G', sendAgain: 'A' };
  const html = renderToStaticMarkup(<CodeFields texts={texts} error={null} formState={null} again={null} />);
  const field = /<input[^>]*name="code"[^>]*>/.exec(html)?.[0] ?? '';
  expect(field).toContain('name="code"');
  expect(field).not.toContain('pattern=');
  expect(Number(/maxLength="(\d+)"/i.exec(field)?.[1])).toBeGreaterThanOrEqual(100);
});

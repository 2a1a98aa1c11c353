import type { Metadata } from 'next';
import { toFormToken } from '@/app/(self-serve)/form-token';
import { BusinessCard } from '@/components/self-serve/business-card';
import { BusinessPages } from '@/components/self-serve/business-pages';
import { toCodeTexts } from '@/components/self-serve/code-copy';
import { CodeSignInForm } from '@/components/self-serve/code-sign-in-form';
import { NoBusinesses } from '@/components/self-serve/no-businesses';
import { SignOutForm } from '@/components/self-serve/sign-out-form';
import { sendCodeAction, signInByCodeAction, startMyOnboardingAction } from '@/lib/features/self-serve/actions';
import { parsePageNumber, readMyBusinesses } from '@/lib/features/self-serve/read-my-businesses';
import { brandingSetting } from '@/lib/features/settings/branding';
import { readReentry } from '@/lib/features/settings/rule-settings';
import { decideMyButton } from '@/lib/kyb/onboarding-button';
import { getCustomerLocale } from '@/lib/platform/auth/customer-locale';
import { IDLE } from '@/lib/platform/forms/action-state';
import { actionField } from '@/lib/platform/forms/document-action';
import { fill, sentences } from '@/lib/platform/i18n/catalogue';
import { canMail } from '@/lib/platform/mail/can-mail';
import { CustomerFrame } from '../customer-frame';
import { getCustomerScope } from '../customer-scope';

export async function generateMetadata(): Promise<Metadata> {
  const text = sentences(await getCustomerLocale());
  return { title: (await getCustomerScope()) ? text.businessesTitle : text.signInTitle };
}

/** The customer's own businesses, after sign-in with an e-mailed code or from the partner's product. */
export default async function MyBusinessesPage({ searchParams }: PageProps<'/onboarding'>) {
  const locale = await getCustomerLocale();
  const text = sentences(locale);
  const formToken = await toFormToken(locale);
  const [scope, query] = await Promise.all([getCustomerScope(), searchParams]);
  if (!scope)
    return (
      <CustomerFrame locale={locale} path="/onboarding">
        {query.handoff === 'dead' && <p className="banner tone-attention">{text.handoffDead}</p>}
        <div className="panel grid gap-4 p-4 sm:p-6">
          <h1 className="text-xl font-semibold">{text.signInTitle}</h1>
          {canMail() ? (
            <>
              <p className="text-muted">{text.signInText}</p>
              <CodeSignInForm
                sendAction={sendCodeAction}
                signInAction={signInByCodeAction}
                formToken={formToken}
                texts={{ email: text.signInEmail, send: text.signInSend, otherAddress: text.signInOtherAddress }}
                codeTexts={toCodeTexts(text, text.codeText)}
              />
            </>
          ) : (
            <p>{fill(text.deadAsk, { partner: (await brandingSetting.read()).partnerName })}</p>
          )}
        </div>
      </CustomerFrame>
    );
  const [shown, reentry] = await Promise.all([readMyBusinesses(scope, parsePageNumber(query.page)), readReentry()]);
  const { businesses } = shown;
  return (
    <CustomerFrame locale={locale} path={shown.page > 1 ? `/onboarding?page=${shown.page}` : '/onboarding'}>
      {businesses.length === 0 ? (
        <NoBusinesses isHandedOver={scope.proof === 'handoff'} branding={await brandingSetting.read()} text={text} />
      ) : (
        <h1 className="text-xl font-semibold">{text.businessesTitle}</h1>
      )}
      {businesses.map((business) => (
        <BusinessCard
          key={business.id}
          customer={business}
          decision={decideMyButton(business, reentry)}
          // Errors are shown on the business's own page: with a new status it may move to another page of this list.
          start={{ actionField: actionField(startMyOnboardingAction), returnTo: `/onboarding/${business.id}` }}
          startState={IDLE}
          formToken={formToken}
          text={text}
          href={`/onboarding/${business.id}`}
        />
      ))}
      <BusinessPages shown={shown} count={businesses.length} text={text} />
      <SignOutForm formToken={formToken} email={scope.email} label={text.signOut} />
    </CustomerFrame>
  );
}

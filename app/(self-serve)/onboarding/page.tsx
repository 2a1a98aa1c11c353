import type { Metadata } from 'next';
import { BusinessCard } from '@/components/self-serve/business-card';
import { CodeSignInForm } from '@/components/self-serve/code-sign-in-form';
import { toCodeTexts } from '@/components/self-serve/code-texts';
import { SignOutForm } from '@/components/self-serve/sign-out-form';
import { IDLE } from '@/lib/actions/action-state';
import { findAnswer } from '@/lib/actions/answer-cookie';
import { actionField } from '@/lib/actions/document-action';
import { sendCodeAction, signInByCodeAction, startMyOnboardingAction } from '@/lib/actions/self-serve';
import { getCustomerLocale } from '@/lib/auth/customer-locale';
import { decideMyButton } from '@/lib/kyb/onboarding-button';
import { readMyBusinesses } from '@/lib/services/read-my-businesses';
import { readReentry } from '@/lib/services/rules';
import { sentences } from '@/lib/texts/catalogue';
import { CustomerFrame } from '../customer-frame';
import { getCustomerScope } from '../customer-scope';
import { sealForm } from '../form-seal';

export async function generateMetadata(): Promise<Metadata> {
  const text = sentences(await getCustomerLocale());
  return { title: (await getCustomerScope()) ? text.businessesTitle : text.signInTitle };
}

/** A customer's own businesses, after signing in by an e-mailed code or from the partner's own product. */
export default async function MyBusinessesPage({ searchParams }: PageProps<'/onboarding'>) {
  const locale = await getCustomerLocale();
  const text = sentences(locale);
  const seal = await sealForm(locale);
  const scope = await getCustomerScope();
  if (!scope) {
    const isDeadHandoff = (await searchParams).handoff === 'dead';
    return (
      <CustomerFrame locale={locale} path="/onboarding">
        {isDeadHandoff && <p className="banner tone-attention">{text.handoffDead}</p>}
        <div className="panel grid gap-4 p-4 sm:p-6">
          <h1 className="text-xl font-semibold">{text.signInTitle}</h1>
          <p className="text-muted">{text.signInText}</p>
          <CodeSignInForm
            sendAction={sendCodeAction}
            signInAction={signInByCodeAction}
            seal={seal}
            texts={{ email: text.signInEmail, send: text.signInSend, otherAddress: text.signInOtherAddress }}
            codeTexts={toCodeTexts(text, text.codeText)}
          />
        </div>
      </CustomerFrame>
    );
  }
  const [businesses, reentry] = await Promise.all([readMyBusinesses(scope), readReentry()]);
  const answer = await findAnswer(businesses.map(({ customer }) => customer.id));
  const start = { actionField: actionField(startMyOnboardingAction), returnTo: '/onboarding' };
  return (
    <CustomerFrame locale={locale} path="/onboarding">
      <h1 className="text-xl font-semibold">{text.businessesTitle}</h1>
      {businesses.length === 0 && <p className="text-muted">{text.businessesNone}</p>}
      {businesses.map(({ customer }) => (
        <BusinessCard
          key={customer.id}
          customer={customer}
          decision={decideMyButton(customer, reentry)}
          start={start}
          startAnswer={answer?.subject === customer.id ? answer.state : IDLE}
          seal={seal}
          text={text}
          href={`/onboarding/${customer.id}`}
        />
      ))}
      <SignOutForm seal={seal} email={scope.email} label={text.signOut} />
    </CustomerFrame>
  );
}

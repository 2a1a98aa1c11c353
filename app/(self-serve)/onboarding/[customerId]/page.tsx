import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { BusinessCard } from '@/components/self-serve/business-card';
import { ArrowLeftIcon } from '@/components/ui/icons';
import { readAnswer } from '@/lib/actions/answer-cookie';
import { actionField } from '@/lib/actions/document-action';
import { startMyOnboardingAction } from '@/lib/actions/self-serve';
import { getCustomerLocale } from '@/lib/auth/customer-locale';
import { customerId as customerIdSchema } from '@/lib/kyb/customer-id';
import { decideMyButton } from '@/lib/kyb/onboarding-button';
import { readCustomer } from '@/lib/services/read-customers';
import { readReentry } from '@/lib/services/rules';
import { sentences } from '@/lib/texts/catalogue';
import { CustomerFrame } from '../../customer-frame';
import { getCustomerScope } from '../../customer-scope';
import { sealForm } from '../../form-seal';

export async function generateMetadata(): Promise<Metadata> {
  return { title: sentences(await getCustomerLocale()).businessesTitle };
}

/** One business. Another's answers exactly like one that does not exist. */
export default async function BusinessPage({ params }: PageProps<'/onboarding/[customerId]'>) {
  const { customerId } = await params;
  const scope = await getCustomerScope();
  if (!scope) redirect('/onboarding');
  const reading = customerIdSchema.safeParse(customerId).success ? await readCustomer(scope, customerId, 'page') : null;
  if (!reading) notFound();
  const { customer } = reading;
  const locale = await getCustomerLocale();
  const text = sentences(locale);
  return (
    <CustomerFrame locale={locale} path={`/onboarding/${customer.id}`}>
      <a href="/onboarding" className="inline-flex min-h-6 items-center gap-1 text-muted hover:underline">
        <ArrowLeftIcon className="size-3.5 rtl:rotate-180" />
        {text.backToBusinesses}
      </a>
      <BusinessCard
        customer={customer}
        decision={decideMyButton(customer, await readReentry())}
        start={{ actionField: actionField(startMyOnboardingAction), returnTo: `/onboarding/${customer.id}` }}
        startAnswer={await readAnswer(customer.id)}
        seal={await sealForm(locale)}
        text={text}
      />
    </CustomerFrame>
  );
}

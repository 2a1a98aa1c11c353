import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { toFormToken } from '@/app/(self-serve)/form-token';
import { BusinessCard } from '@/components/self-serve/business-card';
import { ArrowLeftIcon } from '@/components/ui/icons';
import { startMyOnboardingAction } from '@/lib/features/self-serve/actions';
import { readReentry } from '@/lib/features/settings/rule-settings';
import { readCustomer } from '@/lib/features/sync/read-customers';
import { decideMyButton } from '@/lib/kyb/onboarding-button';
import { getCustomerLocale } from '@/lib/platform/auth/customer-locale';
import { actionField } from '@/lib/platform/forms/document-action';
import { readFormState } from '@/lib/platform/forms/form-state-cookie';
import { sentences } from '@/lib/platform/i18n/catalogue';
import { customerId as customerIdSchema } from '@/lib/platform/input/customer-id';
import { CustomerFrame } from '../../customer-frame';
import { getCustomerScope } from '../../customer-scope';

type Props = PageProps<'/onboarding/[customerId]'>;

/** Cached for metadata and page. A foreign id is handled like an unknown one. */
const load = cache(async (customerId: string) => {
  const scope = await getCustomerScope();
  if (!scope) redirect('/onboarding');
  const reading = customerIdSchema.safeParse(customerId).success ? await readCustomer(scope, customerId, 'page') : null;
  if (!reading) notFound();
  return reading.customer;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { businessName } = await load((await params).customerId);
  return { title: businessName };
}

export default async function BusinessPage({ params }: Props) {
  const customer = await load((await params).customerId);
  const locale = await getCustomerLocale();
  const text = sentences(locale);
  return (
    <CustomerFrame locale={locale} path={`/onboarding/${customer.id}`}>
      <a href="/onboarding" className="inline-flex min-h-6 items-center gap-1 text-muted hover:underline">
        <ArrowLeftIcon className="size-3.5 rtl:rotate-180" />
        <span>{text.backToBusinesses}</span>
      </a>
      <BusinessCard
        customer={customer}
        decision={decideMyButton(customer, await readReentry())}
        start={{ actionField: actionField(startMyOnboardingAction), returnTo: `/onboarding/${customer.id}` }}
        startState={await readFormState(customer.id)}
        formToken={await toFormToken(locale)}
        text={text}
      />
    </CustomerFrame>
  );
}

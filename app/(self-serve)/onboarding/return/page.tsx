import type { Metadata } from 'next';
import { cache } from 'react';
import { toReturnFace } from '@/components/onboarding/return-face';
import { ReturnStatus } from '@/components/onboarding/return-status';
import { ReturnWatch } from '@/components/onboarding/return-watch';
import { ActionForm } from '@/components/self-serve/action-form';
import { SealFields } from '@/components/self-serve/form-seal';
import { buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';
import { checkStatusAction } from '@/lib/actions/self-serve';
import { getCustomerLocale } from '@/lib/auth/customer-locale';
import { getScope } from '@/lib/auth/session';
import { type ReturnReading, readReturn } from '@/lib/services/read-return';
import { type Sentences, sentences } from '@/lib/texts/catalogue';
import { CustomerFrame } from '../../customer-frame';
import { getCustomerScope } from '../../customer-scope';
import { sealForm } from '../../form-seal';

type Props = PageProps<'/onboarding/return'>;

/** Title and page ask once. */
const load = cache(async (state: string) => {
  const reading = await readReturn(state);
  const locale = await getCustomerLocale(reading?.invite?.locale);
  return { reading, locale, text: sentences(locale) };
});

async function stateOf({ searchParams }: Props): Promise<string> {
  const { state } = await searchParams;
  return typeof state === 'string' ? state.slice(0, 2000) : '';
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await load(await stateOf(props))).text.returnTitle };
}

/**
 * Where upstream sends the browser after the form was finished or left. Arriving says nothing about the outcome
 * (law 5): the status is read afresh. Works without a session, because the state in the address is signed by us.
 */
export default async function ReturnPage(props: Props) {
  const state = await stateOf(props);
  const { reading, locale, text } = await load(state);
  const path = `/onboarding/return?state=${encodeURIComponent(state)}`;
  if (!reading)
    return (
      <CustomerFrame locale={locale} path={path}>
        <EmptyState title={text.returnUnknown} titleAs="h1">
          <p>{text.returnUnknownText}</p>
        </EmptyState>
      </CustomerFrame>
    );
  const { customer, upstream, invite } = reading;
  const isFresh = upstream.state === 'ok';
  const status = isFresh ? customer.status : null;
  const face = toReturnFace(status);
  const staff = await getScope();
  return (
    <CustomerFrame locale={locale} path={path}>
      <ReturnStatus
        text={text}
        status={status}
        checkedAt={isFresh && customer.observedAt ? customer.observedAt : new Date().toISOString()}
        flaggedItems={customer.flaggedItems}
        referenceId={isFresh ? undefined : upstream.referenceId}
        resume={<Resume reading={reading} isStaff={staff !== null} text={text} isHeldBack={face === 'not_finished'} />}
        check={
          // What was said about an earlier status goes with it.
          <ActionForm key={status} action={checkStatusAction} label={text.returnCheck} variant="secondary" size="sm">
            <SealFields {...(await sealForm(locale))} />
            <input type="hidden" name="state" value={state} />
          </ActionForm>
        }
        watch={
          face !== 'done' && (
            <ReturnWatch softWords={invite === null ? text.returnReceivedText : text.returnStillWaiting} />
          )
        }
      />
      {staff && (
        <a href={`/customers/${customer.id}`} lang="en" dir="ltr" className={buttonClass({ variant: 'secondary' })}>
          {`Back to ${customer.businessName}`}
        </a>
      )}
    </CustomerFrame>
  );
}

interface ResumeProps {
  readonly reading: ReturnReading;
  readonly isStaff: boolean;
  readonly text: Sentences;
  /** While news of a form just sent may still be under way. */
  readonly isHeldBack: boolean;
}

/** The way back to where the form is opened by a press: the invite's page, or their own; else to whoever opened it. */
async function Resume({ reading, isStaff, text, isHeldBack }: ResumeProps) {
  const { customer, invite } = reading;
  const scope = await getCustomerScope();
  const own = scope?.customerIds.includes(customer.id) ? `/onboarding/${customer.id}` : null;
  const href = own ?? invite?.href ?? null;
  if (href === null) return isStaff ? null : <p className="text-muted">{text.returnGoBack}</p>;
  return (
    <p className={isHeldBack ? 'held-back' : undefined}>
      <a href={href} className={buttonClass({ variant: 'primary' })}>
        {text.resumeForm}
      </a>
    </p>
  );
}

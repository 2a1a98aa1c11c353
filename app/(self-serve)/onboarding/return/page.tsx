import type { Metadata } from 'next';
import { cache } from 'react';
import { toFormToken } from '@/app/(self-serve)/form-token';
import { ReturnStatus } from '@/components/onboarding/return-status';
import { toReturnViewState } from '@/components/onboarding/return-view-state';
import { ReturnWatch } from '@/components/onboarding/return-watch';
import { ActionForm } from '@/components/self-serve/action-form';
import { FormTokenFields } from '@/components/self-serve/form-token-field';
import { type ButtonStyle, buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';
import { type ReturnView, readReturn } from '@/lib/features/onboarding/read-return';
import { checkStatusAction } from '@/lib/features/self-serve/actions';
import { getCustomerLocale } from '@/lib/platform/auth/customer-locale';
import { getScope } from '@/lib/platform/auth/session';
import { type Sentences, sentences } from '@/lib/platform/i18n/catalogue';
import { CustomerFrame } from '../../customer-frame';
import { getCustomerScope } from '../../customer-scope';

type Props = PageProps<'/onboarding/return'>;

/** Cached for metadata and page. */
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
 * Upstream redirects here after the form was finished or left. That says nothing about the outcome (law 5), so the
 * status is read from upstream. Needs no session: the `state` parameter is signed by us.
 */
export default async function ReturnPage(props: Props) {
  const state = await stateOf(props);
  const { reading, locale, text } = await load(state);
  const path = `/onboarding/return?state=${encodeURIComponent(state)}`;
  if (!reading)
    return (
      <CustomerFrame locale={locale} path={path}>
        <EmptyState
          title={text.returnExpired}
          titleAs="h1"
          actions={
            <a href="/onboarding" className={buttonClass({ variant: 'secondary' })}>
              {text.returnSignIn}
            </a>
          }
        >
          <p>{text.returnExpiredText}</p>
        </EmptyState>
      </CustomerFrame>
    );
  const { customer, upstream, invite, freshness } = reading;
  const isFresh = freshness === 'fresh';
  const isReachable = isFresh || (freshness === 'pending' && upstream.state === 'ok');
  const status = isReachable ? customer.status : null;
  const face = toReturnViewState(status, { isChecking: !isFresh || reading.mayBeSubmitted });
  const [staff, visitor] = await Promise.all([getScope(), getCustomerScope()]);
  const isOwn = visitor?.customerIds.includes(customer.id) ?? false;
  const isMailed = reading.isMailed && (isOwn || invite?.hasAccess === true);
  return (
    <CustomerFrame locale={locale} path={path}>
      <ReturnStatus
        text={text}
        face={face}
        status={status}
        checkedAt={isReachable ? (isFresh ? customer.observedAt : null) : new Date().toISOString()}
        outlook={isMailed ? text.returnWillMail : text.returnReceivedText}
        flaggedItems={customer.flaggedItems}
        referenceId={isReachable || upstream.state === 'ok' ? undefined : upstream.referenceId}
        resume={
          reading.isOpen && (
            <Resume
              reading={reading}
              isOwn={isOwn}
              isStaff={staff !== null}
              text={text}
              variant={face === 'checking' ? 'secondary' : 'primary'}
            />
          )
        }
        check={
          // The key drops a message about an earlier status.
          <ActionForm key={face} action={checkStatusAction} label={text.returnCheck} variant="secondary" size="sm">
            <FormTokenFields {...(await toFormToken(locale))} />
            <input type="hidden" name="state" value={state} />
          </ActionForm>
        }
        watch={face !== 'done' && <ReturnWatch />}
      />
      {face === 'checking' && (
        <noscript>
          <meta httpEquiv="refresh" content="5" />
        </noscript>
      )}
      {staff && (
        <a href={`/customers/${customer.id}`} lang="en" dir="ltr" className={buttonClass({ variant: 'secondary' })}>
          {`Back to ${customer.businessName}`}
        </a>
      )}
    </CustomerFrame>
  );
}

interface ResumeProps {
  readonly reading: ReturnView;
  /** Signed in, with access to this business. */
  readonly isOwn: boolean;
  readonly isStaff: boolean;
  readonly text: Sentences;
  readonly variant: ButtonStyle['variant'];
}

/** Link back to the form: the customer's own page, else the invite. Without either: ask the person who opened it. */
function Resume({ reading, isOwn, isStaff, text, variant }: ResumeProps) {
  const { customer, invite } = reading;
  const href = isOwn ? `/onboarding/${customer.id}` : (invite?.href ?? null);
  if (href === null) return isStaff ? null : <p className="text-muted">{text.returnGoBack}</p>;
  return (
    <p>
      <a href={href} className={buttonClass({ variant })}>
        {text.resumeForm}
      </a>
    </p>
  );
}

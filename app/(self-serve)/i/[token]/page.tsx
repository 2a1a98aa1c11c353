import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { cache } from 'react';
import { toFormToken } from '@/app/(self-serve)/form-token';
import { AcceptInviteForm } from '@/components/self-serve/accept-invite-form';
import { toCodeTexts } from '@/components/self-serve/code-copy';
import { DeadLink } from '@/components/self-serve/dead-link';
import { isInAppBrowser } from '@/components/self-serve/in-app-browser';
import { InviteFacts, inviteTitle } from '@/components/self-serve/invite-facts';
import { parseInviteToken } from '@/lib/features/invites/invite-token';
import { acceptInviteAction, requestNewLinkAction } from '@/lib/features/self-serve/actions';
import { readInvite } from '@/lib/features/self-serve/read-invite';
import { brandingSetting } from '@/lib/features/settings/branding';
import { toCustomerTask } from '@/lib/kyb/customer-task';
import { getCustomerLocale } from '@/lib/platform/auth/customer-locale';
import { actionField } from '@/lib/platform/forms/document-action';
import { readFormState } from '@/lib/platform/forms/form-state-cookie';
import { fill, type Sentences, sentences } from '@/lib/platform/i18n/catalogue';
import { toStatusSentence } from '@/lib/platform/i18n/status-sentence';
import { canMail } from '@/lib/platform/mail/can-mail';
import { CustomerFrame } from '../../customer-frame';

type Props = PageProps<'/i/[token]'>;

/** Cached for metadata and page, so that one visit is counted once. */
const load = cache(async (token: string) => {
  const invite = await readInvite(token);
  const locale = await getCustomerLocale(invite?.locale);
  return { invite, locale, text: sentences(locale) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { invite, text } = await load((await params).token);
  if (invite) return { title: inviteTitle(invite.status, text) };
  return { title: parseInviteToken((await params).token) === null ? text.incompleteTitle : text.deadTitle };
}

/**
 * The link in the mail opens this page. Opening it only records the view: an onboarding link is created by submitting
 * the form (law 1).
 */
export default async function InvitePage({ params }: Props) {
  const { token } = await params;
  const { invite, locale, text } = await load(token);
  const [formToken, { partnerName }] = await Promise.all([toFormToken(locale, token), brandingSetting.read()]);
  if (!invite)
    return (
      <CustomerFrame locale={locale} path={`/i/${token}`}>
        <DeadLink
          token={parseInviteToken(token)}
          requestAction={requestNewLinkAction}
          canMail={canMail()}
          partnerName={partnerName}
          formToken={formToken}
          text={text}
        />
      </CustomerFrame>
    );
  const isInApp = isInAppBrowser((await headers()).get('user-agent'));
  return (
    <CustomerFrame locale={locale} path={`/i/${token}`}>
      <h1 className="text-2xl font-semibold">{inviteTitle(invite.status, text)}</h1>
      <InviteFacts invite={invite} partnerName={partnerName} text={text} />
      {invite.isOpen ? (
        <AcceptInviteForm
          target={{ actionField: actionField(acceptInviteAction), returnTo: `/i/${token}` }}
          formState={await readFormState(token)}
          token={token}
          formToken={formToken}
          label={submitLabel(invite, text)}
          why={text.codeWhy}
          codeTexts={toCodeTexts(text, fill(text.codeText, { address: invite.maskedEmail }))}
        />
      ) : (
        <div className="banner tone-neutral">
          <div>
            <p className="font-semibold">{text[toStatusSentence(invite.status)]}</p>
            <p>{text.inviteNothingToDo}</p>
          </div>
        </div>
      )}
      {invite.isOpen && isInApp && <p className="text-sm text-muted">{text.inviteOpenInBrowser}</p>}
    </CustomerFrame>
  );
}

function submitLabel(
  { status, hasStarted }: { readonly status: string; readonly hasStarted: boolean },
  text: Sentences,
) {
  if (toCustomerTask(status) !== 'submit') return text.resumeForm;
  return hasStarted ? text.inviteResumeForm : text.inviteOpenForm;
}

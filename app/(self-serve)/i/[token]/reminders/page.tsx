import type { Metadata } from 'next';
import { toFormToken } from '@/app/(self-serve)/form-token';
import { ActionForm } from '@/components/self-serve/action-form';
import { FormTokenFields } from '@/components/self-serve/form-token-field';
import { parseInviteToken } from '@/lib/features/invites/invite-token';
import { stopRemindersAction } from '@/lib/features/self-serve/actions';
import { readInviteLocale } from '@/lib/features/self-serve/read-invite';
import { getCustomerLocale } from '@/lib/platform/auth/customer-locale';
import { sentences } from '@/lib/platform/i18n/catalogue';
import { CustomerFrame } from '../../../customer-frame';

type Props = PageProps<'/i/[token]/reminders'>;

async function load({ params }: Props) {
  const { token } = await params;
  const locale = await getCustomerLocale(await readInviteLocale(token));
  return { token, locale, text: sentences(locale) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await load(props)).text.remindersTitle };
}

/** Unsubscribes from reminders. Mail programs open links by themselves, so it takes a click on this page. */
export default async function RemindersPage(props: Props) {
  const { token, locale, text } = await load(props);
  if (parseInviteToken(token) === null)
    return (
      <CustomerFrame locale={locale} path={`/i/${token}/reminders`}>
        <h1 className="text-xl font-semibold">{text.incompleteTitle}</h1>
        <p>{text.incompleteText}</p>
      </CustomerFrame>
    );
  return (
    <CustomerFrame locale={locale} path={`/i/${token}/reminders`}>
      <h1 className="text-xl font-semibold">{text.remindersTitle}</h1>
      <p>{text.remindersText}</p>
      <ActionForm action={stopRemindersAction} label={text.remindersStop} isOnce>
        <FormTokenFields {...(await toFormToken(locale, token))} />
        <input type="hidden" name="token" value={token} />
      </ActionForm>
    </CustomerFrame>
  );
}

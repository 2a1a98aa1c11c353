import 'server-only';
import { toCustomerTask } from '@/lib/kyb/customer-task';
import type { Sentences } from '@/lib/platform/i18n/catalogue';
import { toStatusSentence } from '@/lib/platform/i18n/status-sentence';
import { assertNever } from '@/lib/result';

export interface InviteCopy {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly button: string;
}

/** What the mail of an invite says, by the status at the moment of sending; with marks for `partner` and `business`. */
export function inviteCopy(text: Sentences, status: string, { isReminder }: { isReminder: boolean }): InviteCopy {
  const task = toCustomerTask(status);
  switch (task) {
    case 'submit':
      return {
        subject: isReminder ? text.mailReminderSubject : text.mailInviteSubject,
        lines: isReminder ? [text.mailReminderText, text.mailInviteText] : [text.mailInviteText],
        button: text.mailInviteButton,
      };
    case 'add_information':
      return {
        subject: isReminder ? text.mailReminderFixSubject : text.mailResponseSubject,
        lines: [text.mailResponseText, text.inviteFix],
        button: text.resumeForm,
      };
    case 'correct':
      return {
        subject: isReminder ? text.mailReminderFixSubject : text.mailRejectedSubject,
        lines: [text.mailRejectedText, text.inviteFix],
        button: text.resumeForm,
      };
    case null:
      // A new link requested by the customer while there is nothing to do.
      return { subject: text.mailLinkSubject, lines: [text[toStatusSentence(status)]], button: text.mailOpenStatus };
    default:
      return assertNever(task);
  }
}

import { Fragment } from 'react';
import { Filled } from '@/components/ui/filled';
import { toCustomerTask } from '@/lib/kyb/customer-task';
import { fill, type Sentences } from '@/lib/platform/i18n/catalogue';
import { toStatusSentence } from '@/lib/platform/i18n/status-sentence';

interface InviteFactsProps {
  readonly invite: {
    readonly maskedBusiness: string;
    readonly maskedEmail: string;
    readonly message: string | null;
    readonly status: string;
    readonly isOpen: boolean;
    readonly hasStarted: boolean;
  };
  readonly partnerName: string;
  readonly text: Sentences;
}

/** Headline of an invite's page: what 1Money waits for. */
export function inviteTitle(status: string, text: Sentences): string {
  const task = toCustomerTask(status);
  if (task === 'add_information') return text.returnNeedsAnswer;
  return task === 'correct' ? text.returnNotApproved : text.inviteTitle;
}

/** Who asks for what, and how long it takes. Names are masked, because the mail may have been forwarded. */
export function InviteFacts({ invite, partnerName, text }: InviteFactsProps) {
  const { maskedBusiness, maskedEmail, message, status, isOpen, hasStarted } = invite;
  const task = toCustomerTask(status);
  const isCorrection = isOpen && (task === 'add_information' || task === 'correct');
  const correction = task === 'correct' ? text.mailRejectedText : text.mailResponseText;
  const marks = { partner: <bdi>{partnerName}</bdi>, business: <Masked text={maskedBusiness} /> };
  return (
    <>
      <p className="wrap-anywhere">
        <Filled sentence={isCorrection ? correction : text.inviteIntro} marks={marks} />
      </p>
      {message !== null && (
        <figure className="panel grid gap-1 p-4">
          <figcaption className="text-sm text-muted">
            {fill(text.inviteMessageFrom, { partner: partnerName })}
          </figcaption>
          <blockquote dir="auto" className="whitespace-pre-line wrap-anywhere">
            {message}
          </blockquote>
        </figure>
      )}
      {isCorrection && (
        <div className="grid gap-2">
          <p>
            <Filled sentence={text.inviteFix} marks={marks} />
          </p>
          <p>{text.inviteKept}</p>
        </div>
      )}
      {isOpen && !isCorrection && (
        <div className="grid gap-2">
          {hasStarted ? <p className="font-semibold">{text[toStatusSentence(status)]}</p> : <p>{text.inviteWhat}</p>}
          <p>{text.inviteHowLong}</p>
        </div>
      )}
      <p className="text-sm text-muted wrap-anywhere">
        <Filled sentence={text.inviteFor} marks={{ address: <Masked text={maskedEmail} /> }} />
      </p>
    </>
  );
}

/** Sets the text direction by the first letter and breaks lines only between words, to keep masked words whole. */
function Masked({ text }: { readonly text: string }) {
  const words = text.split(' ');
  return (
    <bdi>
      {words.map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: words have no identity and no other order
        <Fragment key={index}>
          {index > 0 && <span> </span>}
          <span className="inline-block max-w-full">{word}</span>
        </Fragment>
      ))}
    </bdi>
  );
}

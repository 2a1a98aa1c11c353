import { ActionButton } from '@/components/forms/action-button';
import { INVITE_STATE_TEXT, INVITE_STATE_TONE } from '@/lib/features/customers/invite-state.rules';
import type { InviteItem } from '@/lib/features/invites/invite-view.rules';
import { pluralise } from '@/lib/format';
import type { StatefulAction } from '@/lib/platform/forms/action-state';
import { isLocale, LOCALE_NAMES } from '@/lib/platform/i18n/locales';
import { Badge } from '../ui/badge';
import { CopyText } from '../ui/copy-text';
import { LocalTime } from '../ui/local-time';

export interface InviteActions {
  readonly invite: StatefulAction;
  readonly resend: StatefulAction;
  readonly renew: StatefulAction;
  readonly revoke: StatefulAction;
}

interface InviteEntryProps {
  readonly invite: InviteItem;
  readonly actions: InviteActions | null;
  readonly isOpen: boolean;
  readonly canMail: boolean;
}

export function InviteEntry({ invite, actions, isOpen, canMail }: InviteEntryProps) {
  return (
    <li className="grid gap-3 px-4 py-3">
      <div className="grid gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h3 className="font-semibold wrap-anywhere">{invite.email}</h3>
          <Badge tone={INVITE_STATE_TONE[invite.state]}>{INVITE_STATE_TEXT[invite.state]}</Badge>
        </div>
        <InviteReason invite={invite} />
        <InviteFacts invite={invite} />
      </div>
      {invite.link !== null && <InviteLink invite={invite} link={invite.link} />}
      {actions && invite.state !== 'revoked' && (
        <InviteHandlers invite={invite} actions={actions} isOpen={isOpen} canMail={canMail} />
      )}
    </li>
  );
}

/** What the mail server said, both after giving up and while it is retried. */
function InviteReason({ invite: { state, reason } }: Pick<InviteEntryProps, 'invite'>) {
  if (reason === null || (state !== 'not_delivered' && state !== 'queued')) return null;
  return (
    <p className={`wrap-anywhere ${state === 'not_delivered' ? 'text-bad' : 'text-muted'}`}>
      {`${reason}${state === 'queued' ? ' The portal keeps trying for three days.' : ''}`}
    </p>
  );
}

function InviteFacts({ invite }: Pick<InviteEntryProps, 'invite'>) {
  const { createdAt, expiresAt, locale, viewCount, remindersSent } = invite;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-0.5 text-xs text-muted">
      <li>
        Invited <LocalTime at={createdAt} />
      </li>
      {invite.state !== 'revoked' && (
        <li>
          <span>{invite.isLiving ? 'Valid until ' : 'Expired '}</span>
          <LocalTime at={expiresAt} />
        </li>
      )}
      <li>{isLocale(locale) ? LOCALE_NAMES[locale] : locale}</li>
      {viewCount > 0 && <li>{`Page viewed ${viewCount === 1 ? 'once' : pluralise(viewCount, 'time')}`}</li>}
      {remindersSent > 0 && <li>{`${pluralise(remindersSent, 'reminder')} sent`}</li>}
      {invite.hasStoppedReminders && <li>The customer wants no more reminders</li>}
    </ul>
  );
}

function InviteLink({ invite, link }: { readonly invite: InviteItem; readonly link: string }) {
  return (
    <div className="grid gap-2">
      <div className="flex max-w-2xl flex-wrap items-center gap-2">
        <input
          type="text"
          readOnly
          value={link}
          aria-label={`Invite link of ${invite.email}`}
          className="control min-w-0 flex-1 basis-64 font-mono text-xs"
        />
        <CopyText text={link} what={`of ${invite.email}`} label="Copy link" />
      </div>
      {invite.qrCode !== null && (
        <details>
          <summary className="link inline-flex min-h-6 cursor-pointer items-center">QR code</summary>
          {/* biome-ignore lint/performance/noImgElement: a data URL of a few kilobytes gains nothing from the optimiser */}
          <img
            src={invite.qrCode}
            alt={`QR code of the invite link of ${invite.email}`}
            width={192}
            height={192}
            className="mt-2 rounded"
          />
        </details>
      )}
    </div>
  );
}

function InviteHandlers({ invite, actions, isOpen, canMail }: InviteEntryProps & { readonly actions: InviteActions }) {
  const fields = { inviteId: invite.id };
  return (
    <div className="flex flex-wrap items-start gap-2">
      {isOpen && invite.isLiving && canMail && (
        <ActionButton action={actions.resend} fields={fields} size="sm">
          Send again
        </ActionButton>
      )}
      {isOpen && (
        <ActionButton action={actions.renew} fields={fields} size="sm">
          Renew
        </ActionButton>
      )}
      <details>
        <summary className="btn btn-quiet btn-sm">Revoke…</summary>
        <div className="mt-2 grid max-w-md gap-2">
          <p>
            The link stops working at once, and <span translate="no">{invite.email}</span> can no longer sign in for
            this business. It cannot be undone; you can invite the address again.
          </p>
          <ActionButton action={actions.revoke} fields={fields} size="sm">
            Revoke invite
          </ActionButton>
        </div>
      </details>
    </div>
  );
}

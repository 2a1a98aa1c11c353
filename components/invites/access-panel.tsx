/**
 * Invites of a customer, the progress of each, and what staff can do about it. The forms work without scripts. Only
 * roles that may send a link can see it.
 */

import type { InviteItem } from '@/lib/features/invites/invite-view.rules';
import { Banner } from '../ui/banner';
import { Panel } from '../ui/panel';
import { type InviteActions, InviteEntry } from './invite-entry';
import { InviteForm } from './invite-form';

interface AccessPanelProps {
  readonly customer: { readonly id: string; readonly email: string };
  readonly invites: readonly InviteItem[];
  /** Null for viewers. */
  readonly actions: InviteActions | null;
  /** Whether the customer is editable, as far as is known. */
  readonly isOpen: boolean;
  /** Whether a mail server is configured. */
  readonly canMail: boolean;
}

export function AccessPanel({ customer, invites, actions, isOpen, canMail }: AccessPanelProps) {
  const isRevoked = (invite: InviteItem) => invite.state === 'revoked';
  const current = invites.filter((invite) => !isRevoked(invite));
  const revoked = invites.filter(isRevoked);
  const entry = (invite: InviteItem) => (
    <InviteEntry key={invite.id} invite={invite} actions={actions} isOpen={isOpen} canMail={canMail} />
  );
  return (
    <Panel title="Access">
      {actions && !canMail && (
        <div className="p-4 pb-0">
          <Banner tone="attention" title="Invites are not mailed">
            <p>No mail server is configured (SMTP_URL). Copy the link of an invite and send it yourself.</p>
          </Banner>
        </div>
      )}
      {current.length > 0 ? (
        <ul className="divide-y divide-line">{current.map(entry)}</ul>
      ) : (
        <p className="px-4 py-3 text-muted">
          Nobody has an invite at the moment. An invite is a link that can be mailed and opened again and again; it
          opens 1Money’s form only when a person presses the button on its page.
        </p>
      )}
      {revoked
        .filter(({ isJustRevoked }) => isJustRevoked)
        .map(({ id, email }) => (
          <p key={id} className="border-t border-line px-4 py-2 wrap-anywhere">
            The invite of <span translate="no">{email}</span> was just revoked: its link works no longer, and it cannot
            be sent again.
          </p>
        ))}
      {revoked.length > 0 && (
        <details className="border-t border-line">
          <summary className="cursor-pointer px-4 py-2 text-muted hover:underline">{`Revoked invites (${revoked.length})`}</summary>
          <ul className="divide-y divide-line border-t border-line">{revoked.map(entry)}</ul>
        </details>
      )}
      {actions && (
        <div className="border-t border-line px-4 py-3">
          {isOpen ? (
            <InviteForm action={actions.invite} customer={customer} isFurther={current.length > 0} canMail={canMail} />
          ) : (
            <p className="text-muted">The form is closed in this status, so nobody can be invited now.</p>
          )}
        </div>
      )}
    </Panel>
  );
}

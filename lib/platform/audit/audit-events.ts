/** What pages know about the audit log and a customer's timeline. Instants are ISO 8601 in UTC. */

export const AUDIT_EVENTS = [
  'customer.created',
  'customer.creation_rejected',
  'customer.asked_again',
  'customer.found_upstream',
  'customer.status_changed',
  'customer.owner_changed',
  'customer.raw_read',
  'customer.data_exported',
  'customer.erased',
  'note.added',
  'note.deleted',
  'link.created',
  'link.refused',
  'staff.signed_in',
  'staff.sign_in_refused',
  'staff.signed_out',
  'staff.added',
  'staff.invited',
  'staff.joined',
  'staff.role_changed',
  'staff.role_kept',
  'staff.disabled',
  'staff.enabled',
  'staff.sessions_ended',
  'staff.password_set',
  'session.ended',
  'session.others_ended',
  'staff.sso_linked',
  'staff.reset_requested',
  'staff.factor_added',
  'staff.factor_removed',
  'staff.factor_refused',
  'staff.recovery_codes_made',
  'staff.recovery_code_used',
  'staff.passkey_added',
  'staff.passkey_renamed',
  'staff.passkey_removed',
  'staff.confirmed',
  'staff.confirm_refused',
  'invite.created',
  'invite.sent_again',
  'invite.reminded',
  'invite.renewed',
  'invite.revoked',
  'customer.signed_in',
  'customer.code_refused',
  'reminders.stopped',
  'bulk.started',
  'bulk.resumed',
  'bulk.stopped',
  'settings.changed',
  'data.pruned',
  'upstream.checked',
  'notifications.read',
  'notifications.digest_changed',
  'webhook.replayed',
  'job.replayed',
  'audit.exported',
  'view.saved',
  'view.removed',
  'view.default_set',
  'customers.exported',
  'import.uploaded',
  'import.changed',
  'import.discarded',
  'import.started',
  'import.paused',
  'import.resumed',
  'import.cancelled',
  'import.finished',
  'import.exported',
  'access.denied',
] as const;
/** Every audit event. Past tense for what happened, `refused` for what was not allowed. */
export type AuditEvent = (typeof AUDIT_EVENTS)[number];

export const AUDIT_EVENT_TEXT: Readonly<Record<AuditEvent, string>> = {
  'customer.created': 'Customer created',
  'customer.creation_rejected': 'Customer refused by 1Money',
  'customer.asked_again': '1Money asked again for the customer',
  'customer.found_upstream': 'Customer found at 1Money',
  'customer.status_changed': 'KYB status changed',
  'customer.owner_changed': 'Owner changed',
  'customer.raw_read': '1Money’s data read',
  'customer.data_exported': 'Everything stored exported',
  'customer.erased': 'Customer erased',
  'note.added': 'Note added',
  'note.deleted': 'Note deleted',
  'link.created': 'Onboarding opened',
  'link.refused': 'Onboarding not opened',
  'staff.signed_in': 'Signed in',
  'staff.sign_in_refused': 'Sign-in refused',
  'staff.signed_out': 'Signed out',
  'staff.added': 'Staff account added',
  'staff.invited': 'Staff invited',
  'staff.joined': 'Staff invite accepted',
  'staff.role_changed': 'Role changed',
  'staff.role_kept': 'Role kept, groups not received',
  'staff.disabled': 'Staff account disabled',
  'staff.enabled': 'Staff account enabled',
  'staff.sessions_ended': 'Staff signed out by an admin',
  'staff.password_set': 'Password set',
  'session.ended': 'Own session ended',
  'session.others_ended': 'Own other sessions ended',
  'staff.sso_linked': 'Single sign-on linked to an account',
  'staff.reset_requested': 'Password reset asked for',
  'staff.factor_added': 'Second factor added',
  'staff.factor_removed': 'Second factor removed',
  'staff.factor_refused': 'Second step refused',
  'staff.recovery_codes_made': 'Recovery codes made',
  'staff.recovery_code_used': 'Recovery code used',
  'staff.passkey_added': 'Passkey added',
  'staff.passkey_renamed': 'Passkey renamed',
  'staff.passkey_removed': 'Passkey removed',
  'staff.confirmed': 'Confirmed who they are',
  'staff.confirm_refused': 'Confirmation refused',
  'invite.created': 'Customer invited',
  'invite.sent_again': 'Invite sent again',
  'invite.reminded': 'Customer reminded by hand',
  'invite.renewed': 'Invite renewed',
  'invite.revoked': 'Invite revoked',
  'customer.signed_in': 'Customer signed in',
  'customer.code_refused': 'Customer’s code refused',
  'reminders.stopped': 'Reminders stopped by the customer',
  'bulk.started': 'Act on many customers started',
  'bulk.resumed': 'Act on many customers taken up again',
  'bulk.stopped': 'Act on many customers stopped',
  'settings.changed': 'Settings changed',
  'data.pruned': 'Old data removed',
  'upstream.checked': 'Connection to 1Money checked',
  'notifications.read': 'Notices marked as read',
  'notifications.digest_changed': 'Daily mail switched',
  'webhook.replayed': 'Webhook processed again by hand',
  'job.replayed': 'Job started again by hand',
  'audit.exported': 'Activity exported',
  'view.saved': 'View of the list saved',
  'view.removed': 'View of the list removed',
  'view.default_set': 'Default view chosen',
  'customers.exported': 'Customers exported',
  'import.uploaded': 'Import uploaded',
  'import.changed': 'Import changed',
  'import.discarded': 'Import discarded',
  'import.started': 'Import started',
  'import.paused': 'Import paused',
  'import.resumed': 'Import resumed',
  'import.cancelled': 'Import cancelled',
  'import.finished': 'Import finished',
  'import.exported': 'Import’s results downloaded',
  'access.denied': 'Access denied',
};

export const OUTCOMES = ['ok', 'refused', 'failed', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_TEXT: Readonly<Record<Outcome, string>> = {
  ok: 'Done',
  refused: 'Refused',
  failed: 'Failed',
  unknown: 'Not known yet',
};

export const ACTOR_KINDS = ['staff', 'customer', 'system', 'anonymous'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

export type AuditDetails = Readonly<Record<string, string | number | boolean | null>>;

export interface AuditItem {
  readonly id: number;
  readonly at: string;
  readonly actorKind: ActorKind;
  readonly actorLabel: string;
  readonly act: AuditEvent;
  readonly outcome: Outcome;
  readonly customerId: string | null;
  readonly businessName: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  readonly details: AuditDetails;
}

export interface AuditPage {
  readonly items: readonly AuditItem[];
  readonly olderCursor: string | null;
}

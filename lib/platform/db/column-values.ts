/** The words that columns of states and kinds may hold. Pure: rules and pages name them too. */

/** draft: the dry run. stopped: by a person; may be resumed. refused: the person who started it may no longer act. */
export const RUN_STATES = ['draft', 'running', 'stopped', 'refused', 'done'] as const;

export type RunState = (typeof RUN_STATES)[number];

/** ready: eligible. working: claimed by a process. skipped: not eligible. failed: tried, may be tried again. */
export const ITEM_STATES = ['ready', 'working', 'done', 'skipped', 'failed'] as const;

export type ItemState = (typeof ITEM_STATES)[number];

/** How the customers of a run were chosen. */
export const BULK_SELECTIONS = ['picked', 'all_matching', 'undo'] as const;

export type BulkSelection = (typeof BULK_SELECTIONS)[number];

/** Chosen in the list. */
export const CHOSEN_BULK_ACTIONS = ['invite', 'resend', 'remind', 'assign', 'check'] as const;

export type ChosenBulkAction = (typeof CHOSEN_BULK_ACTIONS)[number];

/** `revoke` takes back what `invite` made, `restore` what `assign` changed; both exist only as an undo. */
export const BULK_ACTIONS = [...CHOSEN_BULK_ACTIONS, 'revoke', 'restore'] as const;

export type BulkAction = (typeof BULK_ACTIONS)[number];

/**
 * reading: the file is being uploaded. draft: shown for checking, nothing happens yet. running: jobs create its rows.
 * paused: waiting for a person. cancelled, done: over.
 */
export const IMPORT_STATES = ['reading', 'draft', 'running', 'paused', 'cancelled', 'done'] as const;

export type ImportState = (typeof IMPORT_STATES)[number];

/** What becomes of the customers: created only, or invited by e-mail as well. */
export const IMPORT_MODES = ['create', 'create_and_invite'] as const;

export type ImportMode = (typeof IMPORT_MODES)[number];

/**
 * header: names the columns. problem: cannot be used as it is. existing: the customer exists already. ready: waiting.
 * working: claimed, its outcome is not stored yet. created, needs_review, refused, cancelled: over.
 */
export const ROW_STATES = [
  'header',
  'problem',
  'existing',
  'ready',
  'working',
  'created',
  'needs_review',
  'refused',
  'cancelled',
] as const;

export type RowState = (typeof ROW_STATES)[number];

/** The parts of a customer that a file may bring, in the order of the template. */
export const IMPORT_FIELDS = ['firstName', 'lastName', 'email', 'companyName'] as const;

export type ImportField = (typeof IMPORT_FIELDS)[number];

/** Which column of the file, counted from 0, holds a field; null for none. */
export type ColumnMatch = Readonly<Record<ImportField, number | null>>;

export interface RowProblem {
  readonly field: ImportField;
  readonly message: string;
}

/** Why upstream rejected a row; `rowErrorText` makes a sentence of it. */
export interface RowError {
  readonly kind: string;
  readonly fields?: readonly string[];
}

/** Why a paused import rests, or a running one does not get on. */
export const IMPORT_NOTES = ['by_person', 'refused_all', 'nobody', 'upstream'] as const;

export type ImportNote = (typeof IMPORT_NOTES)[number];

export const NOTIFICATION_KINDS = ['needs_you', 'overdue', 'approved'] as const;

export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

export const NOTIFICATION_REASONS = [
  'response_needed',
  'rejected',
  'unrecognised',
  'creation_needs_review',
  'invite_not_delivered',
  'unopened',
  'waiting',
  'approved',
] as const;

export type NotificationReason = (typeof NOTIFICATION_REASONS)[number];

export const MAIL_KINDS = [
  'invite',
  'reminder',
  'code',
  'response_needed',
  'rejected',
  'approved',
  'staff_invite',
  'new_device',
  'password_reset',
  'digest',
] as const;

export type MailKind = (typeof MAIL_KINDS)[number];

/** sending: handed to the mail server, outcome open. bounced: rejected for good. failed: given up after 72 hours. */
export const MAIL_STATES = ['queued', 'sending', 'sent', 'bounced', 'failed'] as const;

export type MailState = (typeof MAIL_STATES)[number];

/** How far an invite has come, whatever its expiry and its mail. `untouched`: not opened yet. */
export const INVITE_STAGES = ['untouched', 'viewed', 'started', 'returned', 'revoked'] as const;

export type InviteStage = (typeof INVITE_STAGES)[number];

/**
 * received: acknowledged, not processed. processed: upstream was read because of it. ignored: not about a customer.
 * parked: about a customer that upstream does not show yet; tried again. dead: given up after a day; may be replayed.
 */
export const DELIVERY_STATES = ['received', 'processed', 'ignored', 'parked', 'dead'] as const;

export type DeliveryState = (typeof DELIVERY_STATES)[number];

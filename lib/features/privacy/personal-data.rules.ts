/**
 * What the database holds about people, column by column. `docs/personal-data.md` is this table for readers, and a test
 * compares both with the schema. Kinds: `customer` is data of a customer's people, `staff` of a member of the team,
 * `secret` is a hash or a key, `none` is not personal by itself.
 */
export type DataKind = 'customer' | 'staff' | 'secret' | 'none';

export interface StoredData {
  readonly why: string;
  /** How long, in words; settings are those of /settings/data. */
  readonly kept: string;
  readonly seenBy: string;
  /** Columns by kind; names as in the database. */
  readonly columns: Readonly<Partial<Record<DataKind, string>>>;
}

export const STORED_DATA: Readonly<Record<string, StoredData>> = {
  audit: {
    why: 'Who did what, as the law and the contract with 1Money ask',
    kept: 'for ever; an erasure leaves act, time, actor and ids',
    seenBy: 'staff: all roles; customers’ addresses masked in viewers’ files',
    columns: {
      customer: 'actor_label address user_agent details',
      staff: 'actor_id',
      none: 'id at actor_kind act customer_id outcome request_id',
    },
  },
  bulk_items: {
    why: 'What a run over many did to whom',
    kept: '90 days after the run',
    seenBy: 'operators, admins',
    columns: { none: 'run_id position customer_id state reason outcome detail tries claimed_at completed_at' },
  },
  bulk_runs: {
    why: 'One act on many customers',
    kept: '90 days',
    seenBy: 'operators, admins',
    columns: {
      staff: 'created_by started_by address user_agent',
      customer: 'params',
      none: 'id act selection left_out state undo_of created_at started_at finished_at',
    },
  },
  customer_sessions: {
    why: 'Sign-ins of customers',
    kept: 'setting “sessions”; the last hand-over of a customer’s own address until erased',
    seenBy: 'nobody',
    columns: { customer: 'email', secret: 'id_hash', none: 'proof locale created_at expires_at ended_at' },
  },
  customers: {
    why: 'Onboarding itself',
    kept: 'until erased',
    seenBy: 'staff: all roles; the customer their own',
    columns: {
      customer:
        'email first_name last_name company_name legal_name business_name flagged_items search_text sort_name email_key link_lock_by',
      staff: 'owner_id created_by sort_owner',
      none: 'id upstream_id invite_id invite_stage invited_at invite_expires_at status status_since submitted_at upstream_updated_at observed_at observed_by link_minted_at returned_at link_count link_lock_until created_at listed_status since sort_checked sort_status is_invite_undelivered',
    },
  },
  default_views: {
    why: 'With which view the list opens',
    kept: 'while the account exists',
    seenBy: 'the person',
    columns: { staff: 'user_id', none: 'view_id' },
  },
  devices: {
    why: 'To tell people when their account is used in a new browser',
    kept: '400 days after the browser was last seen',
    seenBy: 'nobody',
    columns: { staff: 'user_id first_seen_at last_seen_at', secret: 'device_hash' },
  },
  email_codes: {
    why: 'Sign-in by mail',
    kept: 'setting “sessions”; valid for ten minutes',
    seenBy: 'nobody',
    columns: { customer: 'email', secret: 'code_hash', none: 'id purpose tries created_at expires_at used_at' },
  },
  erased_customers: {
    why: 'So that nobody erased is brought back',
    kept: 'for ever',
    seenBy: 'nobody',
    columns: { staff: 'erased_by', none: 'upstream_id customer_id erased_at' },
  },
  import_files: {
    why: 'An imported file, to be read once more in another encoding',
    kept: 'until the import starts; never started: 7 days',
    seenBy: 'nobody',
    columns: { customer: 'content', none: 'import_id' },
  },
  import_rows: {
    why: 'The lines of an imported file',
    kept: 'setting “imports”',
    seenBy: 'staff: all roles',
    columns: {
      customer: 'cells email problems error',
      staff: 'actor',
      none: 'import_id number intent_id state customer_id is_invited completed_at',
    },
  },
  imports: {
    why: 'An imported file',
    kept: 'setting “imports”; never started: 7 days',
    seenBy: 'staff: all roles',
    columns: {
      customer: 'file_name columns',
      staff: 'created_by started_by started_address started_user_agent',
      none: 'id state encoding delimiter has_header match record_count skipped_count mode locale note created_at started_at finished_at lease_by lease_until',
    },
  },
  invite_tokens: {
    why: 'To know a link again',
    kept: 'with the invite',
    seenBy: 'nobody',
    columns: { secret: 'hash', none: 'invite_id generation' },
  },
  invites: {
    why: 'The customer’s way in',
    kept: 'setting “invites”',
    seenBy: 'staff: all roles; the link only operators and admins',
    columns: {
      customer: 'email email_key message',
      staff: 'created_by',
      none: 'id customer_id locale generation created_at expires_at revoked_at viewed_at view_count started_at returned_at reminders_sent last_reminded_at reminders_stopped_at',
    },
  },
  mails: {
    why: 'The outbox',
    kept: 'setting “mails”',
    seenBy: 'staff: all roles, as the state of an invite',
    columns: {
      customer: 'email facts reason',
      none: 'id kind dedupe_key locale customer_id invite_id state tries created_at next_try_at completed_at',
    },
  },
  notes: {
    why: 'What staff tell each other about a customer',
    kept: 'until erased',
    seenBy: 'staff: all roles',
    columns: { customer: 'text', staff: 'author_id', none: 'id customer_id created_at' },
  },
  notification_preferences: {
    why: 'Whether somebody wants the daily mail',
    kept: 'while the account exists',
    seenBy: 'the person',
    columns: { staff: 'user_id', none: 'read_through digest' },
  },
  notification_reads: {
    why: 'What somebody has read',
    kept: 'with the notice',
    seenBy: 'the person',
    columns: { staff: 'user_id', none: 'notification_id' },
  },
  notifications: {
    why: 'News for staff',
    kept: '30 days',
    seenBy: 'staff: all roles',
    columns: { none: 'id kind reason dedupe_key customer_id status at' },
  },
  observations: {
    why: 'How the status has changed',
    kept: 'until erased',
    seenBy: 'staff: all roles',
    columns: {
      customer: 'flagged_items',
      none: 'id customer_id status raw_status source submitted_at upstream_updated_at observed_at ended_status ended_seconds',
    },
  },
  operations: {
    why: 'No customer twice: what was sent is sent again unchanged',
    kept: 'setting “requests” for the texts; the rest until erased',
    seenBy: 'nobody; kind and state: staff',
    columns: {
      customer: 'body last_error actor',
      none: 'id kind customer_id intent_id idempotency_key state tries request_id created_at sent_at completed_at',
    },
  },
  overview_days: {
    why: 'Figures of the overview',
    kept: 'for ever',
    seenBy: 'staff: all roles',
    columns: {
      none: 'day computed_at invited opened started submitted approved uninvited links_created links_refused links_failed changed_by_webhook changed_by_opening changed_by_sweep',
    },
  },
  passkey_challenges: {
    why: 'What a passkey was asked to sign',
    kept: 'five minutes',
    seenBy: 'nobody',
    columns: { secret: 'challenge_hash holder', none: 'purpose expires_at' },
  },
  passkeys: {
    why: 'Signing in by a passkey',
    kept: 'until removed, or the account goes',
    seenBy: 'the person; admins: that there is one',
    columns: { staff: 'user_id name last_used_at', secret: 'id public_key', none: 'counter transports created_at' },
  },
  password_links: {
    why: 'Invites of staff',
    kept: 'setting “sessions”',
    seenBy: 'admins: that there is one',
    columns: { staff: 'user_id created_by', secret: 'token_hash', none: 'id purpose created_at expires_at ended_at' },
  },
  pending_sign_ins: {
    why: 'A sign-in that waits for its second step',
    kept: 'five minutes',
    seenBy: 'nobody',
    columns: { staff: 'user_id', secret: 'id_hash', none: 'created_at expires_at' },
  },
  rate_limits: {
    why: 'Brakes on guessing and floods',
    kept: 'a day',
    seenBy: 'nobody',
    columns: { customer: 'key', none: 'points expire' },
  },
  recovery_codes: {
    why: 'A way in when the phone is lost',
    kept: 'until replaced, or the factor is removed',
    seenBy: 'the person: how many are left',
    columns: { staff: 'user_id', secret: 'code_hash', none: 'created_at used_at' },
  },
  saved_views: {
    why: 'Named searches of the list',
    kept: 'while the account exists',
    seenBy: 'the person; when shared, staff',
    columns: { staff: 'user_id', customer: 'name query', none: 'id is_shared created_at' },
  },
  sessions: {
    why: 'Staff are signed in',
    kept: 'setting “sessions”',
    seenBy: 'the person; admins: how many',
    columns: {
      staff: 'user_id address user_agent last_seen_at reauthenticated_at',
      secret: 'id_hash',
      none: 'created_at expires_at ended_at signed_in_by',
    },
  },
  settings: {
    why: 'What admins have set',
    kept: 'for ever',
    seenBy: 'admins',
    columns: { staff: 'changed_by', none: 'name value changed_at' },
  },
  sso_identities: {
    why: 'Who at the provider is which member of staff',
    kept: 'while the account exists',
    seenBy: 'nobody; admins, whose role could not be updated',
    columns: { staff: 'subject user_id role_unknown_at', none: 'issuer created_at' },
  },
  sso_sessions: {
    why: 'Signing out at the provider; sealed',
    kept: 'with the session',
    seenBy: 'nobody',
    columns: { secret: 'encrypted', none: 'id_hash' },
  },
  tolerances: {
    why: 'Oddities of 1Money’s answers, counted',
    kept: 'for ever',
    seenBy: 'staff: all roles',
    columns: { none: 'name count first_at last_at' },
  },
  totp_factors: {
    why: 'The authenticator app of an account; sealed',
    kept: 'until removed, or the account goes',
    seenBy: 'the person: that there is one; admins likewise',
    columns: { staff: 'user_id', secret: 'secret', none: 'created_at confirmed_at last_step' },
  },
  upstream_calls: {
    why: 'What was asked of 1Money; never a text',
    kept: 'setting “calls”',
    seenBy: 'staff: all roles',
    columns: { none: 'id at method path status duration_ms request_id outcome attempt priority' },
  },
  upstream_state: {
    why: 'Health of the connection',
    kept: 'for ever',
    seenBy: 'staff: all roles',
    columns: { staff: 'value', none: 'name changed_at' },
  },
  users: {
    why: 'Accounts of staff',
    kept: 'for ever; disabled ones stay',
    seenBy: 'admins; names: staff',
    columns: {
      staff: 'email name sort_name role disabled_at created_at',
      secret: 'password_hash',
      none: 'id is_demo is_password_short',
    },
  },
  webhook_deliveries: {
    why: 'No webhook is lost or done twice',
    kept: 'setting “webhooks” for the texts',
    seenBy: 'staff: all roles; the text only admins',
    columns: {
      customer: 'payload',
      none: 'id dedupe_key event_name upstream_id verdict state outcome tries duplicates received_at next_try_at completed_at',
    },
  },
};

/** How often people may do what costs, floods or can be guessed; counted in the database. docs/security.md has them all. */
export interface Limit {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Exports of customers, of the audit log and of one person, per member of staff. */
export const EXPORTS: Limit = { name: 'export', points: 120, seconds: HOUR };
/** Files taken in, a member of staff. */
export const UPLOADS: Limit = { name: 'import_upload', points: 60, seconds: HOUR };
/** Invites made, sent again or renewed one by one, a member of staff. Runs over many have a limit of their own. */
export const INVITES: Limit = { name: 'invites', points: 300, seconds: HOUR };
/** Links created for one customer, by anyone. A link lives for half an hour. */
export const LINKS: Limit = { name: 'links', points: 60, seconds: HOUR };
/** Wrong tokens in the webhook’s path, an address. Right ones always pass. */
export const WEBHOOK_REFUSALS: Limit = { name: 'webhook_refused', points: 100, seconds: MINUTE };

/** “Check now”, per member of staff. */
export const CHECK_NOW: Limit = { name: 'check_now', points: 10, seconds: MINUTE };
/** Reads of 1Money’s own JSON, per admin. */
export const RAW_READS: Limit = { name: 'raw_customer', points: 10, seconds: MINUTE };
/** Checks of the connection, per admin. */
export const CONNECTION_CHECKS: Limit = { name: 'check_upstream', points: 5, seconds: MINUTE };
/** Checks on the page after the form, per customer. */
export const RETURN_CHECKS: Limit = { name: 'check_return', points: 10, seconds: MINUTE };
/** Uses of an invite's button, per token and per address. */
export const INVITE_USES: Limit = { name: 'invite_press', points: 20, seconds: 15 * MINUTE };
/** Requests for a new link, per address and per invite. */
export const NEW_LINKS_PER_ADDRESS: Limit = { name: 'new_link_address', points: 10, seconds: HOUR };
export const NEW_LINKS_PER_INVITE: Limit = { name: 'new_link_invite', points: 3, seconds: HOUR };
/** Codes mailed to one address. */
export const CODE_MAILS: Limit = { name: 'code_mail', points: 3, seconds: HOUR };
/** Sign-ins of customers, per address. */
export const CUSTOMER_SIGN_INS: Limit = { name: 'customer_sign_in', points: 30, seconds: 15 * MINUTE };
/** Sign-ins by passkey, per address. */
export const PASSKEY_SIGN_INS: Limit = { name: 'passkey_address', points: 60, seconds: 15 * MINUTE };
/** Sign-ins by single sign-on, per address: a whole office comes from one in the morning. */
export const SSO_SIGN_INS: Limit = { name: 'sso', points: 300, seconds: 15 * MINUTE };
/** Uses of mailed password links, per address. */
export const PASSWORD_LINKS: Limit = { name: 'set_password', points: 20, seconds: 15 * MINUTE };
/** Requests for a password reset, per account and per address. */
export const RESETS_PER_ACCOUNT: Limit = { name: 'reset_account', points: 3, seconds: HOUR };
export const RESETS_PER_ADDRESS: Limit = { name: 'reset_address', points: 10, seconds: 15 * MINUTE };

/** How often people may do what costs, floods or can be guessed; counted in the database. docs/security.md has them all. */
export interface Limit {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

const HOUR = 3_600;

/** Exports of customers, of the audit log and of one person, per member of staff. */
export const EXPORTS: Limit = { name: 'export', points: 120, seconds: HOUR };
/** Files taken in, a member of staff. */
export const UPLOADS: Limit = { name: 'import_upload', points: 60, seconds: HOUR };
/** Invites made, sent again or renewed one by one, a member of staff. Runs over many have a limit of their own. */
export const INVITES: Limit = { name: 'invites', points: 300, seconds: HOUR };
/** Links created for one customer, by anyone. A link lives for half an hour. */
export const LINKS: Limit = { name: 'links', points: 60, seconds: HOUR };
/** Wrong tokens in the webhook’s path, an address. Right ones always pass. */
export const WEBHOOK_REFUSALS: Limit = { name: 'webhook_refused', points: 100, seconds: 60 };

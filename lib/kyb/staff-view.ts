/** What pages know about the partner's staff. Instants are ISO 8601 in UTC. */

/** A member of staff as customers' pages name them. */
export interface StaffName {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly isDisabled: boolean;
}

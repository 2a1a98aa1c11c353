/** A member of staff as pages name them. */

/** A member of staff as customers' pages name them. */
export interface StaffName {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly isDisabled: boolean;
}

/** A member of staff, for choosing among. */
export interface StaffChoice {
  readonly id: string;
  readonly name: string;
}

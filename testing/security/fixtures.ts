/** Who asks in the authorization matrix, and what there is to ask for. */
import 'vitest';

/** `disabled` and `demoted` (to viewer) were admins when their sessions were opened. */
export const STAFF_IDENTITIES = ['viewer', 'operator', 'admin', 'disabled', 'demoted'] as const;
export type StaffIdentity = (typeof STAFF_IDENTITIES)[number];

/** `customer` is signed in by code and owns the business of all tests; `otherCustomer` owns another one. */
export const IDENTITIES = ['anonymous', 'customer', 'otherCustomer', ...STAFF_IDENTITIES] as const;
export type Identity = (typeof IDENTITIES)[number];

export interface Business {
  readonly id: string;
  /** Occurs nowhere else, so finding it in an answer means that the answer tells of the business. */
  readonly company: string;
  readonly email: string;
  readonly inviteId: string;
  readonly token: string;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export interface Fixtures {
  readonly business: Business;
  readonly otherBusiness: Business;
  /** Drafts that contain the business. */
  readonly importId: string;
  readonly runId: string;
  /** Sets the password of a person invited to the team. */
  readonly passwordToken: string;
  readonly cookies: Readonly<Record<string, string>>;
  /** A second session each, for what ends sessions. */
  readonly spareCookies: Readonly<Record<string, string>>;
  readonly missingId: string;
  /** An admin who signs in by password, and one whose password is guessed at. */
  readonly signer: Credentials;
  readonly guessed: Credentials;
  /** `crowd-0@staff.example` and so on, all with one password. */
  readonly crowd: { readonly password: string };
}

export interface SecurityPortal {
  /** Where it listens. */
  readonly url: string;
  /** What it believes to be, behind a proxy that ends TLS. */
  readonly appUrl: string;
  readonly emulatorUrl: string;
  /** The provider of single sign-on. */
  readonly providerUrl: string;
  readonly logFile: string;
  /** Of a portal that is not started yet, on a copy of the same database; its port is to be chosen. */
  readonly spareEnv: Readonly<Record<string, string>>;
  readonly fixtures: Fixtures;
}

declare module 'vitest' {
  export interface ProvidedContext {
    portal: SecurityPortal;
  }
}

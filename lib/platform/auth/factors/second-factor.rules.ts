/** What pages know about second factors, and the rule that asks for them. Instants are ISO 8601 in UTC. */
import { z } from 'zod';
import { STAFF_ROLES, type StaffRole } from '@/lib/platform/auth/scope';
import { MAX_CODE_LENGTH, normalizeCode } from '@/lib/platform/input/one-time-code';
import { staffName } from '@/lib/platform/input/staff-name';

/** The setting's name: `{ roles: [...] }`. */
export const SECOND_FACTOR_SETTING = 'second_factor';

const stored = z.object({ roles: z.array(z.string()) });

/** Roles whose members must have a second factor; unknown stored values are left out. */
export function toRequiredRoles(value: unknown): readonly StaffRole[] {
  const { data } = stored.safeParse(value);
  return STAFF_ROLES.filter((role) => data?.roles.includes(role));
}

const onOff = z.enum(['on', 'off'], 'Choose on or off.');

export const secondFactorInput = z
  .strictObject({ admin: onOff, operator: onOff, viewer: onOff })
  .transform((choice) => STAFF_ROLES.filter((role) => choice[role] === 'on'));

/** Six digits of an app or a recovery code, however they were typed. */
const code = z
  .string()
  .max(MAX_CODE_LENGTH, 'This is too long for a code.')
  .refine((typed) => normalizeCode(typed) !== '', 'A code is needed.');

export const codeInput = z.strictObject({ code });

export const secondStepInput = z.strictObject({ code, next: z.string().max(2048).optional() });

/** One of the two, as the page asks for it. */
export const confirmInput = z.strictObject({
  code: code.optional(),
  password: z.string().min(1, 'The password is needed.').max(1024).optional(),
  next: z.string().max(2048).optional(),
});

const passkeyId = z.string().regex(/^[\w-]{1,1400}$/, 'This form is damaged. Reload the page.');
const passkeyName = staffName;
/** A passkey's response as JSON; the library checks it. */
const credential = z.string().min(2).max(20_000);

export const passkeyIdInput = z.strictObject({ passkeyId });
export const renamePasskeyInput = z.strictObject({ passkeyId, passkeyName });
export const registerPasskeyInput = z.strictObject({ passkeyName, credential });
export const passkeyCredentialInput = z.strictObject({ credential, next: z.string().max(2048).optional() });

export interface PasskeyItem {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

/** An app that has not shown a code yet. */
export interface TotpDraft {
  /** In groups of four, for typing. */
  readonly secret: string;
  /** For the QR code. */
  readonly address: string;
}

export interface MyFactors {
  /** When the authenticator app was added; null without one. */
  readonly totpSince: string | null;
  readonly draft: TotpDraft | null;
  readonly passkeys: readonly PasskeyItem[];
  readonly codesLeft: number;
  /** Whether the last factor may not go: the role must have one, or the password is a short one. */
  readonly isRequired: boolean;
}

/**
 * Where the browser tests run and as whom, from E2E_* variables. They are set by the test run's own setup, or by a
 * partner who uses these tests as an acceptance test of a deployed portal (then without an emulator).
 */
import type { Role } from '../../testing/portal';
import type { EmulatorAddress } from '../../testing/start-emulator';

export type { Role };
export const ROLES: readonly Role[] = ['admin', 'operator', 'viewer'];

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export function portalUrl(): string {
  const url = process.env.E2E_BASE_URL ?? process.env.E2E_PORTAL_URL;
  if (!url) throw new Error('E2E_BASE_URL is not set and no portal was started.');
  return url.replace(/\/+$/, '');
}

/** Null when no account of this role was given; tests that need it are skipped. */
export function credentialsOf(role: Role): Credentials | null {
  const name = role.toUpperCase();
  const email = process.env[`E2E_${name}_EMAIL`];
  const password = process.env[`E2E_${name}_PASSWORD`];
  return email && password ? { email, password } : null;
}

/** Signs hand-overs from the partner's own product; null against a deployed portal. */
export function handoffSecret(): string | null {
  return process.env.E2E_BASE_URL ? null : (process.env.E2E_HANDOFF_SECRET ?? null);
}

/** Null against a deployed portal. */
export function emulatorAddress(): EmulatorAddress | null {
  if (process.env.E2E_BASE_URL || !process.env.E2E_EMULATOR_URL) return null;
  return {
    url: process.env.E2E_EMULATOR_URL,
    smtpUrl: process.env.E2E_EMULATOR_SMTP_URL ?? '',
    accessKey: process.env.E2E_EMULATOR_ACCESS_KEY ?? '',
    secretKey: process.env.E2E_EMULATOR_SECRET_KEY ?? '',
  };
}

/** The signed-in state of a role, written once per run by `roles.setup.ts`. Inside an ignored folder. */
export function statePath(role: Role): string {
  return `.test/browser/${role}.json`;
}

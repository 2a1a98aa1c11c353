/**
 * Where encrypted values are (lib/platform/crypto/encrypt.ts): one line per column; `npm run rotate-key` re-encrypts
 * them. The command also searches for encrypted values outside this list, and fails when it finds one.
 */
import 'server-only';
import { ssoSessionPurpose } from '@/lib/platform/db/schema/sso';

export interface EncryptedColumn {
  /** Plural, for the report: `authenticator secrets`. */
  readonly name: string;
  readonly table: string;
  readonly column: string;
  /** The column that identifies a row; text. */
  readonly key: string;
  /** The purpose the value was encrypted for, by the row's key. */
  readonly purpose: (key: string) => string;
}

export const SEALED_COLUMNS: readonly EncryptedColumn[] = [
  {
    name: 'authenticator secrets',
    table: 'totp_factors',
    key: 'user_id',
    column: 'secret',
    purpose: (userId) => `totp:${userId}`,
  },
  {
    name: 'sessions by single sign-on',
    table: 'sso_sessions',
    key: 'id_hash',
    column: 'encrypted',
    purpose: ssoSessionPurpose,
  },
];

/**
 * Where sealed values stand (lib/platform/crypto/encrypt.ts): one line for each column, and `npm run rotate-key` seals it anew. The
 * command also looks for sealed values that stand in no column of this list, and fails when it finds one.
 */
import 'server-only';
import { ssoSessionPurpose } from '@/lib/platform/db/schema/sso';

export interface EncryptedColumn {
  /** Plural, for the report: `authenticator secrets`. */
  readonly name: string;
  readonly table: string;
  readonly column: string;
  /** The column by which a row is told from the others; text. */
  readonly key: string;
  /** What the value was sealed for, as whoever sealed it said; by the row's key. */
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

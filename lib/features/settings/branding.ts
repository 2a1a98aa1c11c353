import 'server-only';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { env } from '@/lib/env';
import { defineSetting } from '@/lib/platform/settings-store/define-setting';
import { err, ok, type Result } from '@/lib/result';
import type { Branding } from './branding.rules';

const DEFAULT_ACCENT = '#3a49c8';
const MAX_LOGO_BYTES = 64 * 1024;

/** Stored values were checked when they were set; one that no longer fits falls back to its default. */
const stored = z.object({
  partnerName: z.string().optional().catch(undefined),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional()
    .catch(undefined),
  supportEmail: z.string().nullable().catch(null),
  privacyUrl: z.string().nullable().catch(null),
  termsUrl: z.string().nullable().catch(null),
  logo: z.string().startsWith('data:image/').nullable().catch(null),
});

function toBranding(setting: Record<string, unknown> | null): Branding {
  const parsed = stored.parse(setting ?? {});
  return { ...parsed, partnerName: parsed.partnerName ?? env().partnerName, accent: parsed.accent ?? DEFAULT_ACCENT };
}

/** The kinds of image a logo may be, by their first bytes: a name or a declared type proves nothing. */
const SIGNATURES: readonly (readonly [type: string, isIt: (bytes: Buffer) => boolean])[] = [
  ['image/png', (bytes) => bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a'],
  ['image/jpeg', (bytes) => bytes.subarray(0, 3).toString('hex') === 'ffd8ff'],
  ['image/webp', (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'],
];

/** The `data:` URL of an uploaded logo. Errors: `invalid_input` with field `logo` (`too_large`, `not_an_image`). */
export function toLogo(bytes: Uint8Array): Result<string> {
  const buffer = Buffer.from(bytes);
  const refuse = (reason: string) =>
    err({ kind: 'invalid_input', retryable: false, fields: { logo: reason } } as const);
  if (buffer.byteLength > MAX_LOGO_BYTES) return refuse('too_large');
  const found = SIGNATURES.find(([, isIt]) => isIt(buffer));
  return found ? ok(`data:${found[0]};base64,${buffer.toString('base64')}`) : refuse('not_an_image');
}

export const brandingSetting = defineSetting<Branding>({
  name: 'branding',
  parse: toBranding,
  describe,
  store: (branding) => ({ ...branding }),
});

/** A picture is not written to the audit log; its fingerprint tells one from another. */
function describe({ logo, ...texts }: Branding): Record<string, string> {
  const picture = logo === null ? 'none' : `picture ${createHash('sha256').update(logo).digest('hex').slice(0, 8)}`;
  return { ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text ?? 'none'])), logo: picture };
}

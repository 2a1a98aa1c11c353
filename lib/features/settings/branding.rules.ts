/** How the partner looks to its customers. */
import { z } from 'zod';
import { emailText } from '@/lib/platform/input/email-text';
import { isVisible, sayHidden } from '@/lib/platform/input/plain-text';

/** Contrast that WCAG asks of text, white on the accent. */
const MIN_CONTRAST = 4.5;

/** As browsers parse it: characters they would drop or encode never reach a page. */
const httpsUrl = z
  .string()
  .max(500, 'The address may have at most 500 characters.')
  .refine(
    (text) => URL.canParse(text) && new URL(text).protocol === 'https:',
    'This must be an address that starts with https://',
  )
  .transform((text) => new URL(text).href);

const optional = (schema: z.ZodType<string, string>) =>
  z
    .string()
    .optional()
    .transform((text) => text?.trim() || null)
    .pipe(schema.nullable());

export const brandingInput = z.strictObject({
  partnerName: z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1, 'A name is needed.')
        .max(80, 'The name may have at most 80 characters.')
        .refine(isVisible, sayHidden('The name')),
    ),
  accent: z
    .string()
    .trim()
    .regex(/^#[0-9a-f]{6}$/i, 'This is not a colour. Example: #3a49c8')
    .refine(
      (colour) => contrastWithWhite(colour) >= MIN_CONTRAST,
      'White text on this colour is hard to read. Choose a darker one.',
    ),
  supportEmail: optional(emailText),
  privacyUrl: optional(httpsUrl),
  termsUrl: optional(httpsUrl),
});

export interface Branding extends z.infer<typeof brandingInput> {
  /** `data:` URL of a PNG, JPEG or WebP of at most 64 kB; null for none. */
  readonly logo: string | null;
}

/** WCAG 2 contrast of white text on a colour such as `#3a49c8`: 1 to 21. */
export function contrastWithWhite(colour: string): number {
  const channel = (index: number) => {
    const value = Number.parseInt(colour.slice(index, index + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  return 1.05 / (luminance + 0.05);
}

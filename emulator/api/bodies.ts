/** Request bodies of the imitated API: closed objects, every refusal names the field and the rule. */
import { z } from 'zod';
import { isEmail } from '../email-address';
import type { Settings } from '../settings-schema';

const NO_OBJECT = 'body must be a JSON object';
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused.
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f]/;

/** "Plain text, no HTML or script": angle brackets are enough to refuse all markup. */
function plainText(max: number) {
  return z
    .string('must be text')
    .refine((text) => text.trim() !== '' && [...text].length <= max, `must have 1 to ${max} characters`)
    .refine((text) => !/[<>]/.test(text), 'must be plain text without HTML')
    .refine((text) => !CONTROL_CHARACTERS.test(text), 'must not contain control characters');
}

const email = z
  .string('must be text')
  .max(254, 'must have at most 254 characters')
  .refine(isEmail, 'must be an e-mail address');

const webUrl = z
  .string('must be text')
  .max(2048, 'must have at most 2048 characters')
  .refine((text) => isWebUrl(text), 'must be a valid absolute URL with http or https');

function isWebUrl(text: string): boolean {
  if (/\s/.test(text) || CONTROL_CHARACTERS.test(text) || !/^https?:\/\//i.test(text)) return false;
  return URL.canParse(text) && new URL(text).hostname !== '';
}

function customerType(settings: Settings) {
  const spellings = settings.customerType === 'any' ? ['Business', 'BUSINESS'] : [settings.customerType];
  return z
    .string('must be text')
    .refine(
      (text) => text.toLowerCase() !== 'individual',
      'Individual customers are not supported by hosted onboarding',
    )
    .refine(
      (text) => text.toLowerCase() === 'individual' || spellings.includes(text),
      `unknown variant, expected ${spellings.map((spelling) => `\`${spelling}\``).join(' or ')}`,
    );
}

export function createCustomerBody(settings: Settings) {
  return z.strictObject(
    {
      email,
      first_name: plainText(255),
      last_name: plainText(255),
      company_name: plainText(100).nullish(),
      customer_type: customerType(settings),
    },
    { error: objectError },
  );
}

const linkFields = {
  redirect_url: webUrl.nullish(),
  locale: z
    .string('must be text')
    .regex(/^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$/, 'must be a language tag such as en-US')
    .nullish(),
};

export const createLinkBody = z.strictObject(linkFields, { error: objectError });
export const createGrantBody = z.strictObject(
  { ...linkFields, customer_id: z.string('must be text').min(1, 'is required') },
  { error: objectError },
);
export const createWebhookBody = z.strictObject(
  { callback_url: webUrl, memo: z.string('must be text').max(1000, 'must have at most 1000 characters').nullish() },
  { error: objectError },
);
export const echoBody = z.strictObject({ message: z.string('must be text') }, { error: objectError });

function objectError(issue: { code?: string; keys?: unknown }): string | undefined {
  if (issue.code === 'unrecognized_keys' && Array.isArray(issue.keys))
    return `unknown field ${issue.keys.map((key) => `\`${key}\``).join(', ')}`;
  return issue.code === 'invalid_type' ? NO_OBJECT : undefined;
}

export type Parsed<T> = { data: T } | { problem: { isSyntax: boolean; detail: string } };

/** Reads the exact bytes as JSON and checks them; problems come back as one line, all fields named. */
export function parseBody<T>(schema: z.ZodType<T>, bytes: Buffer): Parsed<T> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    const detail = bytes.length === 0 ? 'A JSON body is required, at least {}' : 'The body is not valid JSON in UTF-8';
    return { problem: { isSyntax: true, detail } };
  }
  const result = schema.safeParse(value);
  if (result.success) return { data: result.data };
  const lines = result.error.issues.map((issue) => {
    const field = issue.path.join('.');
    const isMissing = issue.code === 'invalid_type' && field !== '' && !hasKey(value, field);
    return field === '' ? issue.message : `${field}: ${isMissing ? 'is required' : issue.message}`;
  });
  return { problem: { isSyntax: false, detail: lines.join('; ') } };
}

function hasKey(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

/**
 * The wrapper of actions that work without a staff session. The order is fixed: own origin, form token, input, then the
 * use case; every outcome becomes a state in the customer's language.
 */
import 'server-only';
import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import type { z } from 'zod';
import { isOwnOrigin, type Origin, requestOrigin } from '@/lib/platform/auth/request-origin';
import { type Sentences, sentences } from '@/lib/platform/i18n/catalogue';
import { DEFAULT_LOCALE, isLocale, type Locale } from '@/lib/platform/i18n/locales';
import type { Result } from '@/lib/result';
import type { ActionState, StatefulAction } from './action-state';
import { isFormToken } from './form-token';
import { publicErrorText } from './public-error-text';
import { type FormValues, keepable, readForm } from './read-form';
import { type ActionOutcome, follow, runSafely } from './run-action';
import { getVisitorId } from './visitor-cookie';

/** `askCode`: a code was sent; the form is submitted once more with it. The text says what is wrong, if anything. */
export type PublicOutcome = ActionOutcome | { readonly askCode: string | null };

export interface PublicContext {
  readonly origin: Origin;
  readonly locale: Locale;
  readonly text: Sentences;
}

interface PublicActionDefinition<S extends z.ZodType> {
  /** For the log. */
  readonly name: string;
  readonly input: S;
  /** What the form is about, as its token was made for; the page passes the same to `FormTokenField`. */
  subject(values: FormValues): string;
  run(context: PublicContext, input: z.infer<S>): Promise<Result<PublicOutcome>>;
  /** The sentence beside a field that cannot be used. */
  fieldText?(text: Sentences): Readonly<Record<string, string>>;
}

export function definePublicAction<S extends z.ZodType>(definition: PublicActionDefinition<S>): StatefulAction {
  return async (_previous, formData) => {
    const { proof = '', locale: given, ...values } = readForm(formData) ?? {};
    const locale = isLocale(given) ? given : DEFAULT_LOCALE;
    const text = sentences(locale);
    const refuse = (message: string, fieldErrors: Readonly<Record<string, string>> = {}): ActionState => {
      // The page may be older than what the action has just learned, and its form token too old to be used again.
      refresh();
      return { status: 'error', message, fieldErrors, values: keepable(values) };
    };
    if (!isOwnOrigin(await headers())) return refuse(text.problemStale);
    if (!isFormToken(proof, await getVisitorId(), definition.subject(values))) return refuse(text.problemStale);
    const input = definition.input.safeParse(values);
    if (!input.success) return refuse(...describeInput(input.error, definition.fieldText?.(text) ?? {}, text));

    const context = { origin: await requestOrigin(), locale, text };
    const result = await runSafely(definition.name, () => definition.run(context, input.data));
    if (!result.ok) {
      const { error } = result;
      const message = publicErrorText(error, text);
      const isCode = error.kind === 'invalid_input' && error.fields?.code !== undefined;
      return isCode ? { status: 'code', message, values: keepable(values) } : refuse(message);
    }
    if ('askCode' in result.value) return { status: 'code', message: result.value.askCode, values: keepable(values) };
    return follow(result.value);
  };
}

function describeInput(
  error: z.ZodError,
  fieldText: Readonly<Record<string, string>>,
  text: Sentences,
): [message: string, fieldErrors: Readonly<Record<string, string>>] {
  const wrong = new Set(error.issues.map((issue) => String(issue.path[0] ?? '')));
  const fieldErrors = Object.fromEntries(Object.entries(fieldText).filter(([field]) => wrong.has(field)));
  return [Object.values(fieldErrors)[0] ?? text.problemStale, fieldErrors];
}

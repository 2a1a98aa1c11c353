/**
 * The result of a plainly submitted form, carried over the redirect back to its page in a short-lived cookie that no
 * script can read. Next lets pages read cookies but not change them, so it ends by its age, or when a later form leads
 * elsewhere.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { env } from '@/lib/env';
import { type ActionState, IDLE } from './action-state';

/** An error stays for as long as a slow page may take to load. */
const ERROR_SECONDS = 30;
/** A code that was e-mailed is asked for as long as it is good. */
const CODE_SECONDS = 10 * 60;

/** Browsers keep 4,096 bytes of a cookie, its name and attributes included. */
const MAX_CHARACTERS = 3_800;

const texts = z.record(z.string(), z.string());

const responseShape = z.object({
  about: z.string(),
  state: z.discriminatedUnion('status', [
    z.object({ status: z.literal('code'), message: z.string().nullable(), values: texts }),
    z.object({
      status: z.literal('error'),
      message: z.string(),
      fieldErrors: texts,
      values: texts,
      isSignedOut: z.boolean().optional(),
      referenceId: z.string().optional(),
    }),
  ]),
});

/** `__Host-` needs https; on loopback http browsers would drop such a cookie. */
function formStateCookie() {
  const secure = env().appUrl.startsWith('https:');
  const name = secure ? '__Host-portal-answer' : 'portal-answer';
  return { name, httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
}

/** The subject may be an invite's token, which belongs in no cookie. */
function digest(subject: string): string {
  return createHash('sha256').update(subject).digest('base64url').slice(0, 22);
}

/** The answer to the form about this subject; idle when there is none. Only what a form asks: text is shown as text. */
export async function readFormState(subject: string): Promise<ActionState> {
  const stored = await currentResponse();
  return stored?.about === digest(subject) ? stored.state : IDLE;
}

/** Of several subjects on one page, the one that was answered. */
export async function findFormState(
  subjects: readonly string[],
): Promise<{ readonly subject: string; readonly state: ActionState } | null> {
  const stored = await currentResponse();
  const subject = stored && subjects.find((each) => digest(each) === stored.about);
  return subject ? { subject, state: stored.state } : null;
}

async function currentResponse(): Promise<z.infer<typeof responseShape> | null> {
  const text = (await cookies()).get(formStateCookie().name)?.value;
  if (!text) return null;
  try {
    return responseShape.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString())).data ?? null;
  } catch {
    return null;
  }
}

/** Actions only. */
export async function keepFormState(subject: string, state: ActionState): Promise<void> {
  const encode = (kept: ActionState) =>
    Buffer.from(JSON.stringify({ about: digest(subject), state: kept })).toString('base64url');
  const whole = encode(state);
  // Browsers drop a larger cookie, and the result with it. No form of ours holds that much.
  const value = whole.length <= MAX_CHARACTERS || !('values' in state) ? whole : encode({ ...state, values: {} });
  const maxAge = state.status === 'code' ? CODE_SECONDS : ERROR_SECONDS;
  (await cookies()).set({ ...formStateCookie(), value, maxAge });
}

/** Actions only. */
export async function forgetFormState(): Promise<void> {
  const jar = await cookies();
  if (jar.has(formStateCookie().name)) jar.set({ ...formStateCookie(), value: '', maxAge: 0 });
}

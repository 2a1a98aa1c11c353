/**
 * Links of mails as browsers ask for them after people pasted them or mail programs mangled them: with the full stop or
 * the bracket that followed them, percent-encoded blanks, zero-width characters, words glued on, or the `=` at which
 * quoted-printable breaks a line. Cleaning proves nothing: the token is still looked up or verified.
 */

/** 256 bits as base64url, as in the links of invites and of passwords. */
const TOKEN = /[A-Za-z0-9_-]{43}/;
/** A JWT signed with HS256, whose signature has 256 bits. */
const JWT = /eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}/;
/** Our ids and the names of our pages. */
const WORD = /[A-Za-z0-9_-]{1,64}/;
/** Occurs inside a token only where a line was broken or a program marked a place to break it. */
const INSIDE = /[\s=\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

const find = (pattern: RegExp, text: string) => pattern.exec(text.replace(INSIDE, ''))?.[0] ?? null;

/** The token in a pasted text; null if there is none, or only a part of one. */
export const findToken = (text: string) => find(TOKEN, text);

/** The signed token in a pasted text; null likewise. */
export const findJwt = (text: string) => find(JWT, text);

/** The address a mangled link to a public page was meant to have; null when it is in order or cannot be read. */
export function mendAddress({ pathname, search }: { readonly pathname: string; readonly search: string }) {
  const [room = '', page, subpage] = pathname.slice(1).split('/').map(decode);
  const mended = mendPage(room, page, subpage, search);
  return mended === `${pathname}${search}` ? null : mended;
}

function mendPage(room: string, page: string | undefined, subpage: string | undefined, search: string) {
  if (room === 'i' || room === 'password') {
    const token = findToken(page ?? '');
    const isReminders = room === 'i' && subpage !== undefined && find(WORD, subpage)?.startsWith('reminders');
    return token && `/${room}/${token}${isReminders ? '/reminders' : ''}${search}`;
  }
  if (!/^onboarding(?![A-Za-z0-9_-])/.test(room)) return null;
  const name = room === 'onboarding' && page !== undefined ? find(WORD, page) : null;
  if (name === null) return `/onboarding${search}`;
  return `/onboarding/${name}${name === 'return' ? mendState(search) : search}`;
}

function mendState(search: string): string {
  const given = new URLSearchParams(search).get('state');
  const state = given && findJwt(given);
  return state === null || state === '' || state === given ? search : `?state=${state}`;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

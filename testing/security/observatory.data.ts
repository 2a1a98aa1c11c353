/**
 * The scoring of the HTTP Observatory that MDN runs, in our own words, as far as it can be told from one HTML answer.
 * Source: the table of modifiers in github.com/mdn/mdn-http-observatory, src/grader/charts.js, and the rules beside it
 * in src/analyzer/tests. One starts at 100; deductions come first, and bonuses count only from 90 on.
 */
export interface Seen {
  /** Response headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly html: string;
  /** Whether the answer belongs to an https address. */
  readonly isSecure: boolean;
  /** Whether browsers ship the domain in their list of those that only speak TLS. */
  readonly isPreloaded: boolean;
}

interface Rule {
  readonly about: string;
  readonly points: number;
  applies(seen: Seen): boolean;
}

const csp = ({ headers }: Seen): ReadonlyMap<string, readonly string[]> => {
  const parts = (headers['content-security-policy'] ?? '').split(';').map((part) => part.trim().split(/\s+/));
  return new Map(parts.map(([name = '', ...sources]) => [name.toLowerCase(), sources]));
};
const sources = (seen: Seen, name: string) => csp(seen).get(name) ?? csp(seen).get('default-src') ?? ['*'];
const BROAD = /^(https?:|ftp:|\*|https?:\/\/\*(\.\*)?)$/;
const isUnsafe = (source: string) => BROAD.test(source) || source === "'unsafe-inline'" || source === 'data:';

const hasPolicy = (seen: Seen) => (seen.headers['content-security-policy'] ?? '') !== '';
const hasUnsafeScript = (seen: Seen) =>
  sources(seen, 'script-src').some(isUnsafe) || sources(seen, 'object-src').some((source) => BROAD.test(source));
const hasInsecureScheme = (seen: Seen) =>
  seen.isSecure && [...csp(seen).values()].flat().some((source) => /^(http|ftp):/.test(source));
const hasEval = (seen: Seen) =>
  [...sources(seen, 'script-src'), ...sources(seen, 'style-src')].includes("'unsafe-eval'");
const hasUnsafeStyle = (seen: Seen) => sources(seen, 'style-src').some(isUnsafe);
const isPolicyClean = (seen: Seen) =>
  hasPolicy(seen) && !hasUnsafeScript(seen) && !hasInsecureScheme(seen) && !hasEval(seen) && !hasUnsafeStyle(seen);
const isDefaultNone = (seen: Seen) => csp(seen).get('default-src')?.join(' ') === "'none'";

const maxAge = ({ headers }: Seen) =>
  Number(/max-age=(\d+)/.exec(headers['strict-transport-security'] ?? '')?.[1] ?? 0);
const SIX_MONTHS = 15_768_000;
const isCookie = (test: RegExp) => (line: string) => test.test(line);
const scripts = ({ html }: Seen) => html.match(/<script\b[^>]*\bsrc=[^>]*>/g) ?? [];
const isForeign = (tag: string) => /\bsrc="(https?:)?\/\//.test(tag);
const hasIntegrity = (tag: string) => /\bintegrity="sha(256|384|512)-/.test(tag);

const RULES: readonly Rule[] = [
  { about: 'no policy at all', points: -25, applies: (seen) => !hasPolicy(seen) },
  {
    about: 'a policy that lets inline or any script run',
    points: -20,
    applies: (seen) => hasPolicy(seen) && hasUnsafeScript(seen),
  },
  {
    about: 'a policy with sources without TLS',
    points: -20,
    applies: (seen) => hasPolicy(seen) && hasInsecureScheme(seen),
  },
  { about: 'a policy that lets text be run', points: -10, applies: (seen) => hasPolicy(seen) && hasEval(seen) },
  {
    about: 'a policy without anything unsafe',
    points: 5,
    applies: (seen) => isPolicyClean(seen) && !isDefaultNone(seen),
  },
  {
    about: 'the same, and nothing allowed by default',
    points: 10,
    applies: (seen) => isPolicyClean(seen) && isDefaultNone(seen),
  },
  { about: 'a cookie without Secure', points: -40, applies: ({ cookies }) => !cookies.every(isCookie(/;\s*secure/i)) },
  {
    about: 'a cookie that scripts can read',
    points: -30,
    applies: ({ cookies }) => !cookies.every(isCookie(/;\s*httponly/i)),
  },
  {
    about: 'a cookie with SameSite=None',
    points: -20,
    applies: ({ cookies }) => cookies.some(isCookie(/samesite=none/i)),
  },
  {
    about: 'cookies, all of them Secure, HttpOnly and SameSite',
    points: 5,
    applies: ({ cookies }) =>
      cookies.length > 0 && cookies.every(isCookie(/(?=.*;\s*secure)(?=.*;\s*httponly)(?=.*samesite=(lax|strict))/i)),
  },
  {
    about: 'readable for scripts of every site',
    points: -50,
    applies: ({ headers }) => headers['access-control-allow-origin'] === '*',
  },
  { about: 'a domain that browsers know for TLS alone', points: 5, applies: ({ isPreloaded }) => isPreloaded },
  { about: 'HSTS missing', points: -20, applies: (seen) => maxAge(seen) === 0 },
  {
    about: 'HSTS shorter than half a year',
    points: -10,
    applies: (seen) => maxAge(seen) > 0 && maxAge(seen) < SIX_MONTHS,
  },
  {
    about: 'a referrer policy that keeps addresses to ourselves',
    points: 5,
    applies: ({ headers }) =>
      /^(no-referrer|same-origin|strict-origin(-when-cross-origin)?)$/.test(headers['referrer-policy'] ?? ''),
  },
  {
    about: 'a referrer policy that gives addresses away',
    points: -5,
    applies: ({ headers }) => /unsafe-url|^origin/.test(headers['referrer-policy'] ?? ''),
  },
  {
    about: 'scripts with integrity, all of our own',
    points: 5,
    applies: (seen) => scripts(seen).length > 0 && scripts(seen).every(hasIntegrity) && !scripts(seen).some(isForeign),
  },
  {
    about: 'scripts of others without integrity',
    points: -50,
    applies: (seen) => scripts(seen).some((tag) => isForeign(tag) && !hasIntegrity(tag)),
  },
  {
    about: 'types may be guessed',
    points: -5,
    applies: ({ headers }) => headers['x-content-type-options'] !== 'nosniff',
  },
  {
    about: 'frames refused by the policy',
    points: 5,
    applies: (seen) => csp(seen).get('frame-ancestors')?.join() === "'none'",
  },
  {
    about: 'frames not refused at all',
    points: -20,
    applies: (seen) => !csp(seen).has('frame-ancestors') && !seen.headers['x-frame-options'],
  },
  {
    about: 'kept from other sites',
    points: 10,
    applies: ({ headers }) => /^same-(origin|site)$/.test(headers['cross-origin-resource-policy'] ?? ''),
  },
];

export function scoreOf(seen: Seen): { readonly score: number; readonly because: readonly string[] } {
  const hits = RULES.filter((rule) => rule.applies(seen));
  const sum = (rules: readonly Rule[]) => rules.reduce((total, { points }) => total + points, 0);
  const base = 100 + sum(hits.filter(({ points }) => points < 0));
  const score = base >= 90 ? base + sum(hits.filter(({ points }) => points > 0)) : Math.max(0, base);
  return { score, because: hits.map(({ about, points }) => `${points > 0 ? '+' : ''}${points} ${about}`) };
}

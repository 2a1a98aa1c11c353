/**
 * The one reader of `process.env`. Every variable is checked here with zod; all problems are listed at once, by
 * name and without values, so that a secret with a typo never reaches a log.
 *
 * Values are read lazily and kept, because `next build` imports this file without any of them being set.
 */
import 'server-only';
import { getDomain } from 'tldts';
import { z } from 'zod';
import { onemoneyShape, portalShape } from './env-schema';
import { isLoopback, type OidcEnv, oidcProblems, toOidcEnv } from './env-values';

export type { OidcEnv };

export class EnvError extends Error {
  override readonly name = 'EnvError';
  constructor(readonly problems: readonly string[]) {
    super(`The environment is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

type Given = Readonly<Record<string, string | undefined>>;

/**
 * Problems that involve several variables. Checked on the raw text, so that they appear in the same list as all others.
 */
function describeConflicts(given: Given): string[] {
  const problems: string[] = [];
  if (given.ONEMONEY_SECRET_KEY === undefined && given.ONEMONEY_AUTH !== 'bearer')
    problems.push('ONEMONEY_SECRET_KEY is missing (needed unless ONEMONEY_AUTH is bearer)');
  const hasNext = given.ONEMONEY_ACCESS_KEY_NEXT !== undefined;
  if (hasNext && given.ONEMONEY_SECRET_KEY_NEXT === undefined && given.ONEMONEY_AUTH !== 'bearer')
    problems.push('ONEMONEY_SECRET_KEY_NEXT is missing (needed beside ONEMONEY_ACCESS_KEY_NEXT)');
  if (!hasNext && given.ONEMONEY_SECRET_KEY_NEXT !== undefined)
    problems.push('ONEMONEY_ACCESS_KEY_NEXT is missing (needed beside ONEMONEY_SECRET_KEY_NEXT)');
  problems.push(...oidcProblems(given));
  const baseUrl = given.ONEMONEY_BASE_URL ?? '';
  if (given.DEMO_PASSWORD !== undefined && URL.canParse(baseUrl) && !isLoopback(new URL(baseUrl)))
    problems.push('DEMO_PASSWORD must not be set when ONEMONEY_BASE_URL is a real environment');
  return problems;
}

function parseShape<T extends z.ZodRawShape>(shape: T): z.infer<z.ZodObject<T>> {
  // An empty variable means "not set": shells and compose files cannot unset one.
  const given: Given = Object.fromEntries(
    Object.keys(shape).flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
  const parsed = z.object(shape).safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        return given[name] === undefined ? `${name} is missing` : `${name} ${describeIssue(issue)}`;
      });
  problems.push(...describeConflicts(given));
  if (!parsed.success || problems.length > 0) throw new EnvError([...new Set(problems)]);
  return parsed.data;
}

/** zod's messages for enums and numbers quote no values, but ours read better. */
function describeIssue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `must be one of: ${issue.values.join(', ')}`;
    case 'invalid_type':
      return `must be a ${issue.expected}`;
    case 'too_big':
      return `must be at most ${issue.maximum}`;
    case 'too_small':
      return issue.message.startsWith('must') ? issue.message : `must be at least ${issue.minimum}`;
    default:
      return issue.message;
  }
}

/** A host that onboarding URLs may have: exact (`127.0.0.1:4010`) or a domain with all its subdomains. */
function defaultLinkHosts(baseUrl: string): readonly string[] {
  const url = new URL(baseUrl);
  return [isLoopback(url) ? url.host : (getDomain(url.hostname) ?? url.host)];
}

export interface OnemoneyEnv {
  readonly baseUrl: string;
  readonly accessKey: string;
  readonly secretKey: string | null;
  /** The pair that replaces it, while it is being rotated. */
  readonly nextKeys: { readonly accessKey: string; readonly secretKey: string | null } | null;
  readonly auth: 'hmac' | 'bearer';
  readonly timeoutMs: number;
  readonly linkHosts: readonly string[];
  readonly requestsPerSecond: number;
  readonly burst: number;
}

function toOnemoneyEnv(values: z.infer<z.ZodObject<typeof onemoneyShape>>): OnemoneyEnv {
  const next = values.ONEMONEY_ACCESS_KEY_NEXT;
  return {
    baseUrl: values.ONEMONEY_BASE_URL,
    accessKey: values.ONEMONEY_ACCESS_KEY,
    secretKey: values.ONEMONEY_SECRET_KEY ?? null,
    nextKeys: next === undefined ? null : { accessKey: next, secretKey: values.ONEMONEY_SECRET_KEY_NEXT ?? null },
    auth: values.ONEMONEY_AUTH,
    timeoutMs: values.ONEMONEY_TIMEOUT_MS,
    linkHosts: values.ONEMONEY_LINK_HOSTS ?? defaultLinkHosts(values.ONEMONEY_BASE_URL),
    requestsPerSecond: values.ONEMONEY_REQUESTS_PER_SECOND,
    burst: values.ONEMONEY_BURST,
  };
}

/** The upstream settings alone, for the command line. Throws `EnvError`. */
export function readOnemoneyEnv(): OnemoneyEnv {
  return toOnemoneyEnv(parseShape(onemoneyShape));
}

export interface Env {
  readonly appUrl: string;
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly authSecret: string;
  /** Encrypt secrets in the database, the current key first; empty: a key derived from AUTH_SECRET is used. */
  readonly encryptionKeys: readonly Uint8Array[];
  readonly onemoney: OnemoneyEnv;
  /** The provider of single sign-on; null: there is none. */
  readonly oidc: OidcEnv | null;
  /** The way back in: passwords work, whatever was switched off in the portal. */
  readonly isPasswordForced: boolean;
  /** Until an admin sets the rule in the portal; decide by `readReentry()`. */
  readonly rejectedReentryDefault: boolean;
  /** Empty when 1Money shows no secret: deliveries then prove themselves by an unguessable path. */
  readonly webhookSecrets: readonly string[];
  /** Whether this portal process runs jobs; off where `npm run worker` does. */
  readonly runsJobs: boolean;
  readonly partnerName: string;
  readonly trustedProxies: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Null: nothing is mailed, and links can only be copied. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly inviteDays: number;
  /** Whether opening an invite always needs a code by email, or only where the form already holds data. */
  readonly isCodeAlwaysNeeded: boolean;
  /** Until an admin sets the rule in the portal; decide by `reminderSetting.read()`. */
  readonly reminderDaysDefault: readonly number[];
  /** Signs the hand-over from the partner's own product; null switches it off. */
  readonly handoffSecret: string | null;
  readonly demoPassword: string | null;
}

function readEnv(): Env {
  const values = parseShape(portalShape);
  const onemoney = toOnemoneyEnv(values);
  return {
    appUrl: values.APP_URL,
    port: values.PORT,
    host: values.HOST,
    dataDir: values.DATA_DIR,
    databaseUrl: values.DATABASE_URL ?? null,
    authSecret: values.AUTH_SECRET,
    encryptionKeys: values.ENCRYPTION_KEY ?? [],
    onemoney,
    oidc: toOidcEnv(values),
    isPasswordForced: values.PASSWORD_SIGN_IN === 'on',
    rejectedReentryDefault: values.ONEMONEY_REJECTED_REENTRY,
    webhookSecrets: values.ONEMONEY_WEBHOOK_SECRET ?? [],
    runsJobs: values.PORTAL_JOBS,
    partnerName: values.PARTNER_NAME,
    trustedProxies: values.TRUSTED_PROXIES,
    logLevel: values.LOG_LEVEL,
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom:
      values.MAIL_FROM ?? `"${values.PARTNER_NAME.replaceAll('"', '')}" <no-reply@${new URL(values.APP_URL).hostname}>`,
    inviteDays: values.INVITE_DAYS,
    isCodeAlwaysNeeded: values.INVITE_CODE === 'always',
    reminderDaysDefault: values.REMINDER_DAYS,
    handoffSecret: values.HANDOFF_SECRET ?? null,
    demoPassword: values.DEMO_PASSWORD ?? null,
  };
}

let cached: Env | undefined;

/** The whole environment of the portal. Throws `EnvError` listing every problem. */
export function env(): Env {
  if (cached === undefined) {
    cached = readEnv();
    // next-auth reads this name itself; its own guess would come from the request's Host header.
    process.env.NEXTAUTH_URL = cached.appUrl;
  }
  return cached;
}

/** The log level alone: logging must work while the rest of the environment is still being checked. */
export function logLevel(): Env['logLevel'] {
  return portalShape.LOG_LEVEL.catch('info').parse(process.env.LOG_LEVEL || undefined);
}

export function isProduction(): boolean {
  return process.env.NODE_ENV === 'production';
}

export function appUrl(): string {
  return env().appUrl;
}

/** CSP sources of the hosted form: `form-action` also applies to the 303 that answers a form. */
export function cspFormActionSources(): string[] {
  const { onemoney, oidc, appUrl } = env();
  // Signing out without scripts is such a form too, and leads to the provider of single sign-on.
  const provider = oidc && new URL(oidc.issuer);
  const isListed = provider !== null && (provider.protocol === 'https:' || appUrl.startsWith('http:'));
  const hosts = onemoney.linkHosts.flatMap((host) => {
    const name = host.replace(/:\d+$/, '');
    if (isLoopback(new URL(`http://${host}`))) return [`http://${host}`, `https://${host}`];
    return name === host && getDomain(name) !== null ? [`https://${host}`, `https://*.${host}`] : [`https://${host}`];
  });
  return isListed ? [...hosts, provider.origin] : hosts;
}

/** What the portal talks to, for the badge in the shell. */
export function upstreamEnvironment(): 'Emulator' | '1Money sandbox' | 'Production' {
  const { hostname } = new URL(env().onemoney.baseUrl);
  if (isLoopback(new URL(env().onemoney.baseUrl))) return 'Emulator';
  return hostname.includes('sandbox') ? '1Money sandbox' : 'Production';
}

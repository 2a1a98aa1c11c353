/** The shapes of environment variables: from text to a value, with a sentence about what is wrong. */
import 'server-only';
import { z } from 'zod';

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

export function isLoopback(url: URL): boolean {
  return LOOPBACK_HOSTS.has(url.hostname) || url.hostname.endsWith('.localhost');
}

/** An absolute origin: https, or http on loopback; no path, query or credentials. */
export const origin = z.string().transform((text, context) => {
  const problem = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (!URL.canParse(text)) return problem('must be an absolute URL such as https://portal.example');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url)))
    return problem('must use https (http is accepted for localhost and 127.0.0.1 only)');
  if (url.pathname !== '/' || url.search || url.hash || url.username || url.password)
    return problem('must be an origin only: no path, query, fragment or credentials');
  return url.origin;
});

/**
 * An OpenID Connect issuer as in its discovery document: https, or http on loopback; a path is common, a query is not.
 * The final slash is removed, so that a path can be appended.
 */
const issuer = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isUsable = url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)));
  if (!isUsable || url.search || url.hash || url.username || url.password) {
    const message = 'must be an address such as https://login.company.example, without query or credentials';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  }
  return text.replace(/\/+$/, '');
});

export const positiveInt = z.coerce.number().int().positive();
export const positiveNumber = z.coerce.number().positive();
export const onOff = z.enum(['on', 'off']).transform((value) => value === 'on');

export const linkHosts = z.string().transform((text, context) => {
  const hosts = text.split(',').map((host) => host.trim().toLowerCase());
  const wrong = hosts.some((host) => !/^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::\d{1,5})?$/.test(host));
  if (wrong)
    context.addIssue({ code: 'custom', message: 'must be host names with optional ports, separated by commas' });
  return hosts;
});

/** One secret, or two while it is being rotated: the current one first. */
export const secretList = z.string().transform((text, context) => {
  const secrets = text.split(',').map((secret) => secret.trim());
  if (secrets.length > 2 || secrets.some((secret) => secret.length < 16))
    context.addIssue({
      code: 'custom',
      message: 'must be one secret, or two separated by a comma, of 16 characters or more',
    });
  return secrets;
});

/** One key of 32 bytes in base64, or two while it is being rotated: the current one first. */
export const encryptionKeyList = z.string().transform((text, context) => {
  const keys = text.split(',').map((key) => Uint8Array.from(Buffer.from(key.trim(), 'base64')));
  if (keys.length > 2 || keys.some((key) => key.length !== 32))
    context.addIssue({
      code: 'custom',
      message: 'must be one key, or two separated by a comma, of 32 bytes in base64 (openssl rand -base64 32)',
    });
  return keys;
});

/** Days after an invite, ascending; `off` for none. */
export const dayList = z.string().transform((text, context) => {
  if (text === 'off') return [];
  const days = text.split(',').map(Number);
  const isAscending = days.every((day, index) => Number.isInteger(day) && day > (days[index - 1] ?? 0) && day <= 90);
  if (!isAscending || days.length > 5)
    context.addIssue({ code: 'custom', message: 'must be up to five days in ascending order such as 3,7, or off' });
  return days;
});

export const accessKeyText = z
  .string()
  .regex(/^[\x21-\x39\x3b-\x7e]{1,256}$/, 'must be 1-256 visible characters without a colon');

export const secretKeyText = z
  .string()
  .regex(/^[A-Za-z0-9_-]+={0,2}$/, 'must be the URL-safe base64 text that 1Money issued, nothing else');
export interface OidcEnv {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** All of them or none. */
export const oidcShape = {
  OIDC_ISSUER: issuer.optional().describe('Single sign-on of staff: the provider; all three OIDC_ variables or none'),
  OIDC_CLIENT_ID: z.string().min(1).max(500).optional().describe('The client id at that provider'),
  OIDC_CLIENT_SECRET: z.string().min(1).max(500).optional().describe('The client secret at that provider'),
};
const OIDC_NAMES = Object.keys(oidcShape);

export function oidcProblems(given: Readonly<Record<string, string | undefined>>): string[] {
  const missing = OIDC_NAMES.filter((name) => given[name] === undefined);
  if (missing.length === OIDC_NAMES.length) return [];
  return missing.map((name) => `${name} is missing (single sign-on needs ${OIDC_NAMES.join(', ')})`);
}

export function toOidcEnv(values: z.infer<z.ZodObject<typeof oidcShape>>): OidcEnv | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values;
  return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : null;
}

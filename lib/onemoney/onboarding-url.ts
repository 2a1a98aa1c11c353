/**
 * The onboarding URL: a secret that works once. It is checked before a browser is sent there, and wrapped so that it
 * never appears in logs, JSON or error messages.
 */
import { inspect } from 'node:util';
import { getDomain } from 'tldts';

const HIDDEN = '[onboarding link]';

/** Holds the URL; only `reveal` returns it, for the one 303 to the person who asked. */
export class OnboardingUrl {
  readonly #href: string;

  constructor(href: string) {
    this.#href = href;
  }

  reveal(): string {
    return this.#href;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}

export type UrlRefusal = 'malformed' | 'scheme' | 'credentials' | 'host';
export type UrlCheck =
  | { readonly ok: true; readonly url: OnboardingUrl }
  | { readonly ok: false; readonly reason: UrlRefusal };

/**
 * Accepts https, or http on loopback, without credentials, on an allowed host. An allowed host is exact, port included
 * (`127.0.0.1:4010`), or a registrable domain (`1money.com`), which also allows its subdomains on the default port.
 * Hosts are compared after URL parsing, so spellings such as `https:\\host` or `%2e` cannot slip through; what is
 * handed out is the parsed form.
 */
export function checkOnboardingUrl(text: string, allowedHosts: readonly string[]): UrlCheck {
  // URL parsing silently drops tabs and line breaks; a URL that contains one is not what upstream means to send.
  if (text.length > 4096 || /[\s\p{Cc}]/u.test(text) || !URL.canParse(text)) return { ok: false, reason: 'malformed' };
  const url = new URL(text);
  const isSecure = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
  if (!isSecure) return { ok: false, reason: 'scheme' };
  if (url.username !== '' || url.password !== '') return { ok: false, reason: 'credentials' };
  if (!allowedHosts.some((allowed) => isHostAllowed(url, allowed.toLowerCase()))) return { ok: false, reason: 'host' };
  return { ok: true, url: new OnboardingUrl(url.href) };
}

function isHostAllowed(url: URL, allowed: string): boolean {
  if (url.host === allowed) return true;
  if (url.port !== '') return false;
  return getDomain(allowed) === allowed && url.hostname.endsWith(`.${allowed}`);
}

/** This machine only; the hosts for which http is acceptable. */
function isLoopbackHost(hostname: string): boolean {
  return /^(?:localhost|[a-z0-9-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

import 'server-only';

/** No page and no handler is there, so each is answered like any address that is unknown. */
const NOT_FOUND = { api: '/api/malformed-address', page: '/malformed-address' };

/**
 * The target of a request, or a target that is not found if its path holds a malformed percent sequence. None of our
 * addresses does, and Next would answer it with a server error before any of our code runs.
 */
export function toDecodableTarget(target: string): string {
  if (!target.includes('%')) return target;
  try {
    decodeURIComponent(target.replace(/[?#].*$/s, ''));
    return target;
  } catch {
    return target.startsWith('/api/') ? NOT_FOUND.api : NOT_FOUND.page;
  }
}

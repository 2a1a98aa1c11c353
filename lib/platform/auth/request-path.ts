import 'server-only';

/** No page and no handler is there, so each is answered like any address that is unknown. */
const NOT_FOUND = { api: '/api/malformed-address', page: '/malformed-address' };

/**
 * The target of a request, or one that is not found where its path holds a malformed percent sequence. No address of
 * ours does, and Next would answer it with an error of the server before any code of ours runs.
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

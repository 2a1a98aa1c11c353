import 'server-only';
import { isProven } from '@/lib/platform/auth/factors/confirm';
import { toSafePath } from '@/lib/platform/auth/safe-path';
import type { StaffScope } from '@/lib/platform/auth/scope';

/**
 * For files with personal data: without a reauthentication within ten minutes the browser is sent there first, then to
 * `next`.
 */
export function confirmFirst(scope: StaffScope, next: string): Response | null {
  if (isProven(scope)) return null;
  const Location = `/confirm-it-is-you?next=${encodeURIComponent(toSafePath(next))}`;
  return new Response(null, { status: 303, headers: { Location, 'Cache-Control': 'private, no-store' } });
}

/** The address that was asked for, for a file that is fetched by a link. */
export function addressOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return `${pathname}${search}`;
}

/**
 * Gives every page a Content-Security-Policy with a nonce of its own and keeps pages out of caches. It is never
 * authorization: it can be bypassed, it knows no session, and each page, action and handler checks for itself.
 */
import { type NextRequest, NextResponse } from 'next/server';
import { appUrl, cspFormActionSources, isProduction } from '@/lib/env';

function contentSecurityPolicy(nonce: string): string {
  // The development server evaluates modules, injects styles, reloads over a WebSocket and brings its own font.
  const dev = !isProduction();
  const directives = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "manifest-src 'self'",
    ...(dev ? ["font-src 'self'"] : []),
    // A form's policy also judges where its answer redirects to, and the start button's POST is answered with a 303
    // to 1Money's hosted form: those hosts belong here, although no form posts to them directly.
    ["form-action 'self'", ...cspFormActionSources()].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  if (appUrl().startsWith('https:')) directives.push('upgrade-insecure-requests');
  return directives.join('; ');
}

export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const policy = contentSecurityPolicy(nonce);
  // Next reads the nonce from the policy on the request and puts it on its own scripts while rendering.
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  response.headers.set('Cache-Control', 'private, no-store');
  return response;
}

export const config = {
  // Everything that may be a document. There is no `missing:` clause on prefetch headers as in Next's example:
  // with it, anyone could ask for a page without a policy.
  matcher: ['/((?!api/|_next/|icon\\.svg$|favicon\\.ico$).*)'],
};

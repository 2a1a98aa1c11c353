/**
 * Gives every page a Content-Security-Policy with a nonce of its own and keeps pages out of caches. It is never
 * authorization: it can be bypassed, it knows no session, and each page, action and handler checks for itself.
 */
import { type NextRequest, NextResponse } from 'next/server';
import { appUrl, cspFormActionSources, isProduction } from '@/lib/env';
import { mendAddress } from '@/lib/platform/input/pasted-link';

const CSP_REPORTS = '/api/csp-reports';

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
    // `form-action` also applies to redirects, and the start button's POST is answered with a 303 to 1Money's hosted
    // form: those hosts belong here, although no form posts to them directly.
    ["form-action 'self'", ...cspFormActionSources()].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // The newer directive, and the one that all browsers know.
    `report-uri ${CSP_REPORTS}`,
    'report-to csp',
  ];
  if (appUrl().startsWith('https:')) directives.push('upgrade-insecure-requests');
  return directives.join('; ');
}

/** Set by `watchDatabase` in `instrumentation-node.ts`: the last result, and a function to check again. */
const watch = globalThis as typeof globalThis & {
  portalIsUnavailable?: boolean;
  lookAtDatabase?: () => Promise<boolean>;
};

const NOT_A_DOCUMENT = { 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'" };

const COMES_BACK = {
  head: '<meta http-equiv="refresh" content="10">',
  text: 'Nothing that was confirmed is lost. This page tries again every ten seconds.',
};
/** An automatic retry would request an empty form. */
const FORM_WAITS = {
  head: '',
  text: 'Nothing was done, and what you typed is still in the form: go back in your browser and send it again in a minute.',
};

const unavailablePage = ({ head, text }: typeof COMES_BACK) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${head}
<title>The portal is not available</title>
</head>
<body>
<main>
<h1>The portal is not available for a moment</h1>
<p>Its database does not answer. ${text}</p>
</main>
</body>
</html>
`;

/** Pages cannot choose the status 503 themselves, and without the database not one of them has anything to show. */
function unavailable(isForm: boolean): NextResponse {
  return new NextResponse(unavailablePage(isForm ? FORM_WAITS : COMES_BACK), {
    status: 503,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      ...NOT_A_DOCUMENT,
      'Cache-Control': 'private, no-store',
      'Retry-After': '10',
    },
  });
}

/** `127.0.0.1` and `localhost` are one machine but two sites to a browser: cookies and forms work on APP_URL's only. */
function toOwnHost(request: NextRequest): NextResponse | null {
  const own = new URL(appUrl());
  const host = request.headers.get('host') ?? own.host;
  if (request.method !== 'GET' || own.protocol === 'https:' || host === own.host) return null;
  const [loopback, port = ''] = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::(\d+))?$/.exec(host) ?? [];
  // With another port, or with none, it was written by a proxy and does not say where the browser is.
  if (loopback === undefined || port !== own.port) return null;
  // Only people lose their way. After an action Next asks itself for the next page, at the address it listens on, and
  // sent elsewhere it would go in circles.
  if ((request.headers.get('sec-fetch-mode') ?? 'navigate') !== 'navigate') return null;
  const { pathname, search } = request.nextUrl;
  const address = `${own.origin}${pathname}${search}`;
  // Not a Location: Next takes the two names for one, makes it relative, and the browser would go in circles.
  return new NextResponse(`<!doctype html><title>Partner portal</title><a href="${address}">Go to the portal</a>`, {
    headers: {
      Refresh: `0; url=${address}`,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'Cache-Control': 'private, no-store',
    },
  });
}

/** The address that a mangled link was meant to have, so that pages and their forms only see whole tokens. */
function mendLink(request: NextRequest): NextResponse | null {
  if (request.method !== 'GET' && request.method !== 'HEAD') return null;
  const address = mendAddress(request.nextUrl);
  if (address === null) return null;
  const headers = { 'Cache-Control': 'private, no-store', ...NOT_A_DOCUMENT };
  return NextResponse.redirect(`${appUrl()}${address}`, { status: 307, headers });
}

/** More than any form of ours holds; customer files go to a handler below `/api` that streams them. */
const MAX_FORM_BYTES = 1024 * 1024;

/**
 * Forms that cannot be ours: sent by another site's page, or too large. Actions judge the origin by themselves and put
 * a refusal on record; here it is only answered early and with the right status, where Next would say 500.
 */
function refuseForm(request: NextRequest): NextResponse | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  const headers = {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'private, no-store',
    ...NOT_A_DOCUMENT,
  };
  if (Number(request.headers.get('content-length') ?? 0) > MAX_FORM_BYTES)
    return new NextResponse('This is larger than any form of this portal.', { status: 413, headers });
  const origin = request.headers.get('origin');
  if (origin === null || origin === appUrl()) return null;
  return new NextResponse('This form came from another site.', { status: 403, headers });
}

/**
 * The visit: a random value in a cookie that no other site can read, for pages whose forms work without a session.
 * Their forms carry a proof made from it (lib/platform/forms/form-token.ts), so only a browser that was shown the page can
 * send them. Pages and actions learn it from a header, which is set here whatever a client sends under that name.
 */
const VISIT_SECONDS = 30 * 60;
const VISIT_HEADER = 'x-portal-visit';
const HAS_VISIT = /^\/(i|onboarding)(\/|$)/;
const VISIT = /^[0-9a-f]{32}$/;

function visitorCookie(): string {
  return appUrl().startsWith('https:') ? '__Host-portal-press' : 'portal-press';
}

function random(): string {
  return crypto.randomUUID().replaceAll('-', '');
}

function keepVisit(response: NextResponse, visit: string): void {
  response.cookies.set(visitorCookie(), visit, {
    httpOnly: true,
    sameSite: 'lax',
    secure: appUrl().startsWith('https:'),
    path: '/',
    maxAge: VISIT_SECONDS,
  });
}

/**
 * The device: a random value by which the portal knows a browser again in which somebody has signed in before
 * (lib/platform/auth/device.ts). Everybody who opens the sign-in page gets one, so that having one tells nothing.
 */
const DEVICE_SECONDS = 400 * 24 * 60 * 60;

function keepDevice(request: NextRequest, response: NextResponse): void {
  if (request.nextUrl.pathname !== '/sign-in' || request.method !== 'GET') return;
  const secure = appUrl().startsWith('https:');
  const name = secure ? '__Host-portal-device' : 'portal-device';
  const given = request.cookies.get(name)?.value ?? '';
  const value = VISIT.test(given) ? given : random();
  response.cookies.set(name, value, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: DEVICE_SECONDS });
}

/**
 * A form that scripts send is left to its action, which keeps what was typed; without scripts the answer is a page, and
 * Next would fail to draw it. So for a form the watch looks once more: what it found last is up to seconds old.
 */
async function refuseUnavailable(request: NextRequest): Promise<NextResponse | null> {
  if (request.headers.has('next-action')) return null;
  const isForm = request.method === 'POST';
  if (watch.portalIsUnavailable) return unavailable(isForm);
  const isThere = !isForm || (await watch.lookAtDatabase?.()) !== false;
  return isThere ? null : unavailable(isForm);
}

export async function proxy(request: NextRequest): Promise<NextResponse> {
  const elsewhere = toOwnHost(request);
  if (elsewhere) return elsewhere;
  const mended = mendLink(request);
  if (mended) return mended;
  const refusal = refuseForm(request);
  if (refusal) return refusal;
  const outage = await refuseUnavailable(request);
  if (outage) return outage;
  const nonce = random();
  const policy = contentSecurityPolicy(nonce);
  // Next reads the nonce from the policy on the request and puts it on its own scripts while rendering.
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  headers.set('x-portal-nonce', nonce);
  // For the layout around all pages, which is not given it and has to know whose page it frames.
  headers.set('x-portal-address', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.delete(VISIT_HEADER);
  const given = request.cookies.get(visitorCookie())?.value ?? '';
  // A new one also for a form sent without one: it is refused, and the page that says so has a form that works.
  const visit = HAS_VISIT.test(request.nextUrl.pathname) ? (VISIT.test(given) ? given : random()) : null;
  if (visit !== null) headers.set(VISIT_HEADER, visit);
  const response = NextResponse.next({ request: { headers } });
  if (visit !== null) keepVisit(response, visit);
  keepDevice(request, response);
  response.headers.set('Content-Security-Policy', policy);
  response.headers.set('Reporting-Endpoints', `csp="${CSP_REPORTS}"`);
  response.headers.set('Cache-Control', 'private, no-store');
  return response;
}

export const config = {
  // Everything that may be a document. There is no `missing:` clause on prefetch headers as in Next's example:
  // with it, anyone could ask for a page without a policy. The hand-over comes from another site by intent, is no
  // document, and reads its body as it comes; Next would hold all of it for us first. The export of the list does too.
  matcher: ['/((?!api/|_next/|icon\\.svg$|favicon\\.ico$|onboarding/handoff$|customers/export$).*)'],
};

/**
 * Static headers live here and not in `proxy.ts`, because the proxy runs for pages only while these must be on every
 * response, files and API answers included. The pages' own Content-Security-Policy needs a nonce per request: proxy.ts.
 */
const HEADERS = {
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-DNS-Prefetch-Control': 'off',
  'Permissions-Policy':
    'accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), ' +
    'magnetometer=(), microphone=(), payment=(), usb=()',
};

/** API answers and static files are never documents: nothing in them may load or run anything. */
const NOT_A_DOCUMENT = { 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'" };

const toList = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }));

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // `npm test` checks the types, several times faster.
  typescript: { ignoreBuildErrors: true },
  // Next holds a form in memory before any check of ours: no more than the largest form we have.
  experimental: { proxyClientMaxBodySize: '1mb' },
  // Packages with WebAssembly, native parts, or their own worker files: bundling breaks them or makes them public.
  serverExternalPackages: [
    '@electric-sql/pglite',
    'pg',
    'pg-boss',
    'pino',
    '@node-rs/argon2',
    'proper-lockfile',
    'undici',
    'rate-limiter-flexible',
  ],
  headers: async () => [
    { source: '/:path*', headers: toList(HEADERS) },
    { source: '/api/:path*', headers: toList(NOT_A_DOCUMENT) },
    { source: '/_next/:path*', headers: toList(NOT_A_DOCUMENT) },
    { source: '/icon.svg', headers: toList(NOT_A_DOCUMENT) },
    { source: '/favicon.ico', headers: toList(NOT_A_DOCUMENT) },
    { source: '/onboarding/handoff', headers: toList(NOT_A_DOCUMENT) },
    { source: '/customers/export', headers: toList(NOT_A_DOCUMENT) },
  ],
};

export default config;

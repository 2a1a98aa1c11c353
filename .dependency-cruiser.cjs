/**
 * The arrows: which folder may import which. One table; whatever is not in it is an error.
 *
 * So a page can read but not write, a component cannot see a database row even by type, the rules about KYB know
 * nothing of the rest, and everything under `lib` except sign-in and actions could run without Next.
 */
const TESTS = '(\\.test\\.(tsx?|mjs)$|/testing\\.ts$|/testing/)';

/** Where each area lives. A file that is in none of them is an error too. */
const AREAS = {
  app: '^app/',
  ui: '^components/ui/',
  components: '^components/(?!ui/)',
  actions: '^lib/actions/',
  services: '^lib/services/',
  jobs: '^lib/jobs/',
  auth: '^lib/auth/',
  secrets: '^lib/secrets/',
  queries: '^lib/db/queries/',
  db: '^lib/db/(?!queries/)',
  kyb: '^lib/kyb/',
  texts: '^lib/texts/',
  onemoney: '^lib/onemoney/',
  mail: '^lib/mail/',
  env: '^lib/env(-values)?(\\.test)?\\.ts$',
  log: '^lib/log(\\.test)?\\.ts$',
  leaves:
    '^lib/(result|format|scope|one-time-code|pasted-link|hidden-characters|email-address|text-keys)(\\.test)?\\.ts$',
  instrumentation: '^instrumentation(-node)?\\.ts$',
  proxy: '^proxy(\\.test)?\\.ts$',
  emulator: '^emulator/',
  e2e: '^e2e/',
  'emulator-bench': '^bench/emulator\\.ts$',
  commands: '^(scripts/|testing/|bench/(?!emulator\\.ts$))',
  configs: '^[^/]+\\.config\\.(ts|js|mjs)$',
};

const LIBRARY = [
  'services',
  'jobs',
  'auth',
  'secrets',
  'queries',
  'db',
  'kyb',
  'texts',
  'onemoney',
  'mail',
  'env',
  'log',
  'leaves',
];
const SERVER = ['env', 'log', 'leaves'];

/**
 * `to`: areas beside itself. `packages`: npm packages, or `*`. `node`: whether Node's own modules may be used, which
 * is false for what also runs in browsers or must stay pure.
 */
const ARROWS = {
  app: {
    to: ['components', 'ui', 'actions', 'services', 'auth', 'queries', 'kyb', 'texts', ...SERVER],
    packages: ['next', 'react', 'server-only'],
    node: true,
  },
  ui: { to: ['leaves'], packages: ['react', 'react-dom', 'next'], node: false },
  components: {
    to: ['ui', 'actions', 'kyb', 'texts', 'leaves'],
    packages: ['react', 'react-dom', 'next', 'swr', '@simplewebauthn/browser'],
    node: false,
  },
  actions: {
    to: ['services', 'auth', 'kyb', 'texts', ...SERVER],
    packages: ['next', 'zod', 'server-only'],
    node: true,
  },
  services: {
    to: ['onemoney', 'db', 'queries', 'kyb', 'texts', 'mail', 'secrets', ...SERVER],
    packages: ['zod', 'jose', 'p-limit', 'busboy', 'csv-parse', 'csv-stringify', 'uqr', 'server-only'],
    node: true,
  },
  jobs: { to: ['services', 'db', 'queries', ...SERVER], packages: ['pg-boss', 'zod', 'server-only'], node: true },
  auth: {
    to: ['db', 'queries', 'texts', 'secrets', ...SERVER],
    packages: [
      'next',
      'next-auth',
      'openid-client',
      'react',
      '@node-rs/argon2',
      '@zxcvbn-ts/language-common',
      '@simplewebauthn/server',
      'otpauth',
      'ipaddr.js',
      'rate-limiter-flexible',
      'jose',
      'p-limit',
      'zod',
      'server-only',
    ],
    node: true,
  },
  secrets: { to: ['env'], packages: ['server-only'], node: true },
  queries: { to: ['db', 'kyb', ...SERVER], packages: ['drizzle-orm', 'zod', 'server-only'], node: true },
  db: {
    to: ['queries', 'kyb', ...SERVER],
    packages: [
      'drizzle-orm',
      'pg',
      'rate-limiter-flexible',
      '@electric-sql/pglite',
      'pg-boss',
      'proper-lockfile',
      'ipaddr.js',
      'zod',
      'server-only',
    ],
    node: true,
  },
  kyb: { to: ['texts', 'leaves'], packages: ['zod'], node: false },
  // What customers read: words only, for pages and mails alike.
  texts: { to: [], packages: [], node: false },
  onemoney: { to: SERVER, packages: ['zod', 'undici', 'p-limit', 'tldts', 'server-only'], node: true },
  mail: { to: ['texts', ...SERVER], packages: ['nodemailer', 'zod', 'server-only'], node: true },
  env: { to: [], packages: ['zod', 'tldts', 'server-only'], node: true },
  log: { to: ['env'], packages: ['pino', 'server-only'], node: true },
  leaves: { to: [], packages: [], node: false },
  instrumentation: { to: ['jobs', 'services', 'auth', 'db', 'env', 'log'], packages: ['server-only'], node: true },
  // The policy's `form-action` names the hosts of onboarding links, which are configuration read at run time. Mangled
  // links are mended by a leaf.
  proxy: { to: ['env', 'leaves'], packages: ['next'], node: true },
  emulator: { to: [], packages: '*', node: true },
  e2e: { to: ['commands'], packages: ['playwright', 'axe-core', '@electric-sql/pglite'], node: true },
  // Measures the emulator alone, and belongs to it.
  'emulator-bench': { to: ['emulator'], packages: '*', node: true },
  commands: { to: LIBRARY, packages: '*', node: true },
  // The browser tests' configuration is a user of the harness.
  configs: { to: ['commands'], packages: '*', node: true },
};

const packagePath = (name) => `(^|/)node_modules/(@types/)?${name.replace('@', '@?').replace('/', '(/|__)')}/`;

function toPathNot(area) {
  const { to, packages, node } = ARROWS[area];
  const own = [area, ...to].map((name) => AREAS[name]);
  const foreign = packages === '*' ? ['(^|/)node_modules/'] : packages.map(packagePath);
  return { pathNot: [...own, ...foreign], ...(node ? { dependencyTypesNot: ['core'] } : {}) };
}

function describe(area) {
  const { to, packages, node } = ARROWS[area];
  const foreign = packages === '*' ? 'any package' : packages.join(', ') || 'no package';
  return `${area} may import: ${[...to, foreign, node ? 'Node' : 'nothing of Node'].join(', ')}`;
}

const arrowRules = Object.keys(AREAS).map((area) => ({
  name: `arrow-from-${area}`,
  severity: 'error',
  comment: describe(area),
  from: { path: AREAS[area], pathNot: [TESTS] },
  to: toPathNot(area),
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...arrowRules,
    {
      name: 'tests-stay-inside',
      severity: 'error',
      comment: 'tests reach the emulator and the browser suite over HTTP only; emulator tests know nothing of ours',
      from: { path: TESTS, pathNot: ['^(emulator|e2e|testing)/'] },
      to: { path: '^(emulator|e2e)/' },
    },
    {
      name: 'emulator-and-e2e-know-nothing-of-ours',
      severity: 'error',
      comment: 'they are outsiders: an error in our code must not be able to hide itself in its own judge',
      from: { path: '^(emulator|e2e)/' },
      to: { path: '^(app|components|lib|scripts|bench)/' },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      comment: 'no production file imports a test or its support',
      from: { pathNot: [TESTS, '^(e2e|emulator)/.*testing/', '^(scripts|bench|testing)/', '^[^/]+\\.config\\.'] },
      to: { path: TESTS },
    },
    {
      name: 'drizzle-only-in-db',
      severity: 'error',
      comment: 'the database is spoken to in lib/db only',
      from: {
        pathNot: [
          '^lib/db/',
          TESTS,
          '^(scripts|bench|testing|emulator|e2e)/',
          '^drizzle\\.config\\.ts$',
          'node_modules',
        ],
      },
      to: { path: ['drizzle-orm', 'pg', '@electric-sql/pglite'].map(packagePath) },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'a circle of imports has no order of initialisation; types alone may refer to each other',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'the import does not resolve to anything',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-package-in-production',
      severity: 'error',
      comment: 'what runs in production may only use dependencies, not devDependencies',
      from: { path: '^(app|components|lib|instrumentation|proxy)', pathNot: [TESTS] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Imports of types count: a type from the database in a component is a leak as well.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};

module.exports.AREAS = AREAS;
module.exports.TESTS = TESTS;

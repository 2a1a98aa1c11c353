/**
 * The arrows: who may import whom. Anything the tables below do not allow is an error.
 *
 * A feature is a folder in `lib/features` and one of the same name in `components`. It may import the features that
 * `MAY` lists for it and no others. `scripts/arrows.test.mjs` plants one violation for each rule.
 */
const TESTS = '(\\.test\\.(tsx?|mjs)$|/testing\\.ts$|/testing/)';

/** The features that each feature may use; it must not go in a circle. A feature that is not here uses none. */
const MAY = {
  account: ['sso'],
  'command-palette': ['customers'],
  bulk: ['customers', 'invites', 'owners', 'settings', 'sync'],
  connection: ['customers', 'sync'],
  creation: ['customers', 'sync'],
  customers: ['saved-views', 'settings'],
  developers: ['connection', 'customers', 'sync'],
  imports: ['creation', 'customers', 'invites', 'sync'],
  invites: ['customers', 'settings', 'sync'],
  mails: ['account', 'customers', 'invites', 'notifications', 'password', 'self-serve', 'settings', 'team'],
  notes: ['customers', 'owners'],
  notifications: ['customers', 'settings'],
  onboarding: ['customers', 'invites', 'settings', 'sync'],
  owners: ['customers'],
  privacy: ['customers'],
  'self-serve': ['customers', 'invites', 'onboarding', 'settings', 'sync'],
  shell: ['command-palette', 'notifications'],
  sso: ['password', 'team'],
  sync: ['customers', 'notifications', 'settings'],
  team: ['password'],
  timeline: ['activity', 'customers', 'sync'],
};

/** Where each room is. A file that is in none of them is an error too. */
const ROOMS = {
  app: '^app/',
  'components-base': '^components/(ui|forms|kyb|realtime)/',
  components: '^components/(?!(ui|forms|kyb|realtime)/)[^/]+/',
  features: '^lib/features/[^/]+/',
  platform: '^lib/platform/[^/]+/',
  kyb: '^lib/kyb/',
  onemoney: '^lib/onemoney/',
  composition: '^lib/(jobs|start-jobs|stop-jobs|catch-up|prune)\\.ts$',
  env: '^lib/env(-values|-schema|-example)?(\\.test)?\\.ts$',
  log: '^lib/log(\\.test)?\\.ts$',
  leaves: '^lib/(result|format|hidden-characters)(\\.test)?\\.ts$',
  instrumentation: '^instrumentation(-node)?\\.ts$',
  proxy: '^proxy(\\.test)?\\.ts$',
  emulator: '^emulator/',
  e2e: '^e2e/',
  'emulator-bench': '^bench/emulator\\.ts$',
  commands: '^(scripts/|testing/|bench/(?!emulator\\.ts$))',
  configs: '^[^/]+\\.config\\.(ts|js|mjs)$',
};

/** What of `lib` runs in a browser as well: no file of these imports `server-only`, not even through others. */
const PURE =
  '^lib/(kyb/|format|result|hidden-characters|platform/(input|i18n)/|platform/(auth/(scope|roles|staff-name|masking)' +
  '|auth/factors/second-factor\\.rules|audit/audit-events|db/column-values|forms/(action-state|error-text)' +
  '|jobs/dead-job)\\.ts)';
const RULES = '^lib/features/.*[/.]rules\\.ts$';
const ACTIONS = '[/.]actions\\.ts$';
const SQL = '[/.](queries|writes)\\.ts$';
const LIBRARY = ['features', 'platform', 'kyb', 'onemoney', 'composition', 'env', 'log', 'leaves'];

/**
 * `to`: rooms beside itself. `packages`: npm packages, or `*`. `node`: whether Node's own modules may be used, which
 * is false for what also runs in browsers or must stay pure.
 */
const ARROWS = {
  app: {
    to: ['components', 'components-base', 'features', 'platform', 'kyb', 'env', 'log', 'leaves'],
    packages: ['next', 'react', 'server-only'],
    node: true,
  },
  'components-base': {
    to: ['platform', 'kyb', 'leaves'],
    packages: ['react', 'react-dom', 'next', 'swr'],
    node: false,
  },
  components: {
    to: ['components-base', 'features', 'platform', 'kyb', 'leaves'],
    packages: ['react', 'react-dom', 'next', 'swr', '@simplewebauthn/browser'],
    node: false,
  },
  features: {
    to: ['platform', 'kyb', 'onemoney', 'env', 'log', 'leaves'],
    packages: [
      ...['zod', 'jose', 'p-limit', 'busboy', 'csv-parse', 'openid-client', 'ipaddr.js', 'drizzle-orm'],
      ...['next', 'next-auth', 'server-only'],
    ],
    node: true,
  },
  platform: { to: ['kyb', 'env', 'log', 'leaves'], packages: '*', node: true },
  kyb: { to: ['leaves'], packages: ['zod'], node: false },
  onemoney: { to: ['leaves', 'log'], packages: ['zod', 'undici', 'p-limit', 'tldts', 'server-only'], node: true },
  composition: {
    to: ['features', 'platform', 'env', 'log', 'leaves'],
    packages: ['pg-boss', 'zod', 'server-only'],
    node: true,
  },
  env: { to: [], packages: ['zod', 'tldts', 'server-only'], node: true },
  log: { to: ['env'], packages: ['pino', 'server-only'], node: true },
  leaves: { to: [], packages: [], node: false },
  instrumentation: { to: ['composition', 'platform', 'env', 'log'], packages: ['server-only'], node: true },
  // The policy's `form-action` names the hosts of onboarding links, which are read from the environment at run time.
  proxy: { to: ['platform', 'env', 'leaves'], packages: ['next'], node: true },
  emulator: { to: [], packages: '*', node: true },
  e2e: { to: ['commands'], packages: ['playwright', 'axe-core', '@electric-sql/pglite'], node: true },
  // Measures the emulator alone, and belongs to it.
  'emulator-bench': { to: ['emulator'], packages: '*', node: true },
  commands: { to: LIBRARY, packages: '*', node: true },
  // The configuration of the browser tests uses the harness.
  configs: { to: ['commands'], packages: '*', node: true },
};

const packagePath = (name) => `(^|/)node_modules/(@types/)?${name.replace('@', '@?').replace('/', '(/|__)')}/`;
const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });
const one = (names) => `(${names.join('|')})`;

function describe(room) {
  const { to, packages, node } = ARROWS[room];
  const foreign = packages === '*' ? 'any package' : packages.join(', ') || 'no package';
  return `${room} may import: ${[...to, foreign, node ? 'Node' : 'nothing of Node'].join(', ')}`;
}

const roomRules = Object.entries(ARROWS).map(([room, { to, packages, node }]) => {
  const own = [room, ...to].map((name) => ROOMS[name]);
  const foreign = packages === '*' ? ['(^|/)node_modules/'] : packages.map(packagePath);
  return rule(
    `arrow-from-${room}`,
    describe(room),
    { path: ROOMS[room], pathNot: [TESTS] },
    { pathNot: [...own, ...foreign], ...(node ? { dependencyTypesNot: ['core'] } : {}) },
  );
});

const featureRules = [
  ...Object.entries(MAY).map(([feature, others]) =>
    rule(
      `feature-${feature}`,
      `${feature} may use the features ${others.join(', ')}`,
      { path: `^(lib/features|components)/${feature}/`, pathNot: [TESTS] },
      {
        path: ['^lib/features/', ROOMS.components],
        pathNot: [`^(lib/features|components)/${one([feature, ...others])}/`],
      },
    ),
  ),
  rule(
    'feature-alone',
    'a feature that MAY does not list uses no other',
    {
      path: `^(?:lib/features|components)/(?!(?:${[...Object.keys(MAY), 'ui', 'forms', 'kyb', 'realtime'].join('|')})/)([^/]+)/`,
      pathNot: [TESTS],
    },
    { path: ['^lib/features/', ROOMS.components], pathNot: ['^(lib/features|components)/$1/'] },
  ),
];

const insideRules = [
  rule(
    'components-see-rules-and-actions',
    'of features a component sees rules and actions, of the platform what is pure: never a row, a query or a secret',
    { path: '^components/', pathNot: [TESTS] },
    { path: '^lib/', pathNot: [PURE, RULES, `^lib/features/.*${ACTIONS}`] },
  ),
  rule(
    'rules-are-pure',
    'rules decide; they ask no database, no network and no environment, and run in a browser too',
    { path: [RULES, PURE], pathNot: [TESTS] },
    { path: '^lib/', pathNot: [PURE, RULES] },
  ),
  rule(
    'pages-do-not-write',
    'a page calls use cases and actions; what it would write belongs to one',
    { path: '^app/' },
    { path: ['[/.]writes\\.ts$', '^lib/platform/db/(?!column-values)', '^lib/onemoney/'] },
  ),
  rule(
    'actions-are-for-pages',
    'an action is an endpoint; lib calls the use case behind it',
    { path: '^lib/', pathNot: [TESTS] },
    { path: ACTIONS },
  ),
  rule(
    'sql-only-in-queries-and-writes',
    'SQL stands in queries.ts, writes.ts and platform/db, so that everything that touches a table is found there',
    {
      path: '^(app|components|lib)/',
      pathNot: ['^lib/platform/db/', SQL, '^lib/platform/crypto/encrypted-columns\\.ts$', TESTS],
    },
    { path: ['drizzle-orm', 'pg', '@electric-sql/pglite'].map(packagePath) },
  ),
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...roomRules,
    ...featureRules,
    ...insideRules,
    rule(
      'tests-stay-inside',
      'tests reach the emulator and the browser tests over HTTP only; tests of the emulator know nothing of ours',
      { path: TESTS, pathNot: ['^(emulator|e2e|testing)/'] },
      { path: '^(emulator|e2e)/' },
    ),
    rule(
      'emulator-and-e2e-know-nothing-of-ours',
      'they are outsiders: an error in our code must not be able to hide itself in its own judge',
      { path: '^(emulator|e2e)/' },
      { path: '^(app|components|lib|scripts|bench)/' },
    ),
    rule(
      'tests-are-not-imported',
      'no production file imports a test or its support',
      { pathNot: [TESTS, '^(e2e|emulator)/.*testing/', '^(scripts|bench|testing)/', '^[^/]+\\.config\\.'] },
      { path: TESTS },
    ),
    rule(
      'no-cycles',
      'a circle of imports has no order of initialisation; types alone may refer to each other',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule('resolvable', 'the import does not resolve to anything', {}, { couldNotResolve: true }),
    rule(
      'no-development-package-in-production',
      'what runs in production may only use dependencies, not devDependencies',
      { path: '^(app|components|lib|instrumentation|proxy)', pathNot: [TESTS] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
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

module.exports.ROOMS = ROOMS;
module.exports.MAY = MAY;
module.exports.TESTS = TESTS;

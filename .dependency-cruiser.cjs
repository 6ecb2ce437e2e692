/**
 * The rules of ARCHITECTURE.md, section "Which way imports go", as `npm run architecture` checks them.
 */

// From the top of the house to its ground floor; a folder may import from floors below its own.
const entries = '^server/(main|demo|admin|run|start)[.]ts$';
const wiring = '^server/(deps|app)[.]ts$';
const features = [
  'admin',
  'sign-in',
  'console',
  'authorize',
  'api',
  'install',
  'callbacks',
  'embedded',
  'health',
  'home',
  'proxy',
  'picker',
  'link',
];
const pages = ['pages', 'access', 'connection-tests', 'callback-tests'];
const nouns = [
  'companies',
  'links',
  'settings',
  'connections',
  'iclients',
  'users',
  'authorizations',
  'store-users',
  'api-keys',
  'picker-sessions',
  'callback-records',
  'events',
];
const ground = ['bigcommerce', 'vault', 'redis', 'http', 'language', 'metrics'];

const inside = (folders) => `^server/(${folders.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A file that needs itself cannot be read from top to bottom.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'known-folders-only',
      comment: 'A new folder of server/ must be given its floor here and in ARCHITECTURE.md.',
      severity: 'error',
      from: {
        path: '^server/',
        pathNot: [
          inside([...features, ...pages, ...nouns, ...ground, 'sandbox', 'example-builder']),
          '^server/[^/]+[.]ts$',
        ],
      },
      to: {},
    },
    {
      name: 'entries-are-not-imported',
      comment: 'Only the entries know the entries.',
      severity: 'error',
      from: { path: '^(server|config)/', pathNot: entries },
      to: { path: entries },
    },
    {
      name: 'wiring-only-from-entries',
      comment:
        'Everything else is given what it needs. The types of deps.ts may be seen by app.ts.',
      severity: 'error',
      from: { path: '^(server|config)/', pathNot: [entries, wiring] },
      to: { path: wiring },
    },
    {
      name: 'features-do-not-import-features',
      comment: 'What two features share moves down.',
      severity: 'error',
      from: {
        path: '^server/([^/]+)/',
        pathNot: inside([...pages, ...nouns, ...ground, 'sandbox', 'example-builder']),
      },
      to: { path: inside(features), pathNot: '^server/$1/' },
    },
    {
      name: 'pages-look-down',
      severity: 'error',
      from: { path: inside(pages) },
      to: { path: inside(features) },
    },
    {
      name: 'nouns-look-down',
      severity: 'error',
      from: { path: inside(nouns) },
      to: { path: inside([...features, ...pages]) },
    },
    {
      name: 'ground-looks-nowhere-up',
      severity: 'error',
      from: { path: inside(ground) },
      to: { path: inside([...features, ...pages, ...nouns]) },
    },
    {
      name: 'sandbox-stands-alone',
      comment: 'A wrong field name must not be wrong on both sides.',
      severity: 'error',
      from: { path: '^server/sandbox/' },
      to: { path: '^(server|config)/', pathNot: '^server/sandbox/' },
    },
    {
      name: 'sandbox-only-from-the-demo',
      comment: 'The service does not know whether its BigCommerce is a pretend one.',
      severity: 'error',
      from: {
        path: '^(server|config)/',
        pathNot: '^server/(sandbox/|demo[.]ts$|callback-tests/simulation/)',
      },
      to: { path: '^server/sandbox/' },
    },
    {
      name: 'simulations-take-what-bigcommerce-would-send',
      comment:
        'A simulated install has codes, answers and payloads made by the sandbox, and starts none.',
      severity: 'error',
      from: { path: '^server/callback-tests/simulation/' },
      to: {
        path: '^server/sandbox/',
        pathNot:
          '^server/sandbox/(world|signed-payload|oauth/(codes|exchange-code)|seeds/stores|api/store-routes)[.]ts$',
      },
    },
    {
      name: 'example-builder-stands-alone',
      comment: 'It has what any builder has: an API key and the documentation.',
      severity: 'error',
      from: { path: '^server/example-builder/' },
      to: { path: '^(server|config)/', pathNot: '^server/example-builder/' },
    },
    {
      name: 'example-builder-only-from-the-demo',
      severity: 'error',
      from: { path: '^(server|config)/', pathNot: '^server/(example-builder/|demo[.]ts$)' },
      to: { path: '^server/example-builder/' },
    },
    {
      name: 'config-stands-alone',
      severity: 'error',
      from: { path: '^config/' },
      to: { path: '^server/' },
    },
    {
      name: 'outbound-http-in-one-place',
      comment:
        'Every request to BigCommerce has its bounds in bigcommerce/; those to callback URLs have theirs in one file.',
      severity: 'error',
      from: {
        path: '^server/',
        pathNot:
          '^server/(bigcommerce/|callback-tests/checks/request[.]ts$|sandbox/|example-builder/|start[.]ts$)',
      },
      // A type opens no connection.
      to: {
        path: '(node_modules/undici/|^(node:)?https?$)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'redis-client-in-redis',
      comment: 'Everyone else is given a connection.',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/redis/' },
      to: { path: 'node_modules/ioredis/' },
    },
    {
      name: 'no-test-in-production',
      severity: 'error',
      from: { path: '^(server|config)/' },
      to: { path: '^test/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared-dependencies-only',
      severity: 'error',
      from: { path: '^(server|config)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
};

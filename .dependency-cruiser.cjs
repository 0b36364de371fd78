/**
 * Who may import whom. The table of ARCHITECTURE.md, each refusal with the sentence that says why.
 * `test/boundaries/` makes one violation of every row and sees it refused.
 */

const PRODUCT = '^(activities|api|config|domain|engines|launcher|rehearsal|store|worker|workflows)/';

/** One row of the table: of the project, files under `folder` import that folder and `may`. */
const row = (folder, may, comment) => ({
  name: `${folder.replace('/', '-')}-imports`,
  severity: 'error',
  comment,
  from: { path: `^${folder}/` },
  to: {
    path: '^(activities|api|config|domain|engines|launcher|rehearsal|store|test|worker|workflows)/',
    pathNot: [folder, ...may].map((allowed) => `^${allowed}/`),
  },
});

/**
 * The layers of the api, each with those below it that it may import. Files beside the folders put the app together and take
 * all of them; of these, the two doors know `deps.ts`.
 */
const DEPS = 'deps\\.ts$';
const API = [
  ['http', [], 'What is asked of every answer knows nobody who answers: it is the floor on which every door stands.'],
  ['access', ['http'], 'Who may see what is decided below the use cases, once, so that no door forgets to ask.'],
  ['documents', [], 'A document is made from a model and nothing else: whoever asks for it has asked who may have it.'],
  [
    'use-cases',
    ['access', 'documents', 'http'],
    'What pages and the JSON API both do is done here once: a use case knows neither of its doors.',
  ],
  ['accounts', ['http'], 'Accounts and sessions stand beside the process: they know nothing of what people do in it.'],
  [
    'engine-ui',
    ['access', 'http'],
    "The engine's own pages are shown as they are: they need to know who reads, and nothing of the process.",
  ],
  [
    'json',
    ['use-cases', 'access', 'documents', 'accounts', 'http', DEPS],
    'The JSON API is one door and the pages are the other: what both need lies in a use case.',
  ],
  [
    'pages',
    ['use-cases', 'access', 'documents', 'accounts', 'http', DEPS],
    'The pages are one door and the JSON API is the other: what both need lies in a use case.',
  ],
];

/** One row of the layers. */
const layer = (folder, may, comment) => ({
  name: `api-${folder}-imports`,
  severity: 'error',
  comment,
  from: { path: `^api/${folder}/` },
  to: { path: '^api/', pathNot: [folder, ...may].map((allowed) => `^api/${allowed}${allowed === DEPS ? '' : '/'}`) },
});

/** The rooms of the domain, from the floor up: each imports those before it, and whatever lies beside them (`roles.ts`, `errors.ts`). */
const ROOMS = [
  'language',
  'calendar',
  'stages',
  'tables',
  'plan',
  'county',
  'rules',
  'fields',
  'election',
  'state',
  'dossiers',
  'gates',
  'authority',
  'process',
  'notifications',
];
const rooms = ROOMS.map((room, place) => ({
  name: `domain-${room}-imports`,
  severity: 'error',
  comment: `The rooms of the domain read one way, ${ROOMS.join(', ')}: what a room needs of a later one belongs before it.`,
  from: { path: `^domain/${room}/` },
  to: { path: '^domain/[^/]+/', pathNot: ROOMS.slice(0, place + 1).map((below) => `^domain/${below}/`) },
}));

/** What shows something: shared parts, and each page's `view` and `texts`. */
const VIEWS = ['^api/pages/ui/', '^api/pages/[a-z-]+/[a-z-]*view\\.tsx$', '^api/pages/[a-z-]+/[a-z-]*texts\\.ts$'];

/** An import that leaves nothing behind when types are stripped. */
const TYPES = ['type-only', 'type-import'];

const NPM = 'node_modules/';

module.exports = {
  forbidden: [
    {
      name: 'domain-imports',
      severity: 'error',
      comment:
        'The domain is pure rules: it takes `now` as an argument and imports zod and nothing else, so that the same rule runs in the workflow sandbox, the api and a test.',
      from: { path: '^domain/' },
      to: { pathNot: ['^domain/', `${NPM}zod/`] },
    },
    {
      name: 'domain-beside-its-rooms',
      severity: 'error',
      comment: 'What lies beside the rooms of the domain is the floor on which all of them stand: it knows none of them.',
      from: { path: '^domain/[^/]+$' },
      to: { path: '^domain/[^/]+/' },
    },
    ...rooms,
    {
      name: 'workflows-imports',
      severity: 'error',
      comment:
        'Workflow code is replayed in a sandbox without Node, database or network: it takes rules from domain, and the SDK and a mutex that needs neither from outside; everything else belongs in an activity.',
      from: { path: '^workflows/' },
      to: { pathNot: ['^workflows/', '^domain/', `${NPM}@temporalio/(workflow|common)/`, `${NPM}async-mutex/`] },
    },
    row('config', [], 'Configuration is read before anything else exists: it knows no other folder.'),
    row('store', ['domain', 'config'], 'The store keeps what the domain names; who asks for it, and why, is not its affair.'),
    row(
      'activities',
      ['domain', 'store', 'workflows'],
      'Activities write through the store what a workflow tells them; settings and clients are handed in by createActivities(deps).',
    ),
    {
      name: 'activities-take-interfaces-of-workflows',
      severity: 'error',
      comment:
        'Of workflows, activities know the interfaces (types) and the failures: workflow code itself cannot run outside its sandbox.',
      from: { path: '^activities/' },
      to: { path: '^workflows/', pathNot: '^workflows/failures\\.ts$', dependencyTypesNot: TYPES },
    },
    row(
      'api',
      ['domain', 'store', 'config', 'workflows'],
      'The api reaches a running process by messages only: it never runs activities, engines or workers itself.',
    ),
    {
      name: 'api-takes-messages-of-workflows',
      severity: 'error',
      comment: 'Of workflows, the api knows messages and types: workflow code itself cannot run outside its sandbox.',
      from: { path: '^api/' },
      to: { path: '^workflows/', pathNot: '^workflows/messages\\.ts$', dependencyTypesNot: TYPES },
    },
    ...API.map(([folder, may, comment]) => layer(folder, may, comment)),
    {
      name: 'views-take-types-of-domain',
      severity: 'error',
      comment:
        'A view takes domain types only; what a rule says reaches it as presentation data from its route, so that no view decides anything.',
      from: { path: VIEWS },
      to: { path: '^domain/', dependencyTypesNot: TYPES },
    },
    {
      name: 'views-know-no-store',
      severity: 'error',
      comment:
        'A view shows what it is given: it cannot read the store, the configuration or a workflow, so that it renders the same in a test.',
      from: { path: VIEWS },
      to: { path: '^(config|store|workflows)/' },
    },
    {
      name: 'views-take-data-of-api',
      severity: 'error',
      comment: 'A view takes the shape of its data from the api, and the data as an argument: it never asks for it.',
      from: { path: VIEWS },
      to: { path: '^api/', pathNot: VIEWS, dependencyTypesNot: TYPES },
    },
    row(
      'worker',
      ['activities', 'store', 'config', 'domain', 'workflows'],
      'The worker runs activities and hands them their clients; api, pages and launcher are other processes.',
    ),
    {
      name: 'worker-takes-types-of-workflows',
      severity: 'error',
      comment:
        'The worker names workflows by the path of their bundle: imported, they would run outside the sandbox and miss the prebuilt bundle.',
      from: { path: '^worker/' },
      to: { path: '^workflows/', dependencyTypesNot: TYPES },
    },
    row('engines', ['config'], 'Engines start Temporal and MongoDB for anybody: they know nothing of what runs on them.'),
    row(
      'launcher',
      ['config', 'engines', 'store', 'domain'],
      'The launcher starts api and worker as processes of their own, as a county does: imported, they would share one process and one fate.',
    ),
    row(
      'rehearsal',
      ['domain', 'engines', 'config'],
      'The rehearsal reaches the system over HTTP only, as people do: a robot with another way in would prove nothing.',
    ),
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one subject, or hide a third: a reader can start at neither.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      comment: 'A package that package.json does not declare is there by accident, and gone with the next update of another one.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-development-packages-in-the-product',
      severity: 'error',
      comment: 'The image is installed without development packages: at a county this import would fail.',
      from: { path: PRODUCT },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: TYPES },
    },
  ],
  options: {
    // Parsed by the TypeScript 6 API: TypeScript 7, which checks the types, has none (docs/decisions/0001).
    parser: 'tsc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.data|node_modules/\\.)' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};

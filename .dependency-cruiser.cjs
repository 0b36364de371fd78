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
  from: { path: `^${folder}/`, pathNot: folder === 'api' ? '^api/web/' : undefined },
  to: {
    path: '^(activities|api|bench|config|domain|engines|launcher|rehearsal|store|test|worker|workflows)/',
    pathNot: [folder, ...may].map((allowed) => `^${allowed}/`),
  },
});

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
      name: 'workflows-imports',
      severity: 'error',
      comment:
        'Workflow code is replayed in a sandbox without Node, database or network: it takes rules from domain, and @temporalio/workflow and @temporalio/common from outside; everything else belongs in an activity.',
      from: { path: '^workflows/' },
      to: { pathNot: ['^workflows/', '^domain/', `${NPM}@temporalio/(workflow|common)/`] },
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
    row(
      'api/web',
      ['api', 'domain'],
      'A page shows what it is given: it cannot read the store, the configuration or a workflow, so that it renders the same in a test.',
    ),
    {
      name: 'pages-take-types-of-domain',
      severity: 'error',
      comment:
        'Pages take domain types only; what a rule says reaches them as presentation data from the api, so that no page decides anything.',
      from: { path: '^api/web/' },
      to: { path: '^domain/', dependencyTypesNot: TYPES },
    },
    {
      name: 'pages-take-data-of-api',
      severity: 'error',
      comment: 'A page takes the shape of its data from the api, and the data as an argument: it never asks for it.',
      from: { path: '^api/web/' },
      to: { path: '^api/', pathNot: '^api/web/', dependencyTypesNot: TYPES },
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

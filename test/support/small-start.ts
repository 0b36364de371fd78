import { runService } from '../../launcher/run-service.ts';

/** `npm start` with small programs in place of api and worker. */
await runService({
  entries: { api: 'test/support/small-api.ts', worker: 'test/support/small-worker.ts', bundle: 'test/support/small-bundle.ts' },
  firstSignIn: ({ publicUrl }) => Promise.resolve(`${publicUrl}/first-link`),
});

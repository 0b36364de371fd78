import { runService } from './run-service.ts';

/** `npm start`. */
await runService({});

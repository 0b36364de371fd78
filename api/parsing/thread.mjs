import { register } from 'tsx/esm/api';

// A thread does not inherit what its process was started with: on Node 20 it knows no TypeScript of its own.
register();

const { default: run } = await import('./jobs.ts');

export default run;

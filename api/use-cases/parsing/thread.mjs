/* oxlint-disable typescript/no-unsafe-assignment -- JavaScript: not in the type check */
import { register } from 'tsx/esm/api';

// A thread does not inherit what its process was started with: on Node 20 it knows no TypeScript of its own.
register();

// By its address: what is imported by name joins the program in which all JavaScript is linted.
const { default: run } = await import(new URL('jobs.ts', import.meta.url).href);

export default run;

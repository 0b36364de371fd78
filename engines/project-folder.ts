import { fileURLToPath } from 'node:url';

/** The folder with package.json, with which child processes start whatever folder this one was started in. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

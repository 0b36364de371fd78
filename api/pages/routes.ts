import { inboxRoutes } from './inbox.tsx';
import { languageRoutes } from './language.ts';
import type { Route } from './route.ts';
import { taskRoutes } from './tasks.tsx';
import { townshipRoutes } from './township.tsx';

/** Every page. Addresses are tried in this order: fixed words before ids. */
export const ROUTES: readonly Route[] = [...languageRoutes, ...taskRoutes, ...inboxRoutes, ...townshipRoutes];

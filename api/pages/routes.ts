import { languageRoutes } from './language.ts';
import type { Route } from './route.ts';

/** Every page. Addresses are tried in this order. */
export const ROUTES: readonly Route[] = [...languageRoutes];

import type { County, TownshipUnit } from '../../domain/county/county-schema.ts';

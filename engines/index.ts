export type { EngineName } from './catalogue.ts';
export type { Child, ChildEnd } from './child.ts';
export { type MongoOptions, type RunningMongo, startMongo } from './mongo.ts';
export { anyFreePort } from './ports.ts';
export { EngineNotFoundError, type ResolvedEngine, resolveEngine } from './resolve.ts';
export { type RunningTemporal, startTemporal, type TemporalOptions, temporalUiPath } from './temporal.ts';

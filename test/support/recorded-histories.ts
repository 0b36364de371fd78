import path from 'node:path';

/** Where recorded histories are kept: one file per run, protobuf, gzipped (launcher/histories). */
export const HISTORIES = path.resolve(import.meta.dirname, '..', 'histories');

/** The workflow id of the recorded county: it names its townships' runs after its own. */
export const COUNTY_RUN = 'reorganization/lanyu/2012-county';

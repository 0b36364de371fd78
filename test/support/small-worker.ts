/** Stands in for the worker where only starting and stopping are of interest: lives until SIGTERM. */
const alive = setInterval(() => undefined, 60_000);
process.once('SIGTERM', () => clearInterval(alive));
console.log(`bundle ${process.env['WORKFLOW_BUNDLE'] ?? ''}`);

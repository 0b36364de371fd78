import { createServer } from 'node:http';
import { proveStart } from '../../config/start-proof.ts';

/** Stands in for the api where only starting, stopping and the environment are of interest: /env shows what it was given. */
const server = createServer((request, response) => {
  proveStart({ secret: process.env['START_SECRET'] ?? '' }, request, response);
  response.setHeader('content-type', 'application/json');
  response.end(request.url === '/env' ? JSON.stringify({ ...process.env, pid: process.pid }) : '{}');
});
server.listen(Number(process.env['PORT']), process.env['HOST']);
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});

// Ends with 0 while this container's worker keeps writing its heartbeat, with 1 when it has been silent for 15 seconds.
import { hostname } from 'node:os';
import { MongoClient } from 'mongodb';

const { MONGODB_URI, MONGODB_DATABASE } = process.env;
const client = new MongoClient(MONGODB_URI, { serverSelectionTimeoutMS: 2_000 });
try {
  const alive = await client
    .db(MONGODB_DATABASE)
    .collection('heartbeats')
    .findOne({ _id: { $regex: `^worker@${hostname()}-` }, at: { $gt: new Date(Date.now() - 15_000) } });
  process.exitCode = alive ? 0 : 1;
} finally {
  await client.close();
}

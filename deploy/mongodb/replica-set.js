/* global process, print, sleep, Mongo */
// Run by mongosh on the first member's own network. Safe to run again: it finds what is there and does the rest.
const { MONGODB_MEMBERS, MONGODB_ADMIN_PASSWORD, MONGODB_PASSWORD, MONGODB_DATABASE } = process.env;
const members = MONGODB_MEMBERS.split(',');
const set = 'league-reorg';

/** The first member, by the address from which MongoDB lets one in while there is no user. */
const here = new Mongo(`mongodb://127.0.0.1:${members[0].split(':')[1]}/?directConnection=true`).getDB('admin');

function waitUntil(what, holds) {
  for (let tries = 0; tries < 120; tries += 1) {
    if (holds()) return;
    sleep(500);
  }
  throw new Error(`${what}: not within a minute`);
}

if (!here.hello().setName) {
  // The first member leads where it can, so that the first user can be made on it.
  here.adminCommand({
    replSetInitiate: { _id: set, members: members.map((host, i) => ({ _id: i, host, priority: i === 0 ? 2 : 1 })) },
  });
  print('replica set initiated');
}

const uri = `mongodb://admin:${encodeURIComponent(MONGODB_ADMIN_PASSWORD)}@${members.join(',')}/?replicaSet=${set}&authSource=admin`;

function administrator() {
  try {
    return new Mongo(uri).getDB('admin');
  } catch (error) {
    if (error.codeName !== 'AuthenticationFailed') throw error;
    return undefined;
  }
}

waitUntil('a primary', () => here.hello().primary !== undefined);
let admin = administrator();
if (!admin) {
  waitUntil('the first member leads', () => here.hello().isWritablePrimary);
  try {
    here.createUser({ user: 'admin', pwd: MONGODB_ADMIN_PASSWORD, roles: ['root'] });
  } catch (error) {
    throw error.codeName === 'Unauthorized' ? new Error('MONGODB_ADMIN_PASSWORD is not the one the administrator was created with') : error;
  }
  print('administrator created');
  admin = administrator();
}

const app = { pwd: MONGODB_PASSWORD, roles: [{ role: 'readWrite', db: MONGODB_DATABASE }] };
if (admin.getUser('league-reorg')) admin.updateUser('league-reorg', app);
else admin.createUser({ user: 'league-reorg', ...app });
print('replica set ready');

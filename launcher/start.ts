import { openStore } from '../store/database.ts';
import { firstAdministratorLink } from '../store/first-administrator.ts';
import { compareFoundStores } from './compare-at-start.ts';
import { repairFoundStores } from './repair-at-start.ts';
import { runService } from './run-service.ts';

/** `npm start`. */
await runService({
  compare: compareFoundStores,
  repair: repairFoundStores,
  async firstSignIn({ mongodbUri, database, publicUrl }) {
    const store = openStore(mongodbUri, database, 'league-reorg launcher');
    try {
      return await firstAdministratorLink(store, publicUrl);
    } finally {
      await store.client.close();
    }
  },
});

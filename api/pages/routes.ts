import { accountRoutes } from './account/route.tsx';
import { addTownshipsRoutes } from './add-townships/route.tsx';
import { amendmentRoutes } from './amendment/route.tsx';
import { attachmentRoutes } from './attachments/route.tsx';
import { auditRoutes } from './audit/route.tsx';
import { boardRoutes } from './board/route.tsx';
import { campaignRoutes } from './campaigns/route.tsx';
import { commandRoutes } from './command/route.tsx';
import { countingRoutes } from './counting/route.tsx';
import { countyPlanRoutes } from './county-plan/route.tsx';
import { countyReportRoutes } from './county-report/route.tsx';
import { documentRoutes } from './documents/route.ts';
import { electionRoutes } from './election-papers/route.tsx';
import { endRecordRoutes } from './end-record/route.tsx';
import { experienceRoutes } from './experience/route.tsx';
import { inboxRoutes } from './inbox/route.tsx';
import { interventionRoutes } from './interventions/route.tsx';
import { irregularRoutes } from './irregular-cases/route.tsx';
import { decisionRoutes } from './item/decision-route.tsx';
import { itemRoutes } from './item/route.tsx';
import { mailRoutes } from './mail/route.tsx';
import { peopleRoutes } from './people/route.tsx';
import { platformRoutes } from './platform/route.tsx';
import { resultsRoutes } from './results/route.tsx';
import { languageRoutes } from './routing/language.ts';
import type { Route } from './routing/route.ts';
import { signInRoutes } from './sign-in/route.tsx';
import { startRoutes } from './start-campaign/route.tsx';
import { countySampleRoutes } from './start-campaign/samples-route.ts';
import { rowsRoutes } from './submission/paste-rows-route.tsx';
import { submissionRoutes } from './submission/route.tsx';
import { takenBackRoutes } from './taken-back/route.tsx';
import { taskRoutes } from './tasks/route.tsx';
import { townshipRoutes } from './township/route.tsx';
import { whatIfRoutes } from './what-if/route.tsx';

/** Every page. Addresses are tried in this order: fixed words before ids. */
export const ROUTES: readonly Route[] = [
  ...languageRoutes,
  ...signInRoutes,
  ...accountRoutes,
  ...taskRoutes,
  ...inboxRoutes,
  ...peopleRoutes,
  ...mailRoutes,
  ...auditRoutes,
  ...campaignRoutes,
  ...startRoutes,
  ...countySampleRoutes,
  ...documentRoutes,
  ...experienceRoutes,
  ...platformRoutes,
  ...amendmentRoutes,
  ...endRecordRoutes,
  ...whatIfRoutes,
  ...countyPlanRoutes,
  ...countyReportRoutes,
  ...resultsRoutes,
  ...addTownshipsRoutes,
  ...takenBackRoutes,
  ...boardRoutes,
  ...irregularRoutes,
  ...townshipRoutes,
  ...interventionRoutes,
  ...electionRoutes,
  ...countingRoutes,
  ...submissionRoutes,
  ...attachmentRoutes,
  ...rowsRoutes,
  ...decisionRoutes,
  ...itemRoutes,
  ...commandRoutes,
];

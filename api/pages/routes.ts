import { accountRoutes } from './account.tsx';
import { actRoutes } from './acts.tsx';
import { addTownshipsRoutes } from './add-townships.tsx';
import { amendmentRoutes } from './amendment.tsx';
import { attachmentRoutes } from './attachments.tsx';
import { auditRoutes } from './audit.tsx';
import { boardRoutes } from './board.tsx';
import { campaignRoutes } from './campaigns.tsx';
import { countingRoutes } from './counting.tsx';
import { countyPlanRoutes } from './county-plan.tsx';
import { countyReportRoutes } from './county-report.tsx';
import { countySampleRoutes } from './county-samples.ts';
import { decisionRoutes } from './decision.tsx';
import { documentRoutes } from './documents.ts';
import { electionRoutes } from './election-papers.tsx';
import { endRecordRoutes } from './end-record.tsx';
import { experienceRoutes } from './experience.tsx';
import { inboxRoutes } from './inbox.tsx';
import { itemRoutes } from './item.tsx';
import { languageRoutes } from './language.ts';
import { mailRoutes } from './mail.tsx';
import { measureRoutes } from './measures.tsx';
import { rowsRoutes } from './paste-rows.tsx';
import { peopleRoutes } from './people.tsx';
import { platformRoutes } from './platform.tsx';
import { resultsRoutes } from './results.tsx';
import type { Route } from './route.ts';
import { signInRoutes } from './sign-in.tsx';
import { specialRoutes } from './special.tsx';
import { startRoutes } from './start-campaign.tsx';
import { submissionRoutes } from './submission.tsx';
import { takenBackRoutes } from './taken-back.tsx';
import { taskRoutes } from './tasks.tsx';
import { townshipRoutes } from './township.tsx';
import { whatIfRoutes } from './what-if.tsx';

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
  ...specialRoutes,
  ...townshipRoutes,
  ...measureRoutes,
  ...electionRoutes,
  ...countingRoutes,
  ...submissionRoutes,
  ...attachmentRoutes,
  ...rowsRoutes,
  ...decisionRoutes,
  ...itemRoutes,
  ...actRoutes,
];

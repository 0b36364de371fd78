import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from '../../api/json/endpoints.ts';
import { filesOf } from '../support/product-files.ts';

/**
 * Every use case has both doors. Each group of page routes is matched to the endpoints of the JSON API that do the same;
 * a group or an endpoint that stands in no list has one door only.
 */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  'account/route.tsx': ['showMe', 'changeMe', 'changeMyPassword', 'listMySessions', 'endMyOtherSessions'],
  'add-townships/route.tsx': ['enrolTownships'],
  'amendment/route.tsx': ['amendPlan'],
  'attachments/route.tsx': ['uploadAttachment', 'listAttachments', 'downloadAttachment', 'removeAttachment'],
  'audit/route.tsx': ['listAudit'],
  'board/route.tsx': ['showCampaign'],
  'campaigns/route.tsx': ['listCampaigns'],
  'command/route.tsx': ['showCommand'],
  'counting/route.tsx': ['countVote'],
  'county-plan/route.tsx': ['showPlan', 'decidePlan'],
  'county-report/route.tsx': ['showCountyReport', 'signCountyReport'],
  'election-papers/route.tsx': ['showBallotPapers', 'showVoteRecord'],
  'end-record/route.tsx': ['endRecord'],
  'experience/route.tsx': ['listExperiences', 'listCampaignExperiences'],
  'inbox/route.tsx': ['listNotices', 'readNotices'],
  'interventions/route.tsx': ['holdTownship', 'releaseTownship', 'closeTownship', 'extendDeadline', 'waive'],
  'irregular-cases/route.tsx': ['object', 'resolveObjection', 'withdrawCandidate', 'reportVacancy', 'settleTie', 'listTies'],
  'item/decision-route.tsx': ['decide'],
  'item/route.tsx': ['showItem'],
  'mail/route.tsx': ['listMails'],
  'people/route.tsx': ['listPeople', 'addPerson', 'changePerson', 'deactivatePerson', 'reactivatePerson', 'createSignInLink'],
  'platform/route.tsx': ['showPlatform', 'recordPlatform'],
  'results/route.tsx': ['showResults', 'publishResults'],
  'routing/language.ts': ['changeMe'],
  'start-campaign/route.tsx': ['previewCampaign', 'startCampaign'],
  'submission/paste-rows-route.tsx': ['readRows'],
  'submission/route.tsx': ['showForm', 'checkDossier', 'submit'],
  'taken-back/route.tsx': ['listTakenBack', 'waiveTakenBack'],
  'tasks/route.tsx': ['listTasks'],
  'township/route.tsx': ['showTownship', 'listTownshipEvents'],
  'what-if/route.tsx': ['supposeSlip', 'supposeFailedCongress'],
};

/** Pages that only present, each with the reason why a program needs no endpoint of its own. */
const PAGES_ONLY: Readonly<Record<string, string>> = {
  'documents/route.ts': 'Word and Excel files for offices to file; their content is answered by showCountyReport and showResults',
  'sign-in/route.tsx': 'a form for browsers; programs begin and end sessions with signIn and signOut',
  'start-campaign/samples-route.ts': 'an empty table and an example to be filled in by hand and uploaded',
};

/** Endpoints that stand for no page of the process, each with the reason. */
const JSON_ONLY: Readonly<Record<string, string>> = {
  signIn: 'begins a session, as the sign-in page does for browsers',
  signOut: 'ends a session, as the sign-in page does for browsers',
};

/** Use cases of which only pages take something, each with the reason. */
const PARTS_OF_PAGES: Readonly<Record<string, string>> = {
  'attachment-type': 'which files a browser offers to choose from; uploadAttachment is refused by the same list',
  deps: 'types of what is handed in',
  'would-refuse': 'whether a button is shown; whoever sends without it is refused by the same rules',
};

/** Parts of `api/pages` that hold no route: what routes are made of. */
const NO_ROUTES = /^(?:ui|shared|routing)\/|(?:^|\/)(?:view|texts)\.tsx?$/;

const ROUTES_FILE = readFileSync(new URL('../../api/pages/routes.ts', import.meta.url), 'utf8');
/** Modules whose routes are served, as `routes.ts` imports them. */
const served = [...ROUTES_FILE.matchAll(/^import \{ \w+Routes \} from '\.\/(.+)';$/gm)].map(([, file]) => file ?? '');
/** Modules that hold routes by their name. */
const named = filesOf(['api/pages'])
  .map((file) => file.replace('api/pages/', ''))
  .filter((file) => !NO_ROUTES.test(file) && /(?:^|-|\/)route\.tsx?$/.test(file));

describe('the doors of the api', () => {
  it('a group of page routes is matched to endpoints, or says why it only presents', () => {
    expect([...served].sort()).toEqual([...Object.keys(DOORS), ...Object.keys(PAGES_ONLY)].sort());
    expect(named.filter((file) => !served.includes(file))).toEqual([]);
    expect(Object.entries(DOORS).filter(([, ids]) => ids.length === 0)).toEqual([]);
  });

  it('an endpoint is matched to a group of page routes, or says why it stands alone', () => {
    const listed = new Set([...Object.values(DOORS).flat(), ...Object.keys(JSON_ONLY)]);
    expect(ENDPOINTS.map(({ id }) => id).sort()).toEqual([...listed].sort());
  });

  it('whatever use case a page calls is called by an endpoint too', () => {
    const calls = (folder: string) =>
      new Set(
        filesOf([folder]).flatMap((file) => [...sourceOf(file).matchAll(/use-cases\/([a-z-]+)\.ts'/g)].map(([, name]) => name ?? '')),
      );
    const [pages, json] = [calls('api/pages'), calls('api/json')];
    expect([...pages].filter((name) => !json.has(name)).sort()).toEqual(Object.keys(PARTS_OF_PAGES).sort());
  });
});

function sourceOf(file: string): string {
  return readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
}

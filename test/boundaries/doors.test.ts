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
  'amendment/route.tsx': ['previewAmendment', 'amendPlan'],
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

/** What only pages take of a use case, each with the reason. Of types nothing is said. */
const PARTS_OF_PAGES: Readonly<Record<string, string>> = {
  'attachment-type: ATTACHMENT_ENDINGS': 'what a browser offers in its file chooser; uploadAttachment is refused by the same list',
  'attachment-refusals: NO_FILE': 'a form that was sent without choosing a file',
  'dossier-attachments: ownFiles': 'files that a form holds while it is filled in; listAttachments has them',
  'ballot-papers: officesOpen': 'links to one paper for each office; showBallotPapers answers all of them',
  'ballot-papers: votingStageOf': 'whether an item’s page links to its papers',
  'begin-campaign: provisionalDeadlines': 'a remark on the form; previewCampaign warns of each such day',
  'end-record: openTownships': 'how many townships the page before the last button names; showCampaign has them',
  'plan-return: latestReturned': 'a banner on the home; showPlan has its reason',
  'tasks: roundBefore': 'how the round before ended, on a form; listTasks has it',
  'tasks: waitsForTie': 'a row of the board; listTies has it',
  'would-refuse: wouldHappen': 'what a page says before the last button; the receipt says what happened',
  'would-refuse: wouldRefuse': 'whether a button is shown; whoever sends without it is refused by the same rules',
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

  it('whatever pages take of a use case, endpoints take too, or it is a part of pages', () => {
    const [pages, json] = [takenBy('api/pages'), takenBy('api/json')];
    expect([...pages].filter((name) => !json.has(name)).sort()).toEqual(Object.keys(PARTS_OF_PAGES).sort());
  });
});

/** `tasks: tasksOf` of every value that files below a folder import from use cases. */
function takenBy(folder: string): Set<string> {
  const imports = filesOf([folder]).flatMap((file) => [
    ...sourceOf(file).matchAll(/^import \{([^}]+)\} from '[./]+use-cases\/(.+)\.ts';$/gm),
  ]);
  return new Set(
    imports.flatMap(([, names = '', module]) =>
      names
        .split(',')
        .map((name) => name.trim().replace(/ as .*/, ''))
        .filter((name) => name !== '' && !name.startsWith('type '))
        .map((name) => `${module}: ${name}`),
    ),
  );
}

function sourceOf(file: string): string {
  return readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
}

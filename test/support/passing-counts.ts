import { type ItemId, isMonthlyReport } from '../../domain/process/items.ts';
import type { StageId } from '../../domain/process/stages.ts';
import type { Counts } from '../../domain/process/verdict.ts';

/** Figures of a township of nine seats whose every dossier passes its gate, and agrees with those before it. */
const COUNTS: Readonly<Record<StageId, Counts>> = {
  'working-body': { members: 5, withDuty: 5 },
  survey: { youth: 100, distributed: 100, gathering: 1, communication: 1, exchange: 1, contact: 1, coverageBeforeBp: 3150 },
  'implementation-plan': { plans: 1, local: 1, competition: 1 },
  'post-design': {
    posts: 9,
    complete: 9,
    secretaries: 1,
    deputies: 3,
    members: 5,
    deputiesIn: 2,
    deputiesOut: 1,
    withDuty: 9,
    withQualification: 9,
    proportions: 3,
  },
  publicity: { entries: 2, announced: 1, audiences: 2, people: 120 },
  recommendation: { branches: 36, branchesReported: 33, recommended: 14, withPost: 14, mostBranches: 21, requests: 1, leadDays: 31 },
  nomination: { nominees: 11, eligible: 11, withReason: 11, inQuota: 6, outOfQuota: 5, fields: 5 },
  'formal-candidates': { documents: 1, formal: 11, inQuota: 6, outOfQuota: 5 },
  'member-election': { entitled: 85, present: 80, issued: 80, returned: 80, valid: 80, candidates: 11, elected: 9, electedBelowHalf: 0 },
  'member-report': { members: 9, documents: 1 },
  'leadership-election': {
    entitled: 9,
    present: 9,
    issued: 9,
    returned: 9,
    valid: 9,
    candidates: 5,
    secretaries: 1,
    deputies: 3,
    deputiesIn: 2,
    deputiesOut: 1,
    elected: 4,
    electedBelowHalf: 0,
  },
  'leadership-report': { leaders: 4, secretaries: 1, deputies: 3, documents: 1 },
  'organization-study': { proposals: 9, withReason: 9 },
  inspection: { team: 3, people: 9, passed: 9 },
  'public-notice': { people: 9, places: 2 },
  appointment: { people: 9, letters: 1 },
  mechanisms: {
    documents: 5,
    divisionOfDuties: 1,
    postTargets: 1,
    regularMeeting: 1,
    deliberation: 1,
    appraisal: 1,
    meetingMonths: 1,
    reviewMonths: 3,
  },
  functions: { positioning: 1, projects: 3, withVerb: 3, contact: 2, guide: 2, serve: 2, emotional: 1, service: 2, coverageAfterBp: 5200 },
  summary: { experiences: 1, characters: 300, results: 1, publish: 1 },
};

const REPORT: Counts = { done: 2, next: 1 };

/** Counts with which an item's dossier passes its gate in a township of nine seats. */
export function passingCounts(id: ItemId): Counts {
  return isMonthlyReport(id) ? REPORT : COUNTS[id];
}

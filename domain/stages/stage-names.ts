import type { StageId } from './stages.ts';

/** What the stages are called in English; the Chinese names are the plan's own and stand with the stages. */
export const STAGE_NAMES_EN: Readonly<Record<StageId, string>> = {
  'working-body': 'Working body',
  survey: 'Survey',
  'implementation-plan': 'Implementation plan',
  'post-design': 'Posts and duties',
  publicity: 'Publicity',
  recommendation: 'Branch recommendations',
  nomination: 'Nominees',
  'formal-candidates': 'Formal candidates',
  'member-election': 'Election of members',
  'member-report': 'Report on the members’ election',
  'leader-candidates': 'Proposed secretary and deputies',
  'leadership-election': 'Election of secretary and deputies',
  'leadership-report': 'Report on the leaders’ election',
  'organization-study': 'Organization study',
  inspection: 'Inspection',
  'public-notice': 'Public notice',
  appointment: 'Appointment',
  mechanisms: 'Mechanisms',
  functions: 'Functions and work',
  summary: 'Summary',
};

import { enrolTownships } from './additions.ts';
import {
  read as downloadAttachment,
  list as listAttachments,
  remove as removeAttachment,
  upload as uploadAttachment,
} from './attachments.ts';
import { listAuditEntries } from './audit.ts';
import { listAllCampaigns, showBoard } from './boards.ts';
import { previewCampaign, startCampaign } from './campaigns.ts';
import { showCommand } from './commands.ts';
import { decidePlan, showPlan } from './county-plan.ts';
import { decide, extendDeadline } from './decisions.ts';
import type { Endpoint } from './endpoint.ts';
import { listCampaignExperiences, listPublicExperiences } from './experiences.ts';
import { rows, showForm } from './forms.ts';
import { closeTownship, endCampaignRecord, holdTownship, releaseTownship } from './interventions.ts';
import { amendCampaignPlan, irregularEndpoints, previewPlanAmendment } from './irregular-cases.ts';
import { showItem } from './items.ts';
import { listAllMails } from './mails.ts';
import { changeMe, changeMyPassword, endMyOtherSessions, listMySessions, showMe } from './me.ts';
import { listOwnNotices, readNotices } from './notices.ts';
import { addPerson, changePerson, createSignInLink, deactivatePerson, listPeople, reactivatePerson } from './people.ts';
import { recordPlatform, showPlatform } from './platform.ts';
import { showReport, signReport } from './reports.ts';
import { publish, showResults } from './results.ts';
import { signIn, signOut } from './sessions.ts';
import { check, submit } from './submissions.ts';
import { listTakenBackCommands, waiveTakenBackCommand } from './taken-back.ts';
import { listTasks } from './tasks.ts';
import { listTownshipEvents, showTownship } from './townships.ts';
import { countVote, listTies, showBallotPapers, showVoteRecord } from './votes.ts';
import { supposeFailedCongress, supposeSlip } from './what-if.ts';

/**
 * Every endpoint of the JSON API. Paths are tried in this order: fixed words before ids, and what lies behind an item
 * before the item itself, whose id may hold a slash.
 */
export const ENDPOINTS: readonly Endpoint[] = [
  listTasks,
  previewCampaign,
  listAllCampaigns,
  startCampaign,
  showBoard,
  enrolTownships,
  previewPlanAmendment,
  amendCampaignPlan,
  endCampaignRecord,
  showPlan,
  decidePlan,
  showReport,
  signReport,
  showResults,
  publish,
  showPlatform,
  recordPlatform,
  supposeSlip,
  supposeFailedCongress,
  listPublicExperiences,
  listCampaignExperiences,
  showTownship,
  listTownshipEvents,
  holdTownship,
  releaseTownship,
  closeTownship,
  ...irregularEndpoints,
  listTies,
  listTakenBackCommands,
  waiveTakenBackCommand,
  check,
  submit,
  uploadAttachment,
  listAttachments,
  downloadAttachment,
  removeAttachment,
  showForm,
  rows,
  showBallotPapers,
  showVoteRecord,
  countVote,
  decide,
  extendDeadline,
  showItem,
  showCommand,
  listOwnNotices,
  readNotices,
  listAllMails,
  listAuditEntries,
  signIn,
  signOut,
  showMe,
  changeMe,
  changeMyPassword,
  listMySessions,
  endMyOtherSessions,
  listPeople,
  addPerson,
  changePerson,
  deactivatePerson,
  reactivatePerson,
  createSignInLink,
];

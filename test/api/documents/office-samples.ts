import { countyReportDocx, countyReportXlsx } from '../../../api/documents/county-report.ts';
import { electionMinutesDocx } from '../../../api/documents/election-minutes.ts';
import { resultsDocx } from '../../../api/documents/results.ts';
import { voteRecord } from '../../../api/documents/vote-record.ts';
import { votesIn } from '../../../domain/election/elected.ts';
import { firstBallots } from '../../../domain/election/rounds.ts';
import type { Campaign } from '../../../store/campaigns.ts';
import type { CountyReport } from '../../../store/county-reports.ts';
import { LANDU as AROUND } from '../../domain/dossiers/landu.ts';
import { LANDU as ELECTION } from '../../domain/election/landu.ts';
import { RULES } from '../../domain/election/rules.ts';
import { exampleCounty } from '../../support/example-county.ts';

/** The example county with its twelve townships, in a rehearsal. */
const county = exampleCounty();
const campaign = {
  _id: 'lanyu-2012-trial-1',
  countyName: county.name,
  clock: { kind: 'trial', planStart: 0, wallStart: 0, msPerPlanDay: 60_000 },
  townships: county.townships.map(({ id, name }) => ({ id, name })),
} as unknown as Campaign;
const bodies = { countyLeague: '共青团岚榆县委员会', organizationDepartment: '中共岚榆县委组织部' };
const signed = { done: { account: 'a', nonce: 'n', at: Date.parse('2012-09-06T10:00:00+08:00'), late: false } };

/** August 2012: eleven reports, one missing, nine committees and eight leading groups elected, three notices up. */
const report: CountyReport = {
  _id: 'run#2012-08',
  workflowId: 'run',
  campaign: campaign._id,
  month: '2012-08',
  revision: 'r',
  digest: 'd',
  townships: county.townships.map(({ id }, index) => ({
    township: id,
    months: [
      { month: '2012-08', standing: id === 'xingxi' ? 'missing' : id === 'shanao' ? 'late' : 'on-time', reminded: id === 'xingxi' ? 4 : 0 },
    ],
    stage: index < 3 ? 'public-notice' : index < 8 ? 'inspection' : 'member-election',
    level: id === 'xingxi' ? 2 : 0,
  })),
  counts: {
    units: 12,
    onTime: 10,
    late: 1,
    missing: 1,
    membersElected: 9,
    leadersElected: 8,
    inNotice: 3,
    appointed: 0,
    mechanismsDone: 0,
    escalated: 1,
  },
  compiledAt: new Date(0),
};

const congress = ELECTION['member-election'];

/** Every kind of file that the app writes for offices, by name. */
export async function officeSamples(): Promise<ReadonlyMap<string, Buffer>> {
  const minutes = voteRecord({
    township: '澜渡镇',
    body: 'COMMITTEE',
    votes: votesIn([{ open: firstBallots('member-election', RULES), dossier: congress }], RULES),
    withdrawn: [],
  });
  const summary = AROUND.summary;
  return new Map([
    ['report.docx', await countyReportDocx({ campaign, report, item: signed, ...bodies })],
    ['draft.docx', await countyReportDocx({ campaign, report, item: { done: null }, ...bodies })],
    ['report.xlsx', await countyReportXlsx({ campaign, report })],
    ['minutes.docx', await electionMinutesDocx({ record: minutes, mark: '演练' })],
    [
      'results.docx',
      await resultsDocx({
        campaign,
        results: { title: '岚榆县乡镇（区）团组织格局创新工作成果汇编', text: '十二个乡镇（区）完成改选。\n经验附后。' },
        item: signed,
        countyLeague: bodies.countyLeague,
        townships: county.townships.map(({ name }) => ({
          name,
          title: summary.title,
          text: summary.text,
          results: summary.results,
          coverageBefore: AROUND.survey.coverageBefore,
          coverageAfter: AROUND.functions.coverageAfter,
        })),
      }),
    ],
  ]);
}

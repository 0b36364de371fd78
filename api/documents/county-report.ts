import { markOf } from '../../domain/calendar/campaign-marks.ts';
import { dateOf } from '../../domain/calendar/plan-date.ts';
import { inWordsOf } from '../../domain/language/bodies.ts';
import { datePhrase, monthPhrase } from '../../domain/language/days.ts';
import { itemTitle } from '../../domain/notifications/notices.ts';
import type { CountyItem } from '../../domain/state/county-state.ts';
import type { Campaign } from '../../store/campaigns.ts';
import type { CountyReport, CountyReportRow, ReportStatus } from '../../store/county-reports.ts';
import { officialDocx } from './official-document.ts';
import { spreadsheet } from './spreadsheet.ts';

/** A month's county report with what a document of it needs (R85, R86). Documents are Chinese: they go to Chinese offices. */
export interface ReportDocument {
  readonly campaign: Campaign;
  readonly report: CountyReport;
  /** Signed or not. */
  readonly item: Pick<CountyItem, 'done'>;
  /** Names of the bodies that send and receive it. */
  readonly countyLeague: string;
  readonly organizationDepartment: string;
  /** The city the county belongs to, as the county file has it. */
  readonly city?: string | undefined;
}

const STANDINGS: Readonly<Record<ReportStatus, string>> = { 'on-time': '按时', late: '迟报', missing: '缺报' };

export function countyReportDocx({
  campaign,
  report,
  item,
  countyLeague,
  organizationDepartment,
  city = '',
}: ReportDocument): Promise<Buffer> {
  const names = new Map(campaign.townships.map(({ id, name }) => [id, name]));
  return officialDocx({
    issuer: countyLeague,
    title: `${countyLeague}关于${monthPhrase(report.month, 'zh-Hans')}乡镇（区）团组织格局创新工作进展情况的报告`,
    addressee: organizationDepartment,
    upward: { year: report.month.slice(0, 4) },
    mark: markOf(campaign.clock),
    draft: item.done === null,
    parts: [
      {
        kind: 'text',
        text: `现将${city}${campaign.countyName}${monthPhrase(report.month, 'zh-Hans')}乡镇（区）团组织格局创新“1+3+X”工作进展情况报告如下。`,
      },
      { kind: 'heading', text: '一、总体进展' },
      { kind: 'text', text: progressSentence(report) },
      { kind: 'heading', text: '二、每月报送情况' },
      { kind: 'text', text: reportingSentence(report, names) },
      { kind: 'heading', text: '三、各乡镇（区）情况' },
      { kind: 'table', head: ['乡镇（区）', '月报', '当前环节', '催办'], rows: report.townships.map((row) => tableRow(row, campaign)) },
      { kind: 'text', text: '特此报告。' },
    ],
    ...(item.done ? { signature: { body: countyLeague, day: datePhrase(dateOf(item.done.at), 'zh-Hans') } } : {}),
  });
}

export function countyReportXlsx({ campaign, report }: Pick<ReportDocument, 'campaign' | 'report'>): Promise<Buffer> {
  const marked = markOf(campaign.clock);
  const mark = marked === undefined ? '' : `【${marked}】`;
  const figures = Object.entries(FIGURES).flatMap(([name, words]) =>
    report.counts[name] === undefined ? [] : [[words, report.counts[name]] as const],
  );
  return spreadsheet([
    {
      name: '各乡镇情况',
      title: `${mark}${campaign.countyName}${monthPhrase(report.month, 'zh-Hans')}乡镇（区）团组织格局创新工作进展`,
      head: ['乡镇（区）', '月报', '当前环节', '催办'],
      rows: report.townships.map((row) => tableRow(row, campaign)),
    },
    { name: '汇总数字', title: `${mark}${monthPhrase(report.month, 'zh-Hans')}汇总`, head: ['项目', '数量'], rows: figures },
  ]);
}

/** Whom each level of escalation reaches. */
const RUNGS: Readonly<Record<number, string>> = { 1: '（报乡镇党委）', 2: '（报团县委）', 3: '（报县委组织部）' };

const FIGURES: Readonly<Record<string, string>> = {
  units: '乡镇（区）数',
  onTime: '按时报送',
  late: '迟报',
  missing: '缺报',
  membersElected: '完成委员选举',
  leadersElected: '完成班子选举',
  inNotice: '正在公示',
  appointed: '完成聘任',
  mechanismsDone: '建立五项制度',
  escalated: '正在催办',
};

function progressSentence({ counts }: CountyReport): string {
  const count = (name: string) => counts[name] ?? 0;
  return `全县${count('units')}个乡镇（区）中，${count('membersElected')}个完成委员选举，${count('leadersElected')}个完成书记、副书记选举，${count('inNotice')}个正在公示，${count('appointed')}个完成聘任，${count('mechanismsDone')}个建立五项制度；${count('escalated')}个乡镇（区）有环节逾期，正在催办。`;
}

function reportingSentence(report: CountyReport, names: ReadonlyMap<string, string>): string {
  const of = (standing: ReportStatus) =>
    report.townships.flatMap((row) => row.months.filter((month) => month.standing === standing).map((month) => ({ row, month })));
  const listed = (standing: ReportStatus) =>
    of(standing)
      .map(({ row }) => names.get(row.township) ?? row.township)
      .join('、');
  const reminded = report.townships
    .filter((row) => row.months.some(({ standing, reminded }) => standing !== 'on-time' && (reminded ?? 0) > 0))
    .map((row) => names.get(row.township) ?? row.township);
  const named = (standing: ReportStatus) => (of(standing).length > 0 ? `（${listed(standing)}）` : '');
  return [
    `按时报送${of('on-time').length}份，迟报${of('late').length}份${named('late')}，缺报${of('missing').length}份${named('missing')}。`,
    reminded.length > 0 ? `对未按时报送的${reminded.join('、')}，已提醒、催办。` : '',
  ].join('');
}

function tableRow({ township, months, stage, level }: CountyReportRow, { townships }: Campaign): string[] {
  const place = townships.find(({ id }) => id === township);
  const standing = months
    .map((one) => `${months.length > 1 ? monthPhrase(one.month, 'zh-Hans') : ''}${STANDINGS[one.standing]}`)
    .join('；');
  return [
    place?.name ?? township,
    standing,
    stage ? itemTitle(stage, 'zh-Hans') : '未启动',
    level > 0 ? inWordsOf(`第${level}级${RUNGS[level] ?? ''}`, place?.body) : '无',
  ];
}

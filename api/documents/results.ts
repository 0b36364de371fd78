import { markOf } from '../../domain/calendar/campaign-marks.ts';
import { dateOf } from '../../domain/calendar/plan-date.ts';
import { datePhrase } from '../../domain/language/days.ts';
import type { CountyItem } from '../../domain/state/county-state.ts';
import type { Campaign } from '../../store/campaigns.ts';
import { officialDocx, type Part } from './official-document.ts';

/** The results document 工作成果 (R90, R91). */
export interface Results {
  readonly title: string;
  readonly text: string;
}

/** What one township contributes to the compilation: its experience and results document (R88–R90). */
export interface TownshipSummary {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly results: string;
  readonly coverageBefore?: number;
  readonly coverageAfter?: number;
}

export interface ResultsDocument {
  readonly campaign: Campaign;
  readonly results: Results;
  readonly item: Pick<CountyItem, 'done'>;
  readonly countyLeague: string;
  /** Who gets a copy: the municipal League committee, the organization department (R91). */
  readonly copies?: readonly string[];
  readonly townships: readonly TownshipSummary[];
}

/** 工作成果汇编 as .docx: the county's text, a table of all townships, then each one's experience. */
export function resultsDocx({ campaign, results, item, countyLeague, copies = [], townships }: ResultsDocument): Promise<Buffer> {
  const share = (value: number | undefined) => (value === undefined ? '—' : `${value}%`);
  return officialDocx({
    issuer: countyLeague,
    title: results.title,
    mark: markOf(campaign.clock),
    draft: item.done === null,
    parts: [
      { kind: 'text', text: results.text },
      { kind: 'heading', text: '附件：各乡镇（区）工作成果' },
      {
        kind: 'table',
        head: ['乡镇（区）', '成果文件', '原覆盖率', '现覆盖率'],
        rows: townships.map(({ name, results: document, coverageBefore, coverageAfter }) => [
          name,
          document,
          share(coverageBefore),
          share(coverageAfter),
        ]),
      },
      ...townships.flatMap(({ name, title, text }): Part[] => [
        { kind: 'heading', text: `${name}：${title}` },
        { kind: 'text', text },
      ]),
      ...(copies.length > 0 ? [{ kind: 'text' as const, text: `抄送：${copies.join('，')}。` }] : []),
    ],
    ...(item.done ? { signature: { body: countyLeague, day: datePhrase(dateOf(item.done.at), 'zh-Hans') } } : {}),
  });
}

import { sameName } from '../../domain/names/name-key.ts';
import { officialDocx, type Part } from './official-document.ts';

/** One ballot as it was counted. */
export interface MinutedBallot {
  /** `选举`, `再次投票（书记）`. */
  readonly name: string;
  readonly seats: number;
  readonly figures: {
    readonly entitled: number;
    readonly present: number;
    readonly issued: number;
    readonly returned: number;
    readonly invalid: number;
    readonly valid: number;
  };
  readonly people: readonly {
    readonly name: string;
    readonly for: number;
    readonly against: number;
    readonly abstain: number;
    readonly writtenIn: boolean;
  }[];
  readonly elected: readonly string[];
  /** What became of it, in a sentence. */
  readonly outcome: string;
}

export interface ElectionMinutes {
  readonly issuer: string;
  readonly title: string;
  /** `2012年8月17日`. */
  readonly day: string;
  readonly scrutineers: readonly string[];
  readonly counters: readonly string[];
  readonly ballots: readonly MinutedBallot[];
  readonly trial: boolean;
}

/** 选举记录: every ballot with its figures, votes and result, for signature (§2.4, §2.5). */
export function electionMinutesDocx({ issuer, title, day, scrutineers, counters, ballots, trial }: ElectionMinutes): Promise<Buffer> {
  return officialDocx({
    issuer,
    title: `${title}选举记录`,
    trial,
    draft: false,
    parts: [
      { kind: 'text', text: `选举日期：${day}` },
      ...ballots.flatMap((ballot, index) => ballotParts(ballot, index)),
      { kind: 'text', text: `监票人：${scrutineers.join('、')}　　签名：` },
      { kind: 'text', text: `计票人：${counters.join('、') || '　　　'}　　签名：` },
    ],
    signature: { body: issuer, day },
  });
}

const NUMBERS = '一二三四五六七八九十';

function ballotParts({ name, seats, figures, people, elected, outcome }: MinutedBallot, index: number): Part[] {
  const { entitled, present, issued, returned, invalid, valid } = figures;
  return [
    { kind: 'heading', text: `${NUMBERS[index] ?? index + 1}、${name}` },
    {
      kind: 'text',
      text: `应选${seats}名。应到会有选举权的${entitled}人，实到${present}人；发出选票${issued}张，收回${returned}张，其中有效票${valid}张，无效票${invalid}张。`,
    },
    {
      kind: 'table',
      head: ['姓名', '赞成', '反对', '弃权', '结果'],
      rows: people.map((one) => [
        one.writtenIn ? `${one.name}（另选）` : one.name,
        String(one.for),
        one.writtenIn ? '—' : String(one.against),
        one.writtenIn ? '—' : String(one.abstain),
        elected.some((name) => sameName(name, one.name)) ? '当选' : '',
      ]),
    },
    { kind: 'text', text: outcome },
    ...(elected.length > 0 ? [{ kind: 'text' as const, text: `当选（按姓氏笔画为序）：${elected.join('、')}。` }] : []),
  ];
}

import { officialDocx, type Part } from './official-document.ts';
import type { RecordedBallot, VoteRecord } from './vote-record.ts';

export interface ElectionMinutes {
  readonly record: VoteRecord;
  /** What marks a rehearsal or a record of the past. */
  readonly mark: string | undefined;
}

/** 选举记录: every ballot as a section with its day, electors, votes and result, for signature (§2.4, §2.5). */
export function electionMinutesDocx({ record, mark }: ElectionMinutes): Promise<Buffer> {
  const { issuer, title, words, elected, vacant, ballots, day = '', withdrawn } = record;
  return officialDocx({
    issuer,
    title: `${title}${words.minutes}`,
    mark,
    draft: false,
    parts: [
      ...(withdrawn.length > 0 ? [text(`正式候选人${withdrawn.join('、')}不再参选，不列入选票。`)] : []),
      ...ballots.flatMap((ballot, index) => ballotParts(ballot, index, words)),
      { kind: 'heading', text: `${NUMBERS[ballots.length] ?? ballots.length + 1}、结果` },
      ...(elected.length + vacant.length === 0 ? [text(`尚无${words.those}。`)] : []),
      ...elected.map(({ title: office, names }) => text(`${office}（按姓氏笔画为序）：${names.join('、')}。`)),
      ...(vacant.length > 0 ? [text(`${vacant.join('，')}。`)] : []),
      ...(words.close && elected.length > 0 ? [text(words.close)] : []),
      text('监票人签名：　　　　　　计票人签名：'),
    ],
    signature: { body: issuer, day },
  });
}

function text(sentence: string): Part {
  return { kind: 'text', text: sentence };
}

const NUMBERS = '一二三四五六七八九十';

function ballotParts(ballot: RecordedBallot, index: number, words: VoteRecord['words']): Part[] {
  const { name, day, seats, figures, people, elected, outcome, scrutineers, counters } = ballot;
  const { entitled, present, issued, returned, invalid, valid } = figures;
  return [
    { kind: 'heading', text: `${NUMBERS[index] ?? index + 1}、${name}` },
    text(`投票日期：${day}。`),
    text(
      `应选${seats}名，应到会有选举权人数${entitled}人，实到会${present}人；发出选票${issued}张，收回${returned}张，其中有效票${valid}张、无效票${invalid}张。`,
    ),
    {
      kind: 'table',
      head: ['姓名', '赞成', '反对', '弃权', '结果'],
      rows: people.map((one) => [
        one.writtenIn ? `${one.name}（另选他人）` : one.name,
        String(one.for),
        one.writtenIn ? '—' : String(one.against),
        one.writtenIn ? '—' : String(one.abstain),
        one.result === words.notElected ? '' : one.result,
      ]),
    },
    text(outcome),
    ...(elected.length > 0 ? [text(`${words.elected}（按姓氏笔画为序）：${elected.join('、')}。`)] : []),
    text(`监票人：${scrutineers.join('、') || '无'}；计票人：${counters.join('、') || '无'}。`),
  ];
}

import type { RecordedBallot, VoteRecord } from '../../documents/vote-record.ts';
import type { AnnouncementView } from './announcement-view.tsx';

/** A record as it is announced: who is elected, office by office, then every ballot under its own day. */
export function announced({
  title,
  issuer,
  words,
  elected,
  offices,
  vacant,
  ballots,
  day = '',
}: VoteRecord): NonNullable<AnnouncementView['paper']> {
  const days = [...new Set(ballots.map((ballot) => ballot.day))].join('、');
  const voted = offices.join('、') || '人员';
  return {
    heading: words.announcement,
    lead: words.led(title, days, `${issuer}${voted}`),
    elected: elected.map((one) => ({ heading: `${one.title}${words.those}（按姓氏笔画为序）`, names: one.names })),
    ballots: ballots.map((ballot, index) => announcedBallot(ballot, ballots.length > 1 ? `${NUMBERS[index] ?? index + 1}、` : '')),
    vacant: vacant.length > 0 ? `${vacant.join('，')}。` : '',
    close: elected.length > 0 ? words.close : '',
    issuer,
    day,
  };
}

const NUMBERS = '一二三四五六七八九十';

function announcedBallot({ name, day, seats, figures, people, outcome }: RecordedBallot, number: string) {
  const { entitled, present, issued, returned, invalid, valid } = figures;
  return {
    heading: `${number}${name}（${day}）`,
    figures: `应选${seats}名，应到会有选举权人数${entitled}人，实到会${present}人；发出选票${issued}张，收回${returned}张，其中有效票${valid}张、无效票${invalid}张。`,
    votes: people.map((one) => ({ name: one.name, for: one.for, result: one.result })),
    outcome,
  };
}

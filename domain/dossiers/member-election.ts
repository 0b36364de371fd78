import { type Across, datesReversed, defineDossier } from '../fields/define-dossier.ts';
import { choice, date, list, longText, number, optional, text } from '../fields/field-builders.ts';
import { rows } from '../fields/rows.ts';
import { electorateFields } from './electorate.ts';
import { memberElectionCounts, memberElectionPeople } from './member-election-counts.ts';
import { ballotFigures, entitled, membersWrittenIn, present, tally } from './vote-columns.ts';

/** How the members are elected (R52, R53, C-09): always by a counted vote. */
const MODE_WORDS = {
  CONGRESS_CONTESTED: { zh: '团员代表大会差额选举', en: 'Contested at the congress' },
  COMPETITIVE_OTHER: { zh: '其他竞争性方式（如竞职演讲）加投票', en: 'Another competitive way, such as speeches, and a vote' },
  MEETING_OF_ALL: { zh: '团员大会选举', en: 'Meeting of all members' },
} as const;

const REQUEST_WORDS = {
  CONVENING: { zh: '召开大会', en: 'Convening' },
  CANDIDATES: { zh: '候选人预备人选', en: 'Preliminary candidates' },
} as const;

const GRANTED_BY_WORDS = {
  PARTY: { zh: '乡镇党委', en: 'The township Party committee' },
  LEAGUE: { zh: '团县委', en: 'County League committee' },
} as const;

/**
 * 民主选举 (M10, D10): the congress's vote on the members, as counted (R51–R54). What kind of ballot it is, and for how
 * many seats, is known from the run. A meeting without a quorum is put on record too, with no ballots.
 */
export const memberElection = defineDossier(
  'member-election',
  {
    title: text(
      { zh: '大会名称', en: 'Name of the meeting' },
      {
        hint: { zh: '例如：共青团某某镇第九次代表大会', en: 'Such as the Ninth League Congress of the town' },
        labelFor: { WORKING_COMMITTEE: { zh: '推荐大会名称', en: 'Name of the recommending meeting' } },
      },
    ),
    heldOn: date(
      { zh: '大会日期', en: 'Held on' },
      { labelFor: { WORKING_COMMITTEE: { zh: '推荐大会日期', en: 'Recommending meeting held on' } } },
    ),
    mode: choice({ zh: '选举方式', en: 'Way of electing' }, MODE_WORDS),
    competitiveRule: optional(
      longText(
        { zh: '竞争办法', en: 'Rule of the competition' },
        { max: 2_000, hint: { zh: '采用其他竞争性方式时必填，例如：竞职演讲每人5分钟', en: 'Needed with another competitive way' } },
      ),
    ),
    leagueMembers: number({ zh: '团员总数', en: 'League members' }, { min: 1, max: 1_000_000 }),
    approvals: optional(
      rows(
        { zh: '请示和批复', en: 'Requests and approvals' },
        {
          what: choice({ zh: '事项', en: 'What' }, REQUEST_WORDS),
          by: choice({ zh: '批复单位', en: 'By' }, GRANTED_BY_WORDS),
          requestedOn: date({ zh: '请示日期', en: 'Requested on' }),
          grantedOn: date({ zh: '批复日期', en: 'Granted on' }),
        },
        { max: 20, across: (row) => datesReversed(row, 'requestedOn', 'grantedOn') },
      ),
    ),
    ...electorateFields,
    scrutineers: list(
      { zh: '监票人', en: 'Scrutineers' },
      { max: 50, maxLength: 40, hint: { zh: '每行一名，不能是候选人。', en: 'One per line; no candidates.' } },
    ),
    counters: optional(
      list(
        { zh: '计票人', en: 'Tellers' },
        { max: 50, maxLength: 40, hint: { zh: '每行一名，不能是候选人。', en: 'One per line; no candidates.' } },
      ),
    ),
    entitled,
    present,
    ...ballotFigures('', ''),
    candidates: tally('计票', 'Tally'),
    writeIns: membersWrittenIn,
    reduceConsent: optional(
      number(
        { zh: '同意减少名额的人数', en: 'Electors who consent to fewer seats' },
        { max: 10_000, hint: { zh: '仅在就减少名额表决时填写', en: 'Only where this was voted on' } },
      ),
    ),
  },
  { across: ruleMissing, countsOf: memberElectionCounts, peopleBehind: memberElectionPeople },
);

/** A run in mode B records its rule (C-09). */
function ruleMissing({ mode, competitiveRule }: Parameters<Across>[0]) {
  if (mode !== 'COMPETITIVE_OTHER' || (typeof competitiveRule === 'string' && competitiveRule.trim() !== '')) return [];
  return [
    {
      code: 'RULE_MISSING',
      path: ['competitiveRule'],
      sentence: { zh: '没有填写：采用其他竞争性方式时须写明办法', en: 'is missing: another competitive way needs its rule' },
    },
  ];
}

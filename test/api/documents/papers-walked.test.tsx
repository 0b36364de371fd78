import { beforeAll, describe, expect, it } from 'vitest';
import { electionMinutesDocx } from '../../../api/documents/election-minutes.ts';
import { leagueBodyName, type VoteRecord, voteRecord } from '../../../api/documents/vote-record.ts';
import { announced } from '../../../api/pages/election-papers/announced.ts';
import { AnnouncementPage } from '../../../api/pages/election-papers/announcement-view.tsx';
import { renderPage } from '../../../api/pages/ui/document.tsx';
import type { Frame } from '../../../api/pages/ui/layout.tsx';
import { proposedDossier } from '../../../domain/dossiers/proposed-dossier.ts';
import { roundsOnRecord, votesIn } from '../../../domain/election/elected.ts';
import { type Notice, publicNoticeText } from '../../../domain/election/notice-text.ts';
import type { Office, VotingStage } from '../../../domain/rules/ballot-facts.ts';
import type { ItemId } from '../../../domain/stages/items.ts';
import type { StageId } from '../../../domain/stages/stages.ts';
import { itemOf } from '../../../domain/state/township-state.ts';
import { readRehearsalCounty } from '../../../rehearsal/county-file.ts';
import { readHalfYear } from '../../../rehearsal/half-year.ts';
import { scriptOf } from '../../../rehearsal/script.ts';
import { PaperCounty } from '../../rehearsal/paper-county.ts';
import { exampleCounty } from '../../support/example-county.ts';
import { unzipped } from '../../support/unzipped.ts';

/**
 * Every paper of every township of the example county, after its half-year: each name in it is one that the votes decided.
 * Who was decided is counted here from the ballots' figures alone, in a way of its own.
 */

const TOWNSHIPS = exampleCounty().townships.map(({ id, name }) => [id, name] as const);

let county: PaperCounty;
beforeAll(async () => {
  const { county: file } = await readRehearsalCounty('examples/county.yaml');
  const half = await readHalfYear('plans', 2012);
  county = new PaperCounty(half, file, scriptOf(file.rehearsal, 2012, half.calendar));
  county.play();
});

type Row = Readonly<Record<string, unknown>>;

/** Rows of a dossier's table, as it was submitted. */
function rowsOf(dossier: unknown, table: string): readonly Row[] {
  return ((dossier as Row)[table] ?? []) as readonly Row[];
}

function namesOf(dossier: unknown, table: string, keep: (row: Row) => boolean = () => true): string[] {
  return sorted(
    rowsOf(dossier, table)
      .filter(keep)
      .map(({ name }) => String(name)),
  );
}

function sorted(names: readonly string[]): string[] {
  return names.toSorted();
}

function itemAt(township: string, id: ItemId) {
  const state = county.townships.get(township)?.state;
  const item = state && itemOf(state, id);
  if (!item?.submission) throw new Error(`${township} has nothing on record for ${id}`);
  return { ...item, dossier: county.dossier(item.submission.revision) };
}

/** The votes of an item that elected: those that led to a further ballot, and the one on record. */
function heldVotes(township: string, id: ItemId) {
  const { pastRounds, ballots, submission, dossier } = itemAt(township, id);
  const past = pastRounds.flatMap((round) =>
    round.submission && ['run-off', 'supplementary'].includes(round.ended)
      ? [{ ballots: round.ballots, dossier: county.dossier(round.submission.revision) }]
      : [],
  );
  return submission ? [...past, { ballots, dossier }] : past;
}

/** Elected by figures: more than half of the valid papers, most votes first, nobody of those equal at the cut. */
function decided(township: string, id: ItemId, office: Office): string[] {
  const of = (field: string) => (office === 'members' ? field : `${office}${field.charAt(0).toUpperCase()}${field.slice(1)}`);
  return sorted(
    heldVotes(township, id).flatMap(({ ballots, dossier }) => {
      const seats = ballots?.[office]?.seats;
      if (seats === undefined) return [];
      const half = Number((dossier as Row)[of('valid')]) / 2;
      const over = [...rowsOf(dossier, of('candidates')), ...rowsOf(dossier, of('writeIns'))].filter((row) => Number(row['for']) > half);
      const atCut = over.map((row) => Number(row['for'])).toSorted((a, b) => b - a)[seats] ?? half;
      return over.filter((row) => Number(row['for']) > atCut).map(({ name }) => String(name));
    }),
  );
}

const VOTES = { 'member-election': ['members'], 'leadership-election': ['secretary', 'deputies'] } as const;

/** Who was elected to what, by this test's own count. */
function decisions(township: string, stage: VotingStage, id: ItemId = stage): [string, string[]][] {
  const TITLES: Readonly<Record<Office, string>> = { members: '委员', secretary: '书记', deputies: '副书记' };
  return VOTES[stage].map((office) => [TITLES[office], decided(township, id, office)]);
}

function leadersOf(township: string): string[] {
  return sorted(decisions(township, 'leadership-election').flatMap(([, names]) => names));
}

/** The record from which the papers of a vote are written, as the pages make it. */
function recordOf(township: string, name: string, stage: VotingStage, id: ItemId = stage): VoteRecord {
  const context = county.onRecord(township, id);
  return voteRecord({ township: name, body: context.body, votes: votesIn(roundsOnRecord(context, stage), context.rules), withdrawn: [] });
}

const frame: Frame = {
  language: 'zh-Hans',
  title: '公告',
  path: '/x',
  csrf: 'token-1',
  assets: { style: '/assets/app.1.css', script: '/assets/app.1.js', icon: '/assets/icon.1.svg' },
  reader: { name: '某人', post: '乡镇团委', role: 'township-league', unread: 0 },
  kind: 'live',
  mailKept: false,
  wrong: false,
};

/** What an announcement says on paper: those elected by office, and everybody whom its tables call elected. */
function readAnnouncement(record: VoteRecord) {
  const page = renderPage(frame, <AnnouncementPage back={{ href: '/x', item: '选举' }} paper={announced(record)} />);
  const offices = [...page.matchAll(/<h2>(\p{Script=Han}+?)(?:当选人|推荐人选)[^<]*<\/h2><p class="lead">([^<]*)<\/p>/gu)];
  const marked = [...page.matchAll(/<th scope="row">([^<]*)<\/th><td class="number">\d+<\/td><td>(?:当选|获推荐)<\/td>/g)];
  return {
    offices: offices.map(([, title, names = '']): [string, string[]] => [String(title), sorted(names.split('　'))]),
    marked: sorted(marked.map(([, name = '']) => name)),
    issuer: /<p class="stamp">([^<]*)</.exec(page)?.[1],
  };
}

/** What the minutes say in their last section, and whom the tables of their ballots call elected. */
async function readMinutes(record: VoteRecord) {
  const xml = (await unzipped(await electionMinutesDocx({ record, mark: undefined }))).get('word/document.xml') ?? '';
  const textOf = (part: string) => [...part.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, one]) => one).join('');
  const lines = [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([part]) => textOf(part));
  const last = lines.slice(lines.findLastIndex((line) => line.endsWith('、结果')));
  const rows = [...xml.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)].map(([row]) =>
    [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => textOf(cell)),
  );
  return {
    offices: last.flatMap((line): [string, string[]][] => {
      const [, title, names = ''] = /^(委员|书记|副书记)（按姓氏笔画为序）：(.*)。$/.exec(line) ?? [];
      return title === undefined ? [] : [[title, sorted(names.split('、'))]];
    }),
    marked: sorted(rows.filter((row) => ['当选', '获推荐'].includes(row[4] ?? '')).map(([name = '']) => name.replace('（另选）', ''))),
  };
}

/** The people named in the text of a public notice, each at the head of a paragraph. */
function readNotice(township: string, id: ItemId): string[] {
  const { notice, dossier } = itemAt(township, id);
  if (!notice) throw new Error(`${township} has no notice at ${id}`);
  const place = { county: '岚榆县', body: 'COMMITTEE' } as const;
  const lines = publicNoticeText(dossier as Notice, { firstDay: notice.firstDay, rolledTo: notice.lastDay }, place);
  return sorted(lines.flatMap((line) => /^([^，]+)，[男女]，/.exec(line)?.[1] ?? []));
}

describe.each(TOWNSHIPS)('the papers of %s', (township, name) => {
  it.each(['member-election', 'leadership-election'] as const)('announce and record whom the %s decided', async (stage) => {
    const record = recordOf(township, name, stage);
    const offices = decisions(township, stage);
    const marked = sorted(offices.flatMap(([, names]) => names));
    expect(marked.length).toBeGreaterThan(0);
    const issuer = leagueBodyName(name, county.onRecord(township, stage).body);
    expect(readAnnouncement(record)).toEqual({ offices, marked, issuer });
    expect(await readMinutes(record)).toEqual({ offices, marked });
  });

  it('report, study, inspect and notify about those and nobody else', () => {
    const [[, members]] = decisions(township, 'member-election') as [[string, string[]]];
    const offices = decisions(township, 'leadership-election');
    const leaders = leadersOf(township);
    const { rules } = county.onRecord(township, 'appointment');
    expect(members).toHaveLength(rules.seats);
    expect(leaders.filter((one) => !members.includes(one))).toEqual([]);
    const submitted = (id: StageId) => itemAt(township, id).dossier;
    const opened = (id: StageId) => proposedDossier(id, county.onRecord(township, id));
    for (const of of [submitted, opened]) {
      expect(namesOf(of('member-report'), 'members')).toEqual(members);
      const report = of('leadership-report');
      expect(['SECRETARY', 'DEPUTY'].map((role) => namesOf(report, 'leaders', (row) => row['role'] === role))).toEqual(
        offices.map(([, names]) => names),
      );
      expect(namesOf(of('organization-study'), 'proposals')).toEqual(leaders);
      expect(namesOf(of('inspection'), 'people')).toEqual(leaders);
      expect(namesOf(of('public-notice'), 'people')).toEqual(leaders);
    }
    expect(readNotice(township, 'public-notice')).toEqual(leaders);
  });

  it('appoint those, each to the office voted for, save whose seat goes its own way', async () => {
    const [[, members]] = decisions(township, 'member-election') as [[string, string[]]];
    const [secretary = [], deputies = []] = decisions(township, 'leadership-election').map(([, names]) => names);
    const { seats = [] } = county.townships.get(township)?.state ?? {};
    const noticed = rowsOf(itemAt(township, 'public-notice').dossier, 'people').map((row) => String(row['name']));
    const apart = seats.map(({ person }) => noticed[(person ?? 0) - 1] ?? '');
    const remaining = (names: readonly string[]) => names.filter((one) => !apart.includes(one));
    const { dossier } = itemAt(township, 'appointment');
    const appointed = (role: string) => namesOf(dossier, 'people', (row) => row['role'] === role);
    expect(namesOf(dossier, 'people')).toEqual(remaining(members));
    expect(appointed('SECRETARY')).toEqual(remaining(secretary));
    expect(appointed('DEPUTY')).toEqual(remaining(deputies));
    for (const { number } of seats) {
      const by: ItemId = `seat/${number}/by-election`;
      const [[title, winners]] = decisions(township, 'member-election', by) as [[string, string[]]];
      expect(winners).toHaveLength(1);
      expect(apart).not.toContain(winners[0]);
      const record = recordOf(township, name, 'member-election', by);
      expect(readAnnouncement(record)).toMatchObject({ offices: [[title, winners]], marked: winners });
      expect(await readMinutes(record)).toEqual({ offices: [[title, winners]], marked: winners });
      expect(readNotice(township, `seat/${number}/notice`)).toEqual(winners);
      for (const step of ['inspection', 'appointment'] as const)
        expect(namesOf(itemAt(township, `seat/${number}/${step}`).dossier, 'people')).toEqual(winners);
    }
    // The roster on the last day: the seats are filled, nobody twice.
    const roster = [
      ...namesOf(dossier, 'people'),
      ...seats.flatMap(({ number }) => namesOf(itemAt(township, `seat/${number}/appointment`).dossier, 'people')),
    ];
    expect(new Set(roster).size).toBe(members.length);
    expect(roster).toHaveLength(members.length);
  });
});

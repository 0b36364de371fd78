import { beforeAll, expect, test } from 'vitest';
import type { County } from '../../domain/county/county-schema.ts';
import type { Scenario, ScenarioName, ScenarioOf } from '../../domain/county/scenario-schema.ts';
import { readRehearsalCounty } from '../../rehearsal/county-file.ts';
import { type HalfYear, readHalfYear } from '../../rehearsal/half-year.ts';
import { exceptionOutcome } from '../../rehearsal/scenarios/outcomes.ts';
import { scriptOf } from '../../rehearsal/script.ts';
import { PaperCounty } from './paper-county.ts';

let file: County;
let half: HalfYear;
beforeAll(async () => {
  file = (await readRehearsalCounty('examples/county.yaml')).county;
  half = await readHalfYear('plans', 2012);
});

/** The sample county with the named cases changed, played to the end. */
function playedWith(changes: { readonly [N in ScenarioName]?: (facts: ScenarioOf<N>['facts']) => void }): PaperCounty {
  const rehearsal = structuredClone(file.rehearsal);
  if (!rehearsal) throw new Error('the sample county is not played');
  for (const scenario of rehearsal.scenarios)
    (changes[scenario.name] as ((facts: Scenario['facts']) => void) | undefined)?.(scenario.facts);
  const changed: County = { ...file, rehearsal };
  const paper = new PaperCounty(half, changed, scriptOf(rehearsal, 2012, half.calendar));
  paper.play();
  return paper;
}

test('a case that ends otherwise is told, with what came', () => {
  const paper = playedWith({
    // What is put in does not lead to what is said of its end, or the other way round.
    nominees_too_few: (facts) => void (facts.nominees = 11),
    exact_boundary: (facts) => void (facts.advisoryWarning = false),
    tie_at_cut: ({ tally }) => void (tally.votes = [44, 43, 42, 41, 40, 39, 37, 35, 33, 31]),
    shortfall: ({ supplementary }) => void (supplementary.votes = [30, 29]),
    quorum_fails_once: (facts) => void (facts.need = 48),
    under_200_members: (facts) => void (facts.leagueMembers = 199),
    competitive_speech: ({ expect: end }) => void (end.elected = 8),
    largest_committee: (facts) => void (facts.formal = 23),
  });
  const came = Object.fromEntries(
    paper
      .outcomes()
      .filter((one) => !one.asExpected)
      .map(({ name, came: what }) => [name, what]),
  );
  expect(came).toEqual({
    nominees_too_few: '先报 受理；后报 11名受理',
    exact_boundary: '推荐人选 12；正式候选人 11；差额提醒 有',
    tie_at_cut: '首轮当选 —；再次投票 —；共当选 9',
    shortfall: '首轮当选 10；缺额 1；另行选举 1名，候选人至少2名；共当选 10',
    quorum_fails_once: '首次到会 47/60；须到 49；大会 改期；名单 保留；再次到会 55；当选 9',
    under_200_members: '团员 176；团代会 提醒；当选 9',
    competitive_speech: '方式 COMPETITIVE_OTHER；竞争办法 照写；当选 9',
    largest_committee: '推荐人选 26；正式候选人 24；当选 21',
  });
});

test('where the notice ended before anybody could object, it is posted again, and the case ends as it says', () => {
  const paper = playedWith({ appointed_and_objection_upheld: ({ first }) => void (first.objection.received = '2012-09-14') });
  const gongye = paper.events.filter((event) => event.township === 'gongye');
  expect(gongye.filter(({ kind }) => kind === 'returned').map(({ item, params }) => `${item} ${params['target']}`)).toEqual([
    'appointment public-notice',
  ]);
  expect(gongye.filter(({ kind }) => kind === 'seat-filled')).toHaveLength(1);
  expect(paper.outcomes().filter((one) => !one.asExpected)).toEqual([]);
});

test('a month that came out otherwise is a case told, unless the days were disturbed', () => {
  const exception = { township: 'landu', month: '2012-06', on: '2012-07-05' };
  const state = { items: [{ id: 'monthly-report/2012-06', submission: null, pastRounds: [] }] } as never;
  expect(exceptionOutcome(exception, { state, disturbed: false })).toMatchObject({ came: '6月月报 缺报', asExpected: false });
  expect(exceptionOutcome(exception, { state, disturbed: true })).toMatchObject({ came: '6月月报 缺报', asExpected: true });
  const gone = { items: [] } as never;
  expect(exceptionOutcome(exception, { state: gone, disturbed: true }).asExpected).toBe(false);
});

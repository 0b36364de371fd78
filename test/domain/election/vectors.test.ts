import { describe, expect, it } from 'vitest';
import { type BallotPaper, countPapers, isValidPaper } from '../../../domain/election/ballot-paper.ts';
import { electedOf } from '../../../domain/election/elected.ts';
import { gate } from '../../../domain/gates/gates-of.ts';
import { meets, need } from '../../../domain/rules/differential.ts';
import { codes, judge, resultOf } from './judge.ts';
import { LANDU, landuContext, person } from './landu.ts';
import { RULES } from './rules.ts';

const congress = LANDU['member-election'];
const paper: BallotPaper = { for: [], against: [], writeIns: [], illegible: false };

describe('vectors of dossiers and papers', () => {
  it('E5: a paper that approves ten for nine seats is invalid; nine is valid; none is valid, all abstentions', () => {
    const candidates = Array.from({ length: 10 }, (_, index) => `候选人${index}`);
    const approving = (number: number) => ({ ...paper, for: candidates.slice(0, number) });
    expect([10, 9, 0].map((number) => isValidPaper(approving(number), candidates, 9))).toEqual([false, true, true]);
    const counted = countPapers(
      [
        { ...approving(0), times: 3 },
        { ...approving(10), times: 2 },
      ],
      candidates,
      9,
    );
    expect(counted).toMatchObject({ returned: 5, invalid: 2, valid: 3 });
    expect(counted.candidates.every((one) => one.for === 0 && one.against === 0 && one.abstain === 3)).toBe(true);
  });

  it('E13: somebody written in with the ninth most votes is elected by name, once found to be eligible', () => {
    const fewer = new Map([
      [person(9).name, { for: 41, against: 34 }],
      [person(10).name, { for: 40, against: 34 }],
    ]);
    const change = {
      candidates: congress.candidates.map((one) => ({ ...one, ...fewer.get(one.name) })),
      writeIns: [{ name: '于例己', for: 46, eligible: true, born: '1987-09', political: 'CPC', quota: 'IN' }],
    };
    const judged = judge('member-election', change);
    expect(codes(judged, 'fails')).toEqual([]);
    expect(judged.counts).toMatchObject({ elected: 9, writtenElected: 1 });
    const context = landuContext('member-report', { earlier: { 'member-election': judged.dossier } });
    expect(electedOf(context, 'member-election').map(({ name }) => name)).toContain('于例己');
    const [written] = change.writeIns;
    expect(codes(judge('member-election', { ...change, writeIns: [{ ...written, eligible: false }] }), 'fails')).toEqual([
      'WRITTEN_IN_NOT_ELIGIBLE',
    ]);
    expect(codes(judge('member-election', { ...change, writeIns: [{ ...written, political: 'NONE' }] }), 'fails')).toEqual([
      'WRITTEN_IN_NOT_ELIGIBLE',
    ]);
    expect(codes(judge('member-election', { ...change, writeIns: [{ ...written, born: '1976-09' }] }), 'fails')).toEqual([
      'WRITTEN_IN_NOT_ELIGIBLE',
    ]);
    expect(codes(judge('member-election', { ...change, writeIns: [{ name: '于例己', for: 46, eligible: true }] }), 'fails')).toEqual([
      'WRITTEN_IN_NOT_ELIGIBLE',
    ]);
  });

  it('E18: ten formal candidates for nine seats pass the plan’s floor and are advised to be eleven', () => {
    expect([need(9, RULES.formalBp), need(9, RULES.ballotAdvisoryBp)]).toEqual([10, 11]);
    const judged = judge('member-election');
    expect(resultOf(judged, 'BALLOT_CANDIDATES_TOO_FEW')).toMatchObject({ outcome: 'holds', figures: { candidates: 10, need: 10 } });
    expect(resultOf(judged, 'BALLOT_DIFFERENTIAL_LOW')).toMatchObject({
      outcome: 'warns',
      figures: { candidates: 10, need: 11, bp: 1111 },
    });
  });

  it('E19: ten nominees for nine seats are rejected: eleven are needed', () => {
    expect([need(9, RULES.nomineesBp), meets(9, 10, RULES.nomineesBp), meets(9, 11, RULES.nomineesBp)]).toEqual([11, false, true]);
    const low = gate('nomination', { nominees: 10 }, { rules: RULES, body: 'COMMITTEE', passed: {} });
    expect(low.some(({ outcome }) => outcome === 'fails')).toBe(true);
  });

  it('E20: a scrutineer who is a candidate is rejected', () => {
    expect(codes(judge('member-election', { scrutineers: ['代表甲一', person(10).name] }), 'fails')).toEqual(['TELLER_IS_CANDIDATE']);
    expect(codes(judge('member-election', { counters: [` ${person(1).name}`] }), 'fails')).toEqual(['TELLER_IS_CANDIDATE']);
    expect(codes(judge('member-election', { counters: ['代表丁四'] }), 'fails')).toEqual([]);
  });
});

describe('papers', () => {
  const candidates = ['甲', '乙', '丙'];

  it('a person both approved and disapproved of is an abstention', () => {
    const [counted] = countPapers([{ ...paper, for: ['甲'], against: ['甲'], times: 4 }], candidates, 2).candidates;
    expect(counted).toEqual({ name: '甲', for: 0, against: 0, abstain: 4 });
  });

  it('only who disapproves of somebody writes another in, and no more people than that', () => {
    const written = (against: string[], writeIns: string[]) =>
      countPapers([{ ...paper, against, writeIns, times: 1 }], candidates, 2).writeIns;
    expect(written([], ['丁'])).toEqual([]);
    expect(written(['甲'], ['丁'])).toEqual([{ name: '丁', for: 1 }]);
    expect(written(['甲'], ['丁', '戊'])).toEqual([]);
  });

  it('people written in count towards the most that a paper may choose', () => {
    const choosing = { ...paper, for: ['甲', '乙'], against: ['丙'], writeIns: ['丁'] };
    expect([isValidPaper(choosing, candidates, 2), isValidPaper(choosing, candidates, 3)]).toEqual([false, true]);
  });

  it('an illegible paper is invalid', () => {
    expect(isValidPaper({ ...paper, illegible: true }, candidates, 2)).toBe(false);
  });
});

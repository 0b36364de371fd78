import { z } from 'zod';
import type { Bilingual } from '../../domain/language/problem.ts';
import { BALLOT_KINDS, OFFICES } from '../../domain/rules/ballot-facts.ts';
import { findItemView, findTownshipView } from '../access/township-view.ts';
import type { RecordedBallot, VoteRecord } from '../documents/vote-record.ts';
import { found, RequestError } from '../http/request-error.ts';
import { ballotOf, prepareBallot, prepareVote, printedBallot, voteRecordOf } from '../use-cases/ballot-papers.ts';
import {
  COUNT_LIMITS,
  type CountedVote,
  countBallot,
  fatesOf,
  namesNotStanding,
  namesTwice,
  nameTwiceText,
  type Tally,
} from '../use-cases/count-piles.ts';
import { tiesOnRecord } from '../use-cases/ties-on-record.ts';
import { line } from '../use-cases/typed-text.ts';
import { errorSchema } from './answer-schemas.ts';
import { endpoint, ok } from './endpoint.ts';
import { presentProblems } from './present.ts';
import { itemPath, townshipPath } from './request-schemas.ts';

/** What an election is run with: ballot papers, the count of piles, and what the votes on record came to. */

const names = z.array(z.string());

const printedSchema = z
  .strictObject({
    office: z.enum(OFFICES),
    kind: z.enum(BALLOT_KINDS),
    /** As it is printed: `委员选举（再次投票）`. */
    name: z.string(),
    /** The meeting's own name. */
    meeting: z.string(),
    /** Absent where only the meeting knows it. */
    day: z.string().optional(),
    seats: z.int(),
    /** By surname strokes. */
    candidates: names,
    /** Lines for people written in. */
    writeIns: z.int(),
    /** Names whose place in the order has to be looked at. */
    unsure: names,
    /** What marks a rehearsal or a record of the past. */
    mark: z.string().optional(),
  })
  .meta({ id: 'BallotPaper' });

export const showBallotPapers = endpoint({
  id: 'showBallotPapers',
  method: 'get',
  path: '/campaigns/{campaign}/townships/{township}/items/{item}/ballot-papers',
  summary: '选票和计票单上印的内容，每项职务一张 / what is printed on ballot papers and tally sheets, one for each office voted on',
  access: 'signed-in',
  params: itemPath,
  answers: { 200: { says: '选票 / the papers', body: z.strictObject({ papers: z.array(printedSchema) }) } },
  async handle({ caller: { actor }, params: { campaign, township, item } }, deps) {
    const view = found(await findItemView(deps, actor, campaign, township, item));
    const vote = found(await prepareVote(deps, view));
    const papers = vote.offices.flatMap((office) => ballotOf(vote, office) ?? []).map((ballot) => printedBallot(view, ballot));
    return ok({ papers });
  },
});

/** Somebody voted for, as every count shows them. */
const votedFor = { name: z.string(), for: z.int(), against: z.int(), abstain: z.int(), writtenIn: z.boolean() };

const recordedBallotSchema = z
  .strictObject({
    name: z.string(),
    /** `2012年8月27日`. */
    day: z.string(),
    seats: z.int(),
    entitled: z.int(),
    present: z.int(),
    issued: z.int(),
    returned: z.int(),
    invalid: z.int(),
    valid: z.int(),
    reduceConsent: z.int().optional(),
    /** By surname strokes, people written in last. */
    people: z.array(z.strictObject({ ...votedFor, result: z.string() })),
    elected: names,
    /** What became of it, with the names that it concerns. */
    outcome: z.string(),
    scrutineers: names,
    counters: names,
  })
  .meta({ id: 'RecordedBallot' });

const recordSchema = z
  .strictObject({
    /** The meeting's own name. */
    title: z.string(),
    /** The body that was voted on. */
    issuer: z.string(),
    elected: z.array(z.strictObject({ office: z.enum(OFFICES), title: z.string(), names })),
    ballots: z.array(recordedBallotSchema),
    /** Posts that stay empty. */
    vacant: names,
    /** The day of the last vote. */
    day: z.string().optional(),
    /** Candidates who no longer stand. */
    withdrawn: names,
  })
  .meta({ id: 'VoteRecord' });

export const showVoteRecord = endpoint({
  id: 'showVoteRecord',
  method: 'get',
  path: '/campaigns/{campaign}/townships/{township}/items/{item}/vote-record',
  summary: '选举结果公告和选举记录的内容 / what announcement and minutes tell: every ballot on record and who is elected',
  access: 'signed-in',
  params: itemPath,
  answers: { 200: { says: '记录，与公告一样用中文 / the record, in Chinese as the papers are', body: recordSchema } },
  async handle({ caller: { actor }, params: { campaign, township, item } }, deps) {
    const view = found(await findItemView(deps, actor, campaign, township, item));
    return ok(presentRecord(found(voteRecordOf(view, found(await prepareVote(deps, view))))));
  },
});

function presentRecord({ title, issuer, elected, ballots, vacant, day, withdrawn }: VoteRecord) {
  return { title, issuer, elected, ballots: ballots.map(presentBallot), vacant, ...(day === undefined ? {} : { day }), withdrawn };
}

function presentBallot({ figures, ...ballot }: RecordedBallot) {
  const { entitled, present, issued, returned, invalid, valid, reduceConsent } = figures;
  const consent = reduceConsent === undefined ? {} : { reduceConsent };
  return { ...ballot, entitled, present, issued, returned, invalid, valid, ...consent };
}

export const listTies = endpoint({
  id: 'listTies',
  method: 'get',
  path: '/campaigns/{campaign}/townships/{township}/ties',
  summary: '多次投票仍票数相等、要研究确定的人 / ties that the last run-off left, with the people whom a decision numbers',
  access: 'signed-in',
  params: townshipPath,
  answers: {
    200: {
      says: '票数相等的人 / the ties',
      body: z.strictObject({
        ties: z.array(
          z
            .strictObject({
              item: z.string(),
              round: z.int(),
              office: z.enum(OFFICES),
              seats: z.int(),
              /** In the order of the ballot: a decision names them by their place here, from 1. */
              tied: names,
              /** Whom the Party committee took; absent while it has not decided. */
              taken: names.optional(),
              /** The county League agreed. */
              agreed: z.boolean(),
            })
            .meta({ id: 'Tie' }),
        ),
      }),
    },
  },
  async handle({ caller: { actor }, params: { campaign, township } }, deps) {
    const view = found(await findTownshipView(deps, actor, campaign, township));
    const ties = await tiesOnRecord(deps, view);
    return ok({ ties: ties.map(({ item: { id, round }, ...tie }) => ({ ...tie, item: id, round })) });
  },
});

const name = line(100);
const papers = z.int().min(0).max(COUNT_LIMITS.papers);
const marked = z.array(name).max(COUNT_LIMITS.candidates);

const tallySchema = z.strictObject({
  /** The first that is open where none is named. */
  office: z.enum(OFFICES).optional(),
  candidates: z.array(name).min(1).max(COUNT_LIMITS.candidates),
  figures: z.strictObject({ entitled: papers, present: papers, issued: papers, returned: papers }),
  /** Papers marked alike. */
  piles: z
    .array(
      z.strictObject({
        times: z.int().min(1).max(COUNT_LIMITS.papers),
        for: marked,
        against: marked,
        writeIns: marked,
        /** Nobody can tell what the elector wanted. */
        illegible: z.boolean(),
      }),
    )
    .max(COUNT_LIMITS.piles),
});

const countSchema = z
  .strictObject({
    /** Papers in the piles. */
    counted: z.int(),
    invalid: z.int(),
    valid: z.int(),
    people: z.array(
      z.strictObject({
        ...votedFor,
        /** Absent while there is no outcome. */
        fate: z.enum(['elected', 'tied', 'notElected']).optional(),
      }),
    ),
    /** Figures that do not agree. */
    disagreements: z.array(
      z.strictObject({ kind: z.enum(['returned', 'issued', 'present', 'entitled', 'quorum']), figures: z.record(z.string(), z.int()) }),
    ),
    /** Candidates written in on valid papers, which counts as a mark of approval. */
    writtenCandidates: z.array(z.strictObject({ name: z.string(), times: z.int() })),
    /** What becomes of the vote; absent while figures disagree. */
    outcome: z
      .strictObject({
        kind: z.enum(['postponed', 'void', 'complete', 'run-off', 'supplementary', 'vacant', 'decision-asked']),
        figures: z.record(z.string(), z.int()),
      })
      .optional(),
  })
  .meta({ id: 'CountedVote' });

export const countVote = endpoint({
  id: 'countVote',
  method: 'post',
  path: '/campaigns/{campaign}/townships/{township}/items/{item}/count',
  summary: '按叠计票，指出对不上的数字；什么也不记录 / count piles of ballot papers and say what disagrees; records nothing',
  access: 'signed-in',
  params: itemPath,
  body: tallySchema,
  answers: {
    200: { says: '计票结果 / the count', body: countSchema },
    422: { says: '候选人重名，或标记了没有列出的人 / a name stands twice, or somebody is marked who does not stand', body: errorSchema },
  },
  async handle({ caller: { actor }, params: { campaign, township, item }, body: { office, ...tally }, language }, deps) {
    const view = found(await findItemView(deps, actor, campaign, township, item));
    const ballot = found(await prepareBallot(deps, view, office));
    const problems = problemsOf(tally);
    if (problems.length > 0) throw new RequestError('COUNT_WRONG', presentProblems(problems, language));
    return ok(presentCount(countBallot(ballot, tally)));
  },
});

/** What no schema says of a tally. */
function problemsOf(tally: Tally): (Bilingual & { readonly path: string; readonly code: string })[] {
  return [
    ...namesTwice(tally.candidates).map((one) => ({ path: 'candidates', code: 'NAME_TWICE', ...nameTwiceText(one) })),
    ...namesNotStanding(tally).map((one) => ({
      path: 'piles',
      code: 'NOT_STANDING',
      zh: `“${one}”不在候选人之中，另选他人请列入 writeIns`,
      en: `"${one}" does not stand; people written in belong under writeIns`,
    })),
  ];
}

function presentCount(vote: CountedVote) {
  const { counted, invalid, valid, disagreements, writtenCandidates, result } = vote;
  return {
    counted,
    invalid,
    valid,
    people: fatesOf(vote).map(({ fate, ...person }) => ({ ...person, ...(result ? { fate } : {}) })),
    disagreements: disagreements.map(kindAndFigures),
    writtenCandidates,
    ...(result ? { outcome: kindAndFigures(result.outcome) } : {}),
  };
}

function kindAndFigures<K extends string>({ kind, ...figures }: { readonly kind: K } & Readonly<Record<string, number | string>>) {
  return { kind, figures: figures as Record<string, number> };
}

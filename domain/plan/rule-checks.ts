import { wellFormed, wholeNumber } from '../calendar/fields.ts';
import { counted } from '../language/counted.ts';
import { type Problem, problem } from '../language/problem.ts';
import * as plan from './plan-schema.ts';
import { proportionProblems } from './proportion-checks.ts';

/** A quorum between one half and the whole that can be reached (REFERENCE §2.3). */
function quorumProblems(input: unknown): Problem[] {
  const quorum = wellFormed(input, ['quorum'], plan.quorumSchema);
  if (!quorum) return [];
  const { num, den, strict } = quorum;
  const reachable = strict ? num < den : num <= den;
  if (reachable && 2 * num >= den) return [];
  return [
    problem(
      ['quorum'],
      'QUORUM_FRACTION',
      { num, den },
      {
        zh: `法定人数 ${num}/${den} 不可用；应为二分之一到一之间的分数（“超过”时须小于一），如 4/5`,
        en: `quorum ${num}/${den} cannot be used; allowed: a fraction from one half to one (below one when strict), such as 4/5`,
      },
    ),
  ];
}

function ratioProblems(input: unknown): Problem[] {
  const nominees = wellFormed(input, ['differential', 'nomineesBp'], wholeNumber(0, 10_000));
  const formal = wellFormed(input, ['differential', 'formalBp'], wholeNumber(0, 10_000));
  if (nominees === undefined || formal === undefined || formal <= nominees) return [];
  return [
    problem(
      ['differential', 'formalBp'],
      'RATIO_ORDER',
      { formal, nominees },
      {
        zh: `正式候选人差额比例 ${formal}（万分比）高于推荐人选差额比例 ${nominees}，人选不够用；应为 0 到 ${nominees}`,
        en: `formal candidates need ${counted(formal, 'basis point')}, more than the ${nominees} of the nominees they come from; allowed: 0 to ${nominees}`,
      },
    ),
  ];
}

function committeeProblems(input: unknown): Problem[] {
  const found: Problem[] = [];
  const deputies = wellFormed(input, ['leadership', 'deputies'], plan.leadershipSchema.shape.deputies);
  if (deputies && deputies.minInQuota + deputies.minOutOfQuota > deputies.count) {
    found.push(
      problem(
        ['leadership', 'deputies'],
        'DEPUTIES_MIX',
        { ...deputies },
        {
          zh: `编制内至少 ${deputies.minInQuota} 名加编制外至少 ${deputies.minOutOfQuota} 名，超过副书记 ${deputies.count} 名；两项之和应不大于 ${deputies.count}`,
          en: `at least ${deputies.minInQuota} in established and ${deputies.minOutOfQuota} in non-established posts exceed ${counted(deputies.count, 'deputy', 'deputies')}; allowed: a sum of ${deputies.count} at most`,
        },
      ),
    );
  }
  const committee = wellFormed(input, ['committee'], plan.committeeSchema);
  if (committee && committee.sizeMin > committee.sizeMax) {
    found.push(
      problem(
        ['committee', 'sizeMin'],
        'COMMITTEE_SIZE',
        { sizeMin: committee.sizeMin, sizeMax: committee.sizeMax },
        {
          zh: `最少 ${committee.sizeMin} 名多于最多 ${committee.sizeMax} 名；应为 9 到 ${committee.sizeMax}`,
          en: `least ${committee.sizeMin} exceeds most ${committee.sizeMax}; allowed: 9 to ${committee.sizeMax}`,
        },
      ),
    );
  }
  const proportions = wellFormed(input, ['sources', 'proportions'], plan.proportionsSchema);
  return [...found, ...proportionProblems(['sources', 'proportions'], proportions ?? {}, committee?.sizeMax ?? 21)];
}

function procedureProblems(input: unknown): Problem[] {
  const found: Problem[] = [];
  const notice = wellFormed(input, ['notice'], plan.noticeSection);
  if (notice?.unit === 'WORKING' && notice.length < 5) {
    found.push(
      problem(
        ['notice', 'length'],
        'NOTICE_LENGTH',
        { length: notice.length },
        {
          zh: `按工作日公示填的是 ${notice.length} 天；应为 5 到 15 个工作日`,
          en: `found ${counted(notice.length, 'working day')}; allowed: 5 to 15`,
        },
      ),
    );
  }
  const shortfall = wellFormed(input, ['shortfall'], plan.shortfallSchema);
  if (shortfall && (shortfall.policy === 'SUPPLEMENTARY') !== shortfall.maxRounds > 0) {
    found.push(
      problem(
        ['shortfall', 'maxRounds'],
        'SHORTFALL_ROUNDS',
        { maxRounds: shortfall.maxRounds },
        {
          zh: `填的是 ${shortfall.maxRounds}；另行选举（SUPPLEMENTARY）时应为 1 到 3，其他处理办法时应为 0`,
          en: `found ${shortfall.maxRounds}; allowed: 1 to 3 with SUPPLEMENTARY, else 0`,
        },
      ),
    );
  }
  return found;
}

/** Everything wrong between the parameters of election, committee and notice, as far as they are well-formed. */
export function ruleProblems(input: unknown): Problem[] {
  return [quorumProblems, ratioProblems, committeeProblems, procedureProblems].flatMap((check) => check(input));
}

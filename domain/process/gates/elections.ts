import { earlier, must, type StageGate } from './rule.ts';

/** 民主选举 (M10): quorum (§2.3), ballots (§2.4), every seat filled by more than half (§2.5). */
export const memberElection: StageGate = {
  needs: () => ['entitled', 'present', 'issued', 'returned', 'candidates', 'elected', 'electedBelowHalf'],
  judge: (count, { rules }) => [
    ...assembly(count, rules.quorum),
    must({
      rule: '§2.4',
      code: 'BALLOTS_DISAGREE',
      figures: { present: count('present'), issued: count('issued'), returned: count('returned') },
      holds: count('issued') <= count('present') && count('returned') <= count('issued'),
      yes: ['收回选票不多于发出选票，选举有效', 'No more ballots were returned than issued: the vote stands'],
      no: [
        '收回选票多于发出选票，或发出选票多于实到会人数，选举无效',
        'More ballots than issued, or more issued than people present: void',
      ],
    }),
    must({
      rule: 'R54',
      code: 'SEATS_NOT_FILLED',
      figures: { elected: count('elected'), seats: rules.seats },
      holds: count('elected') >= 1 && count('elected') <= rules.seats,
      yes: [`选出委员 ${count('elected')} 名，应选 ${rules.seats} 名`, `${count('elected')} of ${rules.seats} members elected`],
      no: [`选出委员 ${count('elected')} 名，应选 ${rules.seats} 名`, `${count('elected')} elected for ${rules.seats} seats`],
    }),
    moreThanHalf(count),
  ],
};

export const memberReport: StageGate = {
  needs: () => ['members'],
  judge: (count, facts) => {
    const elected = earlier(facts, 'member-election', 'elected') ?? 0;
    return [
      must({
        rule: 'R55',
        code: 'REPORT_DISAGREES',
        figures: { members: count('members'), elected },
        holds: count('members') === elected,
        yes: [`上报委员 ${elected} 名，与选举结果一致`, `${elected} members reported, as elected`],
        no: [`上报委员 ${count('members')} 名，选举结果为 ${elected} 名`, `${count('members')} members reported, ${elected} elected`],
      }),
    ];
  },
};

/** 书记、副书记选举 (M12): one secretary and the deputies, in quota and out of quota (R16–R18, R58). */
export const leadershipElection: StageGate = {
  needs: () => ['entitled', 'present', 'secretaries', 'deputies', 'deputiesIn', 'deputiesOut', 'electedBelowHalf'],
  judge: (count, { rules }) => [
    ...assembly(count, rules.quorum),
    moreThanHalf(count),
    must({
      rule: 'R58',
      code: 'LEADERS_NOT_FILLED',
      figures: { secretaries: count('secretaries'), deputies: count('deputies') },
      holds: count('secretaries') === rules.secretaries && count('deputies') === rules.deputies,
      yes: [`选出书记 ${count('secretaries')} 名、副书记 ${count('deputies')} 名`, 'Secretary and deputies elected'],
      no: [
        `应选书记 ${rules.secretaries} 名、副书记 ${rules.deputies} 名，选出 ${count('secretaries')} 名、${count('deputies')} 名`,
        `${rules.secretaries} and ${rules.deputies} are to be elected, ${count('secretaries')} and ${count('deputies')} were`,
      ],
    }),
    must({
      rule: 'R18',
      code: 'DEPUTY_MIX',
      figures: { deputiesIn: count('deputiesIn'), deputiesOut: count('deputiesOut') },
      holds: count('deputiesIn') >= rules.deputiesMinInQuota && count('deputiesOut') >= rules.deputiesMinOutOfQuota,
      yes: [`副书记编制内 ${count('deputiesIn')} 名、编制外 ${count('deputiesOut')} 名`, 'Deputies in quota and out of quota'],
      no: [
        `副书记编制内至少 ${rules.deputiesMinInQuota} 名、编制外至少 ${rules.deputiesMinOutOfQuota} 名，现为 ${count('deputiesIn')} 名、${count('deputiesOut')} 名`,
        `At least ${rules.deputiesMinInQuota} in quota and ${rules.deputiesMinOutOfQuota} out of it are needed`,
      ],
    }),
  ],
};

export const leadershipReport: StageGate = {
  needs: () => ['leaders'],
  judge: (count, facts) => {
    const elected = (earlier(facts, 'leadership-election', 'secretaries') ?? 0) + (earlier(facts, 'leadership-election', 'deputies') ?? 0);
    return [
      must({
        rule: 'R59',
        code: 'REPORT_DISAGREES',
        figures: { leaders: count('leaders'), elected },
        holds: count('leaders') === elected,
        yes: [`上报书记、副书记 ${elected} 名，与选举结果一致`, `${elected} leaders reported, as elected`],
        no: [`上报 ${count('leaders')} 名，选举结果为 ${elected} 名`, `${count('leaders')} leaders reported, ${elected} elected`],
      }),
    ];
  },
};

function assembly(count: (name: string) => number, { num, den, strict }: { num: number; den: number; strict: boolean }) {
  const [entitled, present] = [count('entitled'), count('present')];
  const reached = strict ? present * den > entitled * num : present * den >= entitled * num;
  return [
    must({
      rule: '§2.3',
      code: 'NO_QUORUM',
      figures: { entitled, present },
      holds: present <= entitled && reached,
      yes: [`应到 ${entitled} 人，实到 ${present} 人，到会人数符合规定`, `${present} of ${entitled} are present: a quorum`],
      no: [`应到 ${entitled} 人，实到 ${present} 人，到会人数不符合规定`, `${present} of ${entitled} are present: no quorum`],
    }),
  ];
}

function moreThanHalf(count: (name: string) => number) {
  return must({
    rule: '§2.5',
    code: 'ELECTED_BELOW_HALF',
    figures: { electedBelowHalf: count('electedBelowHalf') },
    holds: count('electedBelowHalf') === 0,
    yes: ['当选人得票都超过半数', 'Everybody elected has more than half'],
    no: [`有 ${count('electedBelowHalf')} 名当选人得票未过半数`, `${count('electedBelowHalf')} elected with half or less`],
  });
}

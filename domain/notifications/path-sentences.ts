import { counted } from '../language/counted.ts';
import type { Advice, Sentence } from '../language/sentence.ts';
import type { EventKind } from '../state/events.ts';
import type { ObjectionStep, SeatCause } from '../state/path-state.ts';

/** What people are told of the unusual paths: votes that go on, seats vacated, objections, lost candidates, amendments. */

export type PathKind = Extract<
  EventKind,
  | 'postponed'
  | 'run-off'
  | 'supplementary'
  | 'tie-decision-asked'
  | 'tie-settled'
  | 'tie-returned'
  | 'vacancy-reported'
  | 'candidate-lost'
  | 'list-short'
  | 'notice-corrected'
  | 'person-deferred'
  | 'seat-vacated'
  | 'seat-filled'
  | 'objection-received'
  | 'objection-logged'
  | 'objection-step'
  | 'objection-decision-asked'
  | 'waived'
  | 'plan-amended'
>;

const CAUSES: Readonly<Record<SeatCause, readonly [zh: string, en: string]>> = {
  'inspection-failed': ['考察未通过', 'not passed by the inspection'],
  'inspection-deferred': ['考察暂缓', 'deferred by the inspection'],
  'objection-upheld': ['异议属实', 'an objection was upheld'],
  'objection-open': ['异议尚未办结', 'an objection is still open'],
  'left-out': ['未列入本次任职', 'not among those appointed'],
};
const STEPS: Readonly<Record<ObjectionStep, readonly [zh: string, en: string]>> = {
  accepted: ['已受理', 'accepted'],
  'not-accepted': ['不予受理', 'not accepted'],
  investigating: ['正在调查', 'under investigation'],
  upheld: ['属实', 'upheld'],
  'upheld-minor': ['情节轻微，谈话提醒', 'upheld, but minor'],
  'not-upheld': ['不属实', 'not upheld'],
  undetermined: ['暂不能查实', 'undetermined'],
  answered: ['已答复', 'answered'],
  closed: ['已办结', 'closed'],
};

function causeOf(cause: string | number | undefined, language: 0 | 1): string {
  return CAUSES[cause as SeatCause]?.[language] ?? '';
}

function stepOf(step: string | number | undefined, language: 0 | 1): string {
  return STEPS[step as ObjectionStep]?.[language] ?? '';
}

export const PATH_SUBJECTS: Readonly<Record<PathKind, readonly [zh: Sentence, en: Sentence]>> = {
  postponed: [
    ({ place, item, p }) => `${place}：“${item}”到会人数不足（须到 ${p.need ?? ''} 人），改期召开，候选人名单不变`,
    ({ place, item, p }) => `${place}: no quorum for "${item}" (${p.need ?? ''} needed); held again with the same list`,
  ],
  'run-off': [
    ({ place, item, p }) =>
      `${place}：“${item}”有 ${p.candidates ?? ''} 人票数相等，对这 ${p.candidates ?? ''} 人再次投票，选 ${p.seats ?? ''} 名`,
    ({ place, item, p }) =>
      `${place}: a tie in "${item}"; run-off of ${counted(p.candidates, 'person', 'people')} for ${counted(p.seats, 'seat')}`,
  ],
  supplementary: [
    ({ place, item, p }) => `${place}：“${item}”缺 ${p.seats ?? ''} 名，另行选举，候选人应不少于 ${p.minCandidates ?? ''} 名`,
    ({ place, item, p }) =>
      `${place}: ${counted(p.seats, 'seat')} unfilled in "${item}"; supplementary election, at least ${counted(p.minCandidates, 'candidate')}`,
  ],
  'tie-decision-asked': [
    ({ place, item, p }) =>
      `${place}：“${item}”再次投票票数仍相等，请乡镇党委从 ${p.candidates ?? ''} 人中研究确定 ${p.seats ?? ''} 名，报团县委同意`,
    ({ place, item, p }) =>
      `${place}: still a tie in "${item}"; the Party committee decides who of ${p.candidates ?? ''} takes ${counted(p.seats, 'seat')}, and the county League agrees`,
  ],
  'tie-settled': [
    ({ place, item, p }) => `${place}：“${item}”票数相等，乡镇党委研究确定 ${p.taken ?? ''} 名当选，请团县委同意`,
    ({ place, item, p }) =>
      `${place}: the Party committee decided on the tie in "${item}", ${p.taken ?? ''} elected; the county League is asked to agree`,
  ],
  'tie-returned': [
    ({ place, item }) => `${place}：团县委不同意“${item}”票数相等的研究意见，请乡镇党委重新研究`,
    ({ place, item }) => `${place}: the county League does not agree on the tie in "${item}"; the Party committee decides again`,
  ],
  'vacancy-reported': [
    ({ place, p }) => `${place}：报告空缺 ${p.vacant ?? ''} 名`,
    ({ place, p }) => `${place}: ${counted(p.vacant, 'seat is', 'seats are')} reported vacant`,
  ],
  'candidate-lost': [
    ({ place, p }) => `${place}：正式候选人减少 ${p.lost ?? ''} 名，尚有 ${p.left ?? ''} 名（应不少于 ${p.need ?? ''} 名）`,
    ({ place, p }) => `${place}: ${counted(p.lost, 'formal candidate')} fewer, ${p.left ?? ''} left (${p.need ?? ''} needed)`,
  ],
  'list-short': [
    ({ place, item }) => `${place}：正式候选人不足，退回“${item}”重新确定`,
    ({ place, item }) => `${place}: too few formal candidates are left; back to "${item}"`,
  ],
  'notice-corrected': [
    ({ place, item }) => `${place}：“${item}”已更正，重新计算公示期`,
    ({ place, item }) => `${place}: "${item}" is corrected and starts again`,
  ],
  'person-deferred': [
    ({ place, p }) => `${place}：1 人暂缓任职（${causeOf(p.cause, 0)}），单独办理，其他人照常`,
    ({ place, p }) => `${place}: one person waits (${causeOf(p.cause, 1)}); everybody else goes on`,
  ],
  'seat-vacated': [
    ({ place, p }) =>
      `${place}：${p.seat ?? ''} 号名额空出${p.cause ? `（${causeOf(p.cause, 0)}）` : ''}，由乡镇组织补选，或由乡镇党委报告空缺`,
    ({ place, p }) =>
      `${place}: seat ${p.seat ?? ''} is vacated${p.cause ? ` (${causeOf(p.cause, 1)})` : ''}; the township holds a by-election, or its Party committee reports the seat vacant`,
  ],
  'seat-filled': [
    ({ place, p }) => `${place}：${p.seat ?? ''} 号名额已补齐，新任人员已任职`,
    ({ place, p }) => `${place}: seat ${p.seat ?? ''} is filled, the new member is appointed`,
  ],
  'objection-received': [
    ({ place, p }) => `${place}：收到第 ${p.objection ?? ''} 号异议，只涉及本人，其他人照常办理`,
    ({ place, p }) => `${place}: objection ${p.objection ?? ''} has come in; it holds only its person`,
  ],
  'objection-logged': [
    ({ place }) => `${place}：任职后收到反映，已登记，按日常监督办理`,
    ({ place }) => `${place}: an objection after the appointment is logged, and dealt with as ordinary supervision`,
  ],
  'objection-step': [
    ({ place, p }) => `${place}：第 ${p.objection ?? ''} 号异议${stepOf(p.step, 0)}`,
    ({ place, p }) => `${place}: objection ${p.objection ?? ''} ${stepOf(p.step, 1)}`,
  ],
  'objection-decision-asked': [
    ({ place, p, day }) => `${place}：第 ${p.objection ?? ''} 号异议暂缓期满，请县委组织部作出结论，最迟 ${day('due')}`,
    ({ place, p, day }) => `${place}: the deferral for objection ${p.objection ?? ''} is over; please decide by ${day('due')}`,
  ],
  waived: [({ place, item }) => `${place}：“${item}”经团县委同意免办`, ({ place, item }) => `${place}: "${item}" is waived`],
  'plan-amended': [
    ({ place, p }) => `${place}：县方案已调整（第 ${p.version ?? ''} 版），以后各环节按新方案办理`,
    ({ place, p }) => `${place}: the county plan is amended (version ${p.version ?? ''}) for what is ahead`,
  ],
};

export const PATH_ADVICE: Partial<Record<PathKind, readonly Advice[]>> = {
  postponed: [
    ['请另定时间召开，并重新填写到会人数和票数。', 'Please hold the meeting again and enter its own attendance and counts.', ['submitter']],
  ],
  'run-off': [
    ['只有票数相等的人参加，得票多的当选。', 'Only those with equal votes stand; most votes win.'],
    ['请组织再次投票，填写票数后报送。', 'Please hold the run-off, enter its counts and submit them.', ['submitter']],
  ],
  supplementary: [
    ['请按期另行选举，填写票数后报送。', 'Please hold the supplementary election, enter its counts and submit them.', ['submitter']],
  ],
  'tie-decision-asked': [
    [
      '请在票数相等的人中逐人确定，写明理由。',
      'Please decide on each of those with equal votes, and say why.',
      ['township-party-committee'],
    ],
  ],
  'tie-settled': [['请查看研究意见，同意或退回。', 'Please look at the decision, then approve it or send it back.', ['county-league']]],
  'tie-returned': [['请查看退回理由，重新研究确定。', 'Please read why, and decide again.', ['township-party-committee']]],
  'list-short': [
    [
      '请重新确定名单后报送，上一轮内容已预填。',
      'Please decide the list again and submit it; the last round is pre-filled.',
      ['submitter'],
    ],
  ],
  'seat-vacated': [
    ['其他人照常任职。', 'Everybody else is appointed as planned.'],
    ['请组织补选。', 'Please hold the by-election.', ['township-league']],
    ['不补选的，请报告空缺。', 'If there is to be no by-election, please report the seat vacant.', ['township-party-committee']],
  ],
  'objection-received': [['请按规定受理、调查、答复。', 'Please screen it, investigate and answer.']],
  'objection-decision-asked': [['请作出属实或不属实的结论。', 'Please find whether it is upheld or not.', ['organization-department']]],
};

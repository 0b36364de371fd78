import { catalogue, counted } from '../ui/texts/bilingual.ts';

/** Unusual paths of a township: objections, seats on their own track, lost candidates, ties, waivers. */
export const irregularTexts = catalogue({
  title: { zh: '特殊情况', en: 'Unusual cases' },
  hint: {
    zh: '异议、补选、候选人退出、票数相等、免办等，各自办理、各有记录；别人的事项不受影响。',
    en: 'Objections, by-elections, withdrawn candidates, ties, waivers: each goes its own way, has its own record, and holds up nobody else.',
  },
  nothingUnusual: { zh: '现在没有特殊情况。', en: 'Nothing unusual at present.' },
  mayRecord: { zh: '您可以登记', en: 'You may record' },
  nothing: { zh: '现在没有特殊情况，也没有您可以登记的事项。', en: 'Nothing unusual, and nothing for you to record here.' },

  objections: { zh: '异议', en: 'Objections' },
  objection: (number: number) => ({ zh: `第 ${number} 号异议`, en: `Objection ${number}` }),
  about: { zh: '涉及人员', en: 'About' },
  matter: { zh: '反映的事项', en: 'Matter' },
  received: { zh: '收到', en: 'Received' },
  standing: { zh: '办理情况', en: 'Standing' },
  finding: { zh: '调查结论', en: 'Finding' },
  due: { zh: '办理期限', en: 'Due' },
  channel: { zh: '来源', en: 'Channel' },
  named: { zh: '署真实姓名', en: 'Under a real name' },
  anonymous: { zh: '匿名', en: 'anonymous' },
  letter: { zh: '来信', en: 'letter' },
  phone: { zh: '来电', en: 'telephone' },
  visit: { zh: '来访', en: 'visit' },
  mail: { zh: '邮件', en: 'e-mail' },
  'step-received': { zh: '已收到', en: 'received' },
  'step-logged': { zh: '任职后收到，只登记', en: 'received after the appointment, logged only' },
  'step-accepted': { zh: '受理', en: 'accepted' },
  'step-not-accepted': { zh: '不予受理', en: 'not accepted' },
  'step-investigating': { zh: '调查中', en: 'under investigation' },
  'step-upheld': { zh: '属实，不予任职', en: 'upheld: not appointed' },
  'step-upheld-minor': { zh: '属实但轻微，谈话后可任职', en: 'upheld, minor: a talk suffices' },
  'step-not-upheld': { zh: '不属实', en: 'not upheld' },
  'step-undetermined': { zh: '暂未查清', en: 'undetermined' },
  'step-answered': { zh: '已答复反映人', en: 'answered' },
  'step-closed': { zh: '办结', en: 'closed' },

  objectTitle: { zh: '登记异议', en: 'Record an objection' },
  objectHint: {
    zh: '从确定正式候选人到任职，随时可以登记；只暂缓所涉及的人，其他人照常。这里只登记反映的内容。请不要写反映人的姓名和联系方式，由受理单位另行保管。',
    en: 'Any time from the formal list to the appointment; only the person concerned waits. Record the matter only. Keep the informant’s name and contact elsewhere.',
  },
  person: { zh: '人员', en: 'Person' },
  matterHint: { zh: '最多 2000 字', en: 'At most 2,000 characters' },
  resolveTitle: { zh: '下一步', en: 'Next step' },
  step: { zh: '办理到哪一步', en: 'Which step' },
  reason: { zh: '理由', en: 'Reason' },
  findingReason: { zh: '调查情况和理由（作出结论时必填）', en: 'Finding and reason (needed with a finding)' },

  seats: { zh: '单独办理的名额', en: 'Seats on their own track' },
  seat: (number: number) => ({ zh: `${number} 号名额`, en: `Seat ${number}` }),
  seatEmpty: (number: number) => ({ zh: `${number} 号名额空出`, en: `Seat ${number} vacated` }),
  seatWaits: (number: number) => ({ zh: `${number} 号名额暂缓任职`, en: `Seat ${number} deferred` }),
  'cause-inspection-failed': { zh: '考察未通过，名额空出', en: 'inspection failed: the seat is vacant' },
  'cause-inspection-deferred': { zh: '考察暂缓', en: 'inspection deferred' },
  'cause-objection-upheld': { zh: '异议属实，名额空出', en: 'objection upheld: the seat is vacant' },
  'cause-left-out': { zh: '未列入任职名单，单独办理任职', en: 'not among those appointed: appointed on its own' },
  'cause-objection-open': { zh: '异议未查清，暂缓任职', en: 'objection open: appointment deferred' },
  'seat-running': { zh: '办理中', en: 'under way' },
  'seat-deferred': { zh: '暂缓', en: 'deferred' },
  'seat-appointed': { zh: '已任职', en: 'appointed' },
  'seat-vacant': { zh: '已报告空缺', en: 'reported vacant' },
  'seat-superseded': { zh: '随退回重新办理', en: 'redone with a return' },
  vacancyTitle: { zh: '报告空缺，不再补选', en: 'Report the seat vacant instead of a by-election' },
  whichSeat: { zh: '哪个名额', en: 'Which seat' },

  'lost-inspection': { zh: '投票前考察未通过或暂缓', en: 'Not passed by the inspection before the vote' },
  'lost-objection': { zh: '异议属实', en: 'An objection was upheld' },
  lost: { zh: '退出的候选人', en: 'Lost candidates' },
  withdrawTitle: { zh: '登记候选人退出', en: 'Record that a candidate is lost' },
  withdrawHint: {
    zh: '正式候选人因病、调离、本人申请等不再参选。剩余人数达不到差额比例时，系统自动退回，重新确定名单。',
    en: 'A formal candidate no longer stands. With too few left, the list is decided again.',
  },

  ties: { zh: '票数相等', en: 'Ties' },
  tiedPeople: { zh: '票数相等的人', en: 'People with equal votes' },
  tiedSeats: { zh: '尚缺名额', en: 'Seats left' },
  tieTitle: { zh: '票数相等，由乡镇党委研究确定', en: 'A tie: the Party committee decides' },
  tieHint: (item: string, candidates: number, seats: number) => ({
    zh: `${item}：再次投票后，下列 ${candidates} 人票数仍相等，还有 ${seats} 个名额。请勾选研究确定当选的人，报团县委同意后生效；一个也不选的，名额空缺。`,
    en: `${item}: these ${candidates} still have equal votes, ${counted(seats, 'seat')} left. Tick whom the Party committee decides on; the county League then agrees. Ticking nobody leaves the seats vacant.`,
  }),
  personTaken: { zh: '当选', en: 'elected' },
  personNotTaken: { zh: '不当选', en: 'not elected' },
  takenTooMany: (seats: number, taken: number) => ({
    zh: `只有 ${seats} 个名额，选了 ${taken} 人`,
    en: `${counted(taken, 'is', 'are')} ticked for ${counted(seats, 'seat')}`,
  }),
  tieOpen: { zh: '待乡镇党委研究确定', en: 'waiting for the township Party committee' },
  tieTaken: (names: string) => ({
    zh: `${takenZh(names)}，等团县委同意`,
    en: `${takenEn(names)}; waits for the county League to agree`,
  }),
  tieAgreed: (names: string) => ({ zh: `${takenZh(names)}，团县委已同意`, en: `${takenEn(names)}; the county League agreed` }),
  'office-members': { zh: '委员', en: 'members' },
  'office-secretary': { zh: '书记', en: 'secretary' },
  'office-deputies': { zh: '副书记', en: 'deputies' },

  waiveTitle: { zh: '免办一个环节', en: 'Waive a stage' },
  waiveHint: {
    zh: '人选推荐、确定正式候选人、选举、结果上报、考察、公示、聘任、总结不能免办。',
    en: 'Never nominees, formal candidates, elections and their reports, inspection, notice, appointment or summary.',
  },
  whichStage: { zh: '哪个环节', en: 'Which stage' },

  check: { zh: '下一步：核对', en: 'Next: check' },
  confirm: { zh: '确认', en: 'Confirm' },
  confirmTitle: { zh: '请核对', en: 'Please check' },
  choose: { zh: '请选择', en: 'Please choose' },
  choiceMissing: (label: string) => ({ zh: `请选择“${label}”。`, en: `Please choose "${label}".` }),
  reasonMissing: (label: string) => ({ zh: `请填写“${label}”。`, en: `Please fill in "${label}".` }),
});

function takenZh(names: string): string {
  return names === '' ? '乡镇党委研究确定名额空缺' : `乡镇党委研究确定${names}当选`;
}

function takenEn(names: string): string {
  return names === '' ? 'left vacant by the Party committee' : `${names} elected by decision of the Party committee`;
}

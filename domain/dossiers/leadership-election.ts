import { type Across, defineDossier } from '../fields/define-dossier.ts';
import { date, list, longText, optional, text } from '../fields/field-builders.ts';
import type { Finding } from '../fields/rows.ts';
import { leadershipElectionCounts, leadershipElectionPeople } from './leadership-election-counts.ts';
import { ballotFigures, entitled, leadersWrittenIn, present, tally } from './vote-columns.ts';

const secretary = ballotFigures('书记选举', 'Secretary: ');
const deputies = ballotFigures('副书记选举', 'Deputies: ');

/**
 * 书记、副书记选举 (M12, D12): the plenary of the new members elects secretary and deputies (R56–R58), each on a ballot of
 * its own. A later round holds only the ballots that are still open.
 */
export const leadershipElection = defineDossier(
  'leadership-election',
  {
    title: text(
      { zh: '会议名称', en: 'Name of the meeting' },
      {
        hint: { zh: '例如：第九届委员会第一次全体会议', en: 'Such as the first plenary of the ninth committee' },
        labelFor: { WORKING_COMMITTEE: { zh: '推荐会议名称', en: 'Name of the recommending meeting' } },
      },
    ),
    heldOn: date({ zh: '会议日期', en: 'Held on' }),
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
    secretaryIssued: optional(secretary.issued),
    secretaryReturned: optional(secretary.returned),
    secretaryInvalid: optional(secretary.invalid),
    secretaryValid: optional(secretary.valid),
    secretaryCandidates: optional(tally('书记候选人计票', 'Tally of candidates for secretary')),
    secretaryWriteIns: leadersWrittenIn('书记选举中另选他人', 'Written in for secretary'),
    deputiesIssued: optional(deputies.issued),
    deputiesReturned: optional(deputies.returned),
    deputiesInvalid: optional(deputies.invalid),
    deputiesValid: optional(deputies.valid),
    deputiesCandidates: optional(tally('副书记候选人计票', 'Tally of candidates for deputy')),
    deputiesWriteIns: leadersWrittenIn('副书记选举中另选他人', 'Written in for deputy'),
    mixWaiver: optional(
      longText(
        { zh: '副书记编制构成不符合要求的理由', en: 'Why established and non-established posts are not mixed among the deputies' },
        { max: 1_000, hint: { zh: '符合要求的不填', en: 'Leave empty where they do' } },
      ),
    ),
  },
  { across: ballotsWhole, countsOf: leadershipElectionCounts, peopleBehind: leadershipElectionPeople },
);

const FIGURES = ['Issued', 'Returned', 'Invalid', 'Valid', 'Candidates'] as const;

/** A ballot of the plenary is there with all its figures, or not at all; one of the two is. */
function ballotsWhole(dossier: Parameters<Across>[0]): Finding[] {
  const offices = ['secretary', 'deputies'] as const;
  const begun = offices.filter((office) => [...FIGURES, 'WriteIns'].some((figure) => dossier[`${office}${figure}`] !== undefined));
  const missing = (begun.length === 0 ? offices : begun).flatMap((office) => FIGURES.map((figure) => `${office}${figure}`));
  return missing
    .filter((field) => dossier[field] === undefined)
    .map((field) => ({ code: 'MISSING', path: [field], sentence: { zh: '没有填写', en: 'is missing' } }));
}

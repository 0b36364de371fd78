import { defineDossier } from './define-dossier.ts';
import { checkbox, choice, date, number } from './field-builders.ts';
import { account, name, quota, ROLE_WORDS } from './person-columns.ts';
import { people } from './rows.ts';

/** 书记、副书记选举 (M12, D12): the plenary of the new members elects secretary and deputies (R56–R58). */
export const leadershipElection = defineDossier(
  'leadership-election',
  {
    heldOn: date({ zh: '会议日期', en: 'Held on' }),
    entitled: number({ zh: '应到会', en: 'Entitled' }, { min: 1 }),
    present: number({ zh: '实到会', en: 'Present' }),
    candidates: people(
      { zh: '计票', en: 'Tally' },
      {
        name,
        role: choice({ zh: '职务', en: 'Office' }, ROLE_WORDS),
        quota,
        votes: number({ zh: '赞成', en: 'For' }),
        elected: checkbox({ zh: '当选', en: 'Elected' }),
        account,
      },
    ),
  },
  {
    countsOf: ({ entitled, present, candidates }) => {
      const elected = candidates.filter((person) => person.elected);
      const deputies = elected.filter((person) => person.role === 'DEPUTY');
      return {
        entitled,
        present,
        secretaries: elected.filter((person) => person.role === 'SECRETARY').length,
        deputies: deputies.length,
        deputiesIn: deputies.filter((person) => person.quota === 'IN').length,
        deputiesOut: deputies.filter((person) => person.quota === 'OUT').length,
        electedBelowHalf: elected.filter((person) => 2 * person.votes <= present).length,
      };
    },
  },
);

import { defineDossier } from './define-dossier.ts';
import { checkbox, date, number } from './field-builders.ts';
import { account, name, quota } from './person-columns.ts';
import { people } from './rows.ts';

/** 民主选举 (M10, D10): the congress's vote on the members, as counted (R51–R54). */
export const memberElection = defineDossier(
  'member-election',
  {
    heldOn: date({ zh: '大会日期', en: 'Held on' }),
    entitled: number({ zh: '应到会', en: 'Entitled' }, { min: 1 }),
    present: number({ zh: '实到会', en: 'Present' }),
    issued: number({ zh: '发出选票', en: 'Ballots issued' }),
    returned: number({ zh: '收回选票', en: 'Ballots returned' }),
    candidates: people(
      { zh: '计票', en: 'Tally' },
      { name, quota, votes: number({ zh: '赞成', en: 'For' }), elected: checkbox({ zh: '当选', en: 'Elected' }), account },
    ),
  },
  {
    countsOf: ({ entitled, present, issued, returned, candidates }) => ({
      entitled,
      present,
      issued,
      returned,
      candidates: candidates.length,
      elected: candidates.filter((person) => person.elected).length,
      electedBelowHalf: candidates.filter((person) => person.elected && 2 * person.votes <= present).length,
    }),
  },
);

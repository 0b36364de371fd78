import { defineDossier } from '../fields/define-dossier.ts';
import { date, longText, optional, text } from '../fields/field-builders.ts';
import { daysAhead } from './days-ahead.ts';

/** 工作实施方案 (M4, D4): the township's own plan, fitted to its situation (R62), with the links it arranges (R28) and where people compete (R29). */
export const implementationPlan = defineDossier(
  'implementation-plan',
  {
    title: text(
      { zh: '方案名称', en: 'Title' },
      { max: 120, hint: { zh: '例如：某某镇团组织格局创新工作实施方案', en: 'As printed on the plan' } },
    ),
    draftedOn: date({ zh: '拟定日期', en: 'Drafted on' }),
    document: optional(text({ zh: '文号', en: 'Document number' }, { max: 60, hint: { zh: '有文号时填写', en: 'If it has one' } })),
    local: optional(
      longText(
        { zh: '结合本地实际的做法', en: 'How it fits the place' },
        {
          max: 3_000,
          hint: {
            zh: '与县方案相比有哪些自己的安排，例如：外出务工青年多，春节前后集中联络',
            en: 'What differs from the county plan, and why',
          },
        },
      ),
    ),
    competition: optional(
      longText(
        { zh: '竞争性体现在哪些环节', en: 'Where people compete' },
        {
          max: 2_000,
          hint: {
            zh: '例如：推荐人选、正式候选人两次差额，团代会差额选举',
            en: 'Such as a differential at nomination and a contested vote',
          },
        },
      ),
    ),
  },
  {
    countsOf: ({ local, competition, draftedOn }, { today }) => ({
      plans: 1,
      local: local === undefined ? 0 : 1,
      competition: competition === undefined ? 0 : 1,
      daysAhead: daysAhead(draftedOn, today),
    }),
  },
);

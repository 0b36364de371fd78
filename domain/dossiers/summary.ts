import { defineDossier } from '../fields/define-dossier.ts';
import { checkbox, date, longText, text } from '../fields/field-builders.ts';
import { daysAhead } from './days-ahead.ts';

/** 经验总结 (M22, D23): the experience that was collected (R88), and the results document (R90) that guides the others (R91). */
export const summary = defineDossier(
  'summary',
  {
    collectedOn: date({ zh: '经验整理日期', en: 'Experience collected on' }),
    title: text(
      { zh: '经验标题', en: 'Title of the experience' },
      { max: 100, hint: { zh: '例如：按岗荐人、按需设项', en: 'In a few words' } },
    ),
    text: longText(
      { zh: '经验内容', en: 'Experience' },
      { max: 5_000, hint: { zh: '做法、成效、体会', en: 'What was done, with what effect' } },
    ),
    publish: checkbox({ zh: '同意在县经验交流页公布', en: 'May be published on the county’s exchange page' }),
    results: text(
      { zh: '工作成果文件', en: 'Results document' },
      { max: 120, hint: { zh: '例如：某某镇团建格局创新工作总结', en: 'Its title' } },
    ),
    resultsOn: date({ zh: '成果文件日期', en: 'Results document of' }),
  },
  {
    countsOf: ({ publish, text, resultsOn, collectedOn }, { today }) => ({
      experiences: 1,
      characters: text.length,
      results: 1,
      publish: publish ? 1 : 0,
      daysAhead: Math.max(daysAhead(resultsOn, today), daysAhead(collectedOn, today)),
    }),
  },
);

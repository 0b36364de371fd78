import { compareNames, namesOnRecord } from '../election/people-named.ts';
import { type DossierContext, defineDossier } from '../fields/define-dossier.ts';
import { checkbox, date, list, longText, optional, text } from '../fields/field-builders.ts';
import { account, born, education, name, political, post, sex } from '../fields/person-columns.ts';
import { people, rows } from '../fields/rows.ts';

/**
 * 任前公示 (M16, D16): who is to be appointed, made known with dates, receiving office and telephone (R27.8, §2.9). The
 * notice's text is written from these fields (domain/election/notice-text).
 */
export const publicNotice = defineDossier(
  'public-notice',
  {
    title: text(
      { zh: '公示标题', en: 'Title of the notice' },
      {
        hint: { zh: '例如：共青团某某镇委员会书记、副书记拟任人选任前公示', en: 'Such as: notice of the proposed secretary and deputies' },
      },
    ),
    issuer: text(
      { zh: '落款单位', en: 'Issued by' },
      { max: 60, hint: { zh: '例如：中共某某镇委员会', en: 'Such as the Party committee of the town' } },
    ),
    postedOn: date({ zh: '张贴日期', en: 'Posted on' }),
    scope: list(
      { zh: '公示范围', en: 'Where posted' },
      { max: 20, hint: { zh: '每行一处，例如：镇政务公开栏。', en: 'One per line, such as the notice board.' } },
    ),
    press: checkbox({ zh: '另在报刊、电视等媒体发布', en: 'Also in the press' }),
    offices: rows(
      { zh: '受理单位', en: 'Receiving offices' },
      {
        office: text({ zh: '单位', en: 'Office' }, { max: 60, hint: { zh: '例如：镇党委组织办', en: 'Such as the organization office' } }),
        address: optional(text({ zh: '地址', en: 'Address' }, { max: 100 })),
        telephone: text({ zh: '电话', en: 'Telephone' }, { max: 40 }),
      },
      { max: 5, unique: 'office' },
    ),
    people: people(
      { zh: '公示对象', en: 'People named' },
      {
        name,
        sex,
        born,
        origin: optional(text({ zh: '籍贯', en: 'Place of origin' }, { max: 40 })),
        education,
        political,
        currentPost: text({ zh: '现任职务', en: 'Present post' }, { max: 60 }),
        career: optional(text({ zh: '简历', en: 'Career' }, { max: 500 })),
        post,
        proposedPost: text(
          { zh: '拟任职务', en: 'Proposed office' },
          { max: 60, hint: { zh: '例如：团委副书记（兼职）', en: 'Such as deputy secretary, part-time' } },
        ),
        account,
      },
    ),
    remarks: optional(longText({ zh: '其他说明', en: 'Remarks' }, { max: 1_000 })),
  },
  {
    countsOf: ({ people, scope, offices, press }, context) => {
      const { outside, missing } = compareWithPassed(people, context);
      return {
        people: people.length,
        places: scope.length,
        offices: offices.length,
        press: press ? 1 : 0,
        careers: people.filter(({ career }) => career !== undefined).length,
        notPassed: outside.length,
        missing: missing.length,
      };
    },
    peopleBehind: ({ people }, context) => {
      const { outside, missing } = compareWithPassed(people, context);
      return { NOTICE_NOT_PASSED: outside, PASSED_NOT_ON_NOTICE: missing };
    },
  },
);

/** The people of a notice are those who passed the inspection. */
function compareWithPassed(people: readonly { readonly name: string }[], context: DossierContext) {
  const passed = namesOnRecord(context, 'inspection', 'people', (row) => row.conclusion === 'PASS');
  return compareNames(
    people.map((person) => person.name),
    passed,
  );
}

import { defineDossier } from '../fields/define-dossier.ts';
import { date, optional, text } from '../fields/field-builders.ts';
import { rows } from '../fields/rows.ts';
import { daysAhead } from './days-ahead.ts';

/** 成立组织机构 (M2, D2): the notice that sets up the leading group and its office, with head, members and duties (R27.2). */
export const workingBody = defineDossier(
  'working-body',
  {
    establishedOn: date({ zh: '成立日期', en: 'Set up on' }),
    document: text(
      { zh: '成立文件文号', en: 'Document that sets it up' },
      { max: 60, hint: { zh: '照文件上的写，例如：某某党〔2026〕11号', en: 'As printed on the document' } },
    ),
    head: text(
      { zh: '组长', en: 'Head' },
      { max: 60, hint: { zh: '职务或姓名，例如：镇党委副书记', en: 'Office or name, such as deputy Party secretary' } },
    ),
    members: rows(
      { zh: '成员', en: 'Members' },
      {
        who: text({ zh: '成员', en: 'Member' }, { max: 60, hint: { zh: '职务或姓名，例如：组织委员', en: 'Office or name' } }),
        duty: optional(
          text(
            { zh: '分工', en: 'Duty' },
            { max: 200, hint: { zh: '请逐人写明，例如：负责人选审核', en: 'Please say it for each, such as checking the nominees' } },
          ),
        ),
      },
      { max: 30, unique: 'who' },
    ),
    office: text(
      { zh: '办公室设在', en: 'Office at' },
      { max: 60, hint: { zh: '例如：镇团委', en: 'Such as the township League committee' } },
    ),
  },
  {
    countsOf: ({ members, establishedOn }, { today }) => ({
      members: members.length,
      withDuty: members.filter((member) => member.duty !== undefined).length,
      daysAhead: daysAhead(establishedOn, today),
    }),
  },
);

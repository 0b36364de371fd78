import { defineDossier } from '../fields/define-dossier.ts';
import { basisPointsOf, checkbox, choice, longText, number, percent, text } from '../fields/field-builders.ts';
import { rows } from '../fields/rows.ts';

/** By what way a project reaches young people: emotional communication and effective service (R77), or new units in the area (R79). */
const WAY_WORDS = {
  EMOTIONAL: { zh: '情感沟通', en: 'Personal contact' },
  SERVICE: { zh: '有效服务', en: 'Effective service' },
  UNITS: { zh: '区域建团', en: 'League units in the area' },
} as const;

/** 功能定位、工作内容 (M19, D19): what the committee is for (R31, R74), its projects (R32, R75), and whom it reaches now (R80). */
export const functions = defineDossier(
  'functions',
  {
    positioning: longText(
      { zh: '功能定位', en: 'What the committee is for' },
      { max: 2_000, hint: { zh: '例如：镇党委联系青年的桥梁，青年创业就业和权益服务的平台', en: 'In a few sentences' } },
    ),
    projects: rows(
      { zh: '工作项目', en: 'Projects' },
      {
        name: text({ zh: '项目', en: 'Project' }, { max: 60, hint: { zh: '例如：青年技能夜校', en: 'Such as evening classes' } }),
        way: choice({ zh: '方式', en: 'Way' }, WAY_WORDS),
        contact: checkbox({ zh: '联系青年', en: 'Contacts' }),
        guide: checkbox({ zh: '引导青年', en: 'Guides' }),
        serve: checkbox({ zh: '服务青年', en: 'Serves' }),
        target: text({ zh: '目标', en: 'Target' }, { max: 60, hint: { zh: '例如：300人次', en: 'Such as 300 visits' } }),
      },
      { max: 50, unique: 'name' },
    ),
    newUnits: number({ zh: '新建团组织数', en: 'New League units' }, { max: 10_000, hint: { zh: '没有的填 0', en: '0 if none' } }),
    coverageAfter: percent(
      { zh: '现在的团组织有效覆盖率（%）', en: 'Effective coverage now (%)' },
      { hint: { zh: '例如：52', en: 'Such as 52' } },
    ),
  },
  {
    countsOf: ({ positioning, projects, newUnits, coverageAfter }) => ({
      positioning: positioning === '' ? 0 : 1,
      projects: projects.length,
      withVerb: projects.filter((project) => project.contact || project.guide || project.serve).length,
      contact: projects.filter((project) => project.contact).length,
      guide: projects.filter((project) => project.guide).length,
      serve: projects.filter((project) => project.serve).length,
      emotional: projects.filter((project) => project.way === 'EMOTIONAL').length,
      service: projects.filter((project) => project.way === 'SERVICE').length,
      newUnits,
      coverageAfterBp: basisPointsOf(coverageAfter),
    }),
  },
);

import type { Language } from '../../../domain/language/sentence.ts';

const ZONE = 'Asia/Shanghai';

const DAY = { timeZone: ZONE, year: 'numeric', month: 'long', day: 'numeric' } as const;
const TIME = { ...DAY, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

function formatsOf(locale: string) {
  return {
    day: new Intl.DateTimeFormat(locale, DAY),
    weekday: new Intl.DateTimeFormat(locale, { timeZone: ZONE, weekday: 'short' }),
    moment: new Intl.DateTimeFormat(locale, TIME),
  };
}

const FORMATS = { 'zh-Hans': formatsOf('zh-CN'), en: formatsOf('en-GB') } as const;

/** A plan day `YYYY-MM-DD` as people write it, with its weekday. */
export function dayText(day: string, language: Language): string {
  const noon = Date.parse(`${day}T12:00:00+08:00`);
  const formats = FORMATS[language];
  const weekday = formats.weekday.format(noon);
  return language === 'en' ? `${formats.day.format(noon)} (${weekday})` : `${formats.day.format(noon)}（${weekday}）`;
}

/** An instant (ms) by the clock of the county. */
export function momentText(instant: number, language: Language): string {
  return FORMATS[language].moment.format(instant);
}

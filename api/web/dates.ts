import type { Language } from '../../domain/texts/notices.ts';

const ZONE = 'Asia/Shanghai';

const FORMATS = {
  'zh-Hans': {
    day: new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' }),
    moment: new Intl.DateTimeFormat('zh-CN', {
      timeZone: ZONE,
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
  },
  en: {
    day: new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' }),
    moment: new Intl.DateTimeFormat('en-GB', {
      timeZone: ZONE,
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
  },
} as const;

/** A plan day `YYYY-MM-DD` as people write it, with its weekday. */
export function dayText(day: string, language: Language): string {
  return FORMATS[language].day.format(Date.parse(`${day}T12:00:00+08:00`));
}

/** An instant (ms) by the clock of the county. */
export function momentText(instant: number, language: Language): string {
  return FORMATS[language].moment.format(instant);
}

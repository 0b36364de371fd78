import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../../domain/texts/notices.ts';
import { type Translate, translator } from './texts/bilingual.ts';

/** What every component of a page may need, without being handed it. */
export interface PageContextValue {
  readonly language: Language;
  /** For the hidden input of every form. */
  readonly csrf: string;
}

export const PageContext = createContext<PageContextValue>({ language: 'zh-Hans', csrf: '' });

/** The reader's words: `const t = useText()`. */
export function useText(): Translate {
  return translator(useContext(PageContext).language);
}

export function useLanguage(): Language {
  return useContext(PageContext).language;
}

export function useCsrf(): string {
  return useContext(PageContext).csrf;
}

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../../../domain/language/sentence.ts';
import { type InPlace, type Translate, translator } from './texts/bilingual.ts';

/** What every component of a page may need, without being handed it. */
export interface PageContextValue {
  readonly language: Language;
  /** For the hidden input of every form. */
  readonly csrf: string;
  /** The words of the place that the page is about. */
  readonly inPlace?: InPlace | undefined;
  /** Nothing was recorded because Temporal does not know the run. */
  readonly lost?: boolean | undefined;
}

export const PageContext = createContext<PageContextValue>({ language: 'zh-Hans', csrf: '' });

/** The reader's words: `const t = useText()`. */
export function useText(): Translate {
  const { language, inPlace } = useContext(PageContext);
  return translator(language, inPlace);
}

export function useLanguage(): Language {
  return useContext(PageContext).language;
}

export function useCsrf(): string {
  return useContext(PageContext).csrf;
}

export function useLost(): boolean {
  return useContext(PageContext).lost ?? false;
}

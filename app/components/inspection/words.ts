import type { Language } from '#app/i18n/languages.ts'

/** A text of the reference data in the reader's language; traditional falls back to simplified. */
export type Words = { 'zh-Hans': string; 'zh-Hant'?: string | undefined; en: string }

export function wordsIn(language: Language, words: Words): string {
	return words[language] ?? words['zh-Hans']
}

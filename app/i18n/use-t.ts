import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Formats, formatsOf } from './format.ts'
import { isLanguage, type Language } from './languages.ts'
import type { MessageParams, T } from './messages.ts'

export function useLanguage(): Language {
	const { i18n } = useTranslation()
	return isLanguage(i18n.language) ? i18n.language : 'zh-Hans'
}

/** Translate with typed keys. Call it once per component, not once per row's cell. */
export function useT(): T {
	const { t } = useTranslation()
	return useMemo<T>(() => (key, params) => t(key, params ?? {}), [t])
}

/** For keys composed at run time, such as `refusal.${rule}`; a test proves that they exist. */
export function useDynamicT(): (key: string, params?: MessageParams) => string {
	const { t } = useTranslation()
	return useMemo(() => (key: string, params?: MessageParams) => t(key, params ?? {}), [t])
}

/** Dates, money and counts of the reader's language. */
export function useFormats(): Formats {
	return formatsOf(useLanguage())
}

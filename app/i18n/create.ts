import { createInstance, type i18n } from 'i18next'
import type { Language } from './languages.ts'
import type { Messages, T } from './messages.ts'

/** One i18next instance for one language; flat keys, no fallback: a missing key shows itself. */
export function createI18n(language: Language, messages: Messages): i18n {
	const instance = createInstance()
	instance.init({
		lng: language,
		resources: { [language]: { translation: messages } },
		keySeparator: false,
		nsSeparator: false,
		initAsync: false,
		interpolation: { escapeValue: false },
	})
	return instance
}

/** A plain translate function of an instance. */
export function translator(instance: i18n): T {
	return (key, params) => instance.t(key, params ?? {})
}

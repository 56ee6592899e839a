import type { i18n } from 'i18next'
import { createI18n } from './create.ts'
import type { Language } from './languages.ts'
import { messages as en } from './messages/en/index.ts'
import { messages as hans } from './messages/zh-Hans/index.ts'
import { messages as hant } from './messages/zh-Hant/index.ts'
import type { Messages } from './messages.ts'

const MESSAGES: Readonly<Record<Language, Messages>> = { 'zh-Hans': hans, 'zh-Hant': hant, en }
const instances = new Map<Language, i18n>()

export function messagesOf(language: Language): Messages {
	return MESSAGES[language]
}

/** The server's one instance per language; nothing changes it after it was made. */
export function i18nOf(language: Language): i18n {
	const known = instances.get(language)
	if (known) return known
	const made = createI18n(language, MESSAGES[language])
	instances.set(language, made)
	return made
}

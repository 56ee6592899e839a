/** The three languages of the product; the first is the default. */
export const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export const LANGUAGE_NAMES: Record<Language, string> = { 'zh-Hans': '简体', 'zh-Hant': '繁體', en: 'English' }

export function isLanguage(value: unknown): value is Language {
	return LANGUAGES.some((language) => language === value)
}

/** One of ours for a tag such as 'zh-TW', 'zh', 'en-GB'; null when we have none. */
export function languageOfTag(tag: string): Language | null {
	const low = tag.trim().toLowerCase()
	if (low.startsWith('en')) return 'en'
	if (!low.startsWith('zh')) return null
	return /hant|tw|hk|mo/.test(low) ? 'zh-Hant' : 'zh-Hans'
}

/** Account, then cookie, then Accept-Language, then zh-Hans. */
export function negotiate(account: unknown, cookie: unknown, acceptLanguage: string | null): Language {
	if (isLanguage(account)) return account
	if (isLanguage(cookie)) return cookie
	const wanted = (acceptLanguage ?? '')
		.split(',')
		.map((part) => {
			const [tag = '', q] = part.split(';q=')
			return { tag, q: q === undefined ? 1 : Number(q) || 0 }
		})
		.sort((a, b) => b.q - a.q)
	for (const { tag, q } of wanted) {
		const language = q > 0 ? languageOfTag(tag) : null
		if (language) return language
	}
	return 'zh-Hans'
}

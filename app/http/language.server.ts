import { createCookie } from '@remix-run/node'
import { type Language, negotiate } from '#app/i18n/languages.ts'
import type { EdgeSettings } from './load-context.ts'
import { type EdgeArgs, sessionOf } from './session.server.ts'

const YEAR_S = 365 * 24 * 3600
export const THEMES = ['light', 'dark', 'auto'] as const
export type Theme = (typeof THEMES)[number]

function preference(name: string, settings: EdgeSettings) {
	return createCookie(name, { path: '/', httpOnly: true, sameSite: 'lax', secure: settings.secure, maxAge: YEAR_S })
}

export async function languageHeader(settings: EdgeSettings, language: Language): Promise<string> {
	return preference('fx-language', settings).serialize(language)
}

export async function themeHeader(settings: EdgeSettings, theme: Theme): Promise<string> {
	return preference('fx-theme', settings).serialize(theme)
}

function isTheme(value: unknown): value is Theme {
	return THEMES.some((theme) => theme === value)
}

/** Cookie, Accept-Language, zh-Hans: for answers that know no account. */
export async function strangersLanguage(
	settings: EdgeSettings,
	cookies: string | null,
	accept: string | null,
	account?: string | null,
): Promise<Language> {
	const cookie: unknown = await preference('fx-language', settings).parse(cookies)
	return negotiate(account, cookie, accept)
}

/** Account, cookie, Accept-Language, zh-Hans. */
export async function languageOf(args: EdgeArgs): Promise<Language> {
	const { headers } = args.request
	const session = await sessionOf(args)
	return strangersLanguage(
		args.context.settings,
		headers.get('Cookie'),
		headers.get('Accept-Language'),
		session?.language,
	)
}

/** Account, cookie, as the system. */
export async function themeOf(args: EdgeArgs): Promise<Theme> {
	const session = await sessionOf(args)
	if (isTheme(session?.theme)) return session.theme
	const cookie: unknown = await preference('fx-theme', args.context.settings).parse(args.request.headers.get('Cookie'))
	return isTheme(cookie) ? cookie : 'auto'
}

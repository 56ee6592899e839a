import { Form, useLocation } from '@remix-run/react'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '#app/i18n/languages.ts'
import { useLanguage, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { cx } from '#app/ui/class-name.ts'

export type Theme = 'auto' | 'light' | 'dark'

/** Answered with a cookie and the way back; the whole document comes anew. */
function Preference({
	name,
	value,
	children,
	lang,
}: {
	name: 'theme' | 'language'
	value: string
	children: string
	lang?: Language
}) {
	const { pathname, search } = useLocation()
	return (
		<Form method="post" action={name === 'theme' ? paths.theme() : paths.language()} reloadDocument>
			<input type="hidden" name="next" value={pathname + search} />
			<button className="linkish" type="submit" name={name} value={value} lang={lang}>
				{children}
			</button>
		</Form>
	)
}

/** One button: to the other theme than the one shown. */
export function ThemeSwitch({ theme }: { theme: Theme }) {
	const t = useT()
	const next = theme === 'dark' ? 'light' : theme === 'light' ? 'auto' : 'dark'
	return (
		<Preference name="theme" value={next}>
			{t(`shell.theme.${next}`)}
		</Preference>
	)
}

/** The other languages as buttons, each in its own script; the present one is said in bold. */
export function LanguageSwitch({ className }: { className?: string | undefined }) {
	const t = useT()
	const now = useLanguage()
	return (
		<nav className={cx('langs', className)} aria-label={t('shell.language')}>
			{LANGUAGES.map((language) =>
				language === now ? (
					<b key={language} lang={language} aria-current="true">
						{LANGUAGE_NAMES[language]}
					</b>
				) : (
					<Preference key={language} name="language" value={language} lang={language}>
						{LANGUAGE_NAMES[language]}
					</Preference>
				),
			)}
		</nav>
	)
}

/** The same as entries of a list, without the present one. */
export function LanguageItems() {
	const now = useLanguage()
	return LANGUAGES.filter((language) => language !== now).map((language) => (
		<li key={language}>
			<Preference name="language" value={language} lang={language}>
				{LANGUAGE_NAMES[language]}
			</Preference>
		</li>
	))
}

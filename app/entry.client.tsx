import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { createI18n } from './i18n/create.ts'
import { isLanguage } from './i18n/languages.ts'
import type { Messages } from './i18n/messages.ts'

// One file per language; only the page's own is fetched.
const languages = import.meta.glob<{ messages: Messages }>('./i18n/messages/*/index.ts')

async function start(): Promise<void> {
	const { lang } = document.documentElement
	const language = isLanguage(lang) ? lang : 'zh-Hans'
	const load = languages[`./i18n/messages/${language}/index.ts`]
	if (!load) return
	const { messages } = await load()
	startTransition(() => {
		hydrateRoot(
			document,
			<StrictMode>
				<I18nextProvider i18n={createI18n(language, messages)}>
					<RemixBrowser />
				</I18nextProvider>
			</StrictMode>,
		)
	})
}

void start()

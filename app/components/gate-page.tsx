import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Mark } from '#app/ui/shapes.tsx'
import { LanguageSwitch } from './theme.tsx'

/** The page in front of the door: the pledge, then the form. */
export function GatePage({ children }: { children: ReactNode }) {
	const t = useT()
	return (
		<>
			<a className="skip" href="#main">
				{t('common.skip')}
			</a>
			<div className="gatepage">
				<header className="hero">
					<Mark />
					<Pledge text={t('common.pledge')} />
					<p className="second">
						{t('common.product')} · {t('common.tagline')}
					</p>
					<p className="fine muted sm">
						{t('account.privacy')} <Link to={paths.help()}>{t('shell.help')}</Link>
					</p>
					<LanguageSwitch />
				</header>
				<main id="main" tabIndex={-1}>
					{children}
				</main>
			</div>
		</>
	)
}

/** Two clauses, a line each. */
function Pledge({ text }: { text: string }) {
	return (
		<p className="pledge">
			{text.split(/(?<=[，,])\s*/).map((clause) => (
				<span key={clause}>{clause}</span>
			))}
		</p>
	)
}

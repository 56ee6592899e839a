import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Mark } from '#app/ui/shapes.tsx'
import { LanguageSwitch } from './theme.tsx'

/** Around a page that is read without being signed in: help, errors. */
export function PlainFrame({ children }: { children: ReactNode }) {
	const t = useT()
	return (
		<>
			<a className="skip" href="#main">
				{t('common.skip')}
			</a>
			<header>
				<div className="plain-top">
					<Link className="brand brand-flat" to={paths.home()}>
						<Mark />
						<span>
							<b>{t('common.product')}</b>
							<span>{t('common.tagline')}</span>
						</span>
					</Link>
					<LanguageSwitch className="push" />
				</div>
			</header>
			<main id="main" className="plain" tabIndex={-1}>
				{children}
			</main>
		</>
	)
}

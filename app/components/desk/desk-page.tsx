import { Form, useLocation } from '@remix-run/react'
import { type ReactNode, useEffect } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { DealerPage } from '../dealer-page.tsx'
import { forgetDrafts, forgetSent } from '../kept-store.ts'
import { Tabs } from '../views-nav.tsx'

type DeskPageProps = {
	title: ReactNode
	docno?: ReactNode
	before?: ReactNode
	bar?: ReactNode
	children: ReactNode
}

/** A page of the dealer's desk: one column, and under it the places that a dealer has. */
export function DeskPage({ title, docno, before, bar, children }: DeskPageProps) {
	const t = useT()
	const { pathname, search } = useLocation()
	// The page that says a form has arrived: its text need not stay in this browser.
	useEffect(() => {
		if (new URLSearchParams(search).has('done')) forgetSent()
	}, [search])
	const places = [
		{ to: paths.desk(), label: t('desk.nav.home') },
		{ to: paths.deskStanding(), label: t('desk.nav.standing') },
		{ to: paths.deskClaims(), label: t('claim.desk.nav') },
		{ to: paths.deskHistory(), label: t('desk.nav.history') },
		{ to: paths.deskRulebooks(), label: t('rulebook.desk') },
		{ to: paths.inbox(), label: t('desk.nav.inbox') },
	]
	return (
		<DealerPage title={title} docno={docno} before={before} bar={bar}>
			{children}
			<div className="sec">
				<Tabs label={t('desk.nav')} views={places.map((place) => ({ ...place, current: place.to === pathname }))} />
				<Form method="post" action={paths.signOut()} className="mt3" onSubmit={forgetDrafts}>
					<button type="submit" className="linkish">
						{t('shell.sign-out')}
					</button>
				</Form>
			</div>
		</DealerPage>
	)
}

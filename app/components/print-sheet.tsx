import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Density } from '#app/domain/notice/density.ts'
import { useT } from '#app/i18n/use-t.ts'
import { Button } from '#app/ui/button.tsx'

type PrintBarProps = { back: string; backLabel: string; actions?: ReactNode; long?: boolean }

/** Above a sheet; not printed. `actions`: download and the like. `long`: a paper that may need more than one page. */
export function PrintBar({ back, backLabel, actions, long = false }: PrintBarProps) {
	const t = useT()
	return (
		<nav className="demo demo--bar no-print" aria-label={t('ui.print')}>
			<Link to={back}>{backLabel}</Link>
			<span className="push">{t(long ? 'ui.print.bar.long' : 'ui.print.bar')}</span>
			{actions}
			<Button small icon="print" onClick={() => window.print()}>
				{t('ui.print')}
			</Button>
		</nav>
	)
}

type PrintSheetProps = {
	/** Red head: the branch. */
	head: string
	number: string
	/** Right of the number: the case. */
	caseNo?: string | undefined
	title: string
	/** Three pieces at the foot: number, hash, copy. */
	foot: readonly string[]
	/** QR code. */
	qr?: ReactNode
	/** Beside the QR: code and contacts. */
	proof?: ReactNode
	/** Seal over name and date. */
	sign?: ReactNode
	/** How close the body is set, so that it stays on one page. */
	density?: Density | undefined
	children: ReactNode
}

/** One A4 page in the form of an official paper; stays white in the dark theme. */
export function PrintSheet({
	head,
	number,
	caseNo,
	title,
	foot,
	qr,
	proof,
	sign,
	density = 0,
	children,
}: PrintSheetProps) {
	return (
		<main id="main" className={`a4 a4--d${density}`} tabIndex={-1}>
			<div className="head">{head}</div>
			<div className="no">
				<span>{number}</span>
				{caseNo ? <span>{caseNo}</span> : null}
			</div>
			<div className="red2" />
			<h1>{title}</h1>
			{children}
			<div className="sign">
				<div className="qr">
					{qr}
					{proof}
				</div>
				<div className="who">{sign}</div>
			</div>
			<div className="foot">
				{foot.map((piece) => (
					<span key={piece}>{piece}</span>
				))}
			</div>
		</main>
	)
}

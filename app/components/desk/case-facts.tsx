import { Link } from '@remix-run/react'
import { Fragment } from 'react'
import type { DeskCaseView, DeskFile } from '#app/domain/desk/views.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Icon } from '#app/ui/icon.tsx'
import { EvidenceList } from '../evidence-list.tsx'
import { Facts } from '../facts.tsx'
import { Section } from '../page-head.tsx'
import { Prose, useName } from './words.tsx'
import { Working } from './working.tsx'

type Props = { view: DeskCaseView; today: LocalDate }

/** What happened and the clause, as the notice told it. */
export function WhatHappened({ view, today }: Props) {
	const t = useT()
	const formats = useFormats()
	const name = useName()
	const { told } = view
	return (
		<Section id="happened" title={t('desk.happened')}>
			<Prose text={told.facts} />
			<p className="mt2">
				{t('desk.clause', { code: told.clause.code, name: name(told.clause.names), rulebook: told.clause.rulebook })}
				{view.acceptedOn ? ` ${t('desk.clause.accepted', { day: formats.longDay(view.acceptedOn, today) })}` : null}{' '}
				<Link to={paths.deskRulebook(view.rulebookId)}>{t('desk.clause.read')}</Link>
			</p>
			{told.rights.length > 0 ? (
				<p className="sm second mt2">
					{t('desk.rights', { list: formats.list(told.rights.toSorted((a, b) => a - b).map(String)) })}
				</p>
			) : null}
		</Section>
	)
}

/** Copies without metadata; what has no copy yet is named, never shown. */
export function ProofFiles({ files }: { files: readonly DeskFile[] }) {
	const t = useT()
	const formats = useFormats()
	const ready = files.filter((file) => file.copyState === 'ready')
	const waiting = files.filter((file) => file.copyState !== 'ready')
	return (
		<>
			{ready.length > 0 ? (
				<EvidenceList
					items={ready.map((file) => ({
						href: paths.evidence(file.id, 'copy'),
						thumb: file.isImage ? paths.evidence(file.id, 'copy') : undefined,
						caption: file.caption || t('desk.proof.unnamed'),
						meta: formats.moment(file.receivedAt),
						integrity: 'intact',
					}))}
				/>
			) : null}
			{waiting.map((file) => (
				<p key={file.id} className="sm muted mt2">
					<Icon name="clock" size="s" /> {file.caption || t('desk.proof.unnamed')} {t('desk.proof.pending')}
				</p>
			))}
			{files.length === 0 ? <p className="muted">{t('desk.proof.none')}</p> : null}
		</>
	)
}

export function CaseWorking({ view, today }: Props) {
	const t = useT()
	const formats = useFormats()
	const decided = view.told.kind !== 'pre-notice'
	const lower = view.toldFen !== null && view.amountFen < view.toldFen
	const total = t(decided && !lower ? 'desk.working.total.decided' : 'desk.working.total')
	return (
		<Section id="working" title={t('desk.working', { amount: formats.money(view.toldFen ?? view.amountFen) })}>
			<Working told={view.told} total={{ label: total, fen: view.toldFen ?? view.amountFen }} />
			{view.priors.length > 0 ? (
				<p className="sm second mt2">
					{t('desk.priors')}{' '}
					{view.priors.map((prior, i) => (
						<Fragment key={prior.id}>
							{i > 0 ? ' ' : null}
							<Link to={paths.deskCase(prior.id)}>{prior.number}</Link>
							{prior.servedOn ? t('desk.priors.served', { day: formats.longDay(prior.servedOn, today) }) : null}
						</Fragment>
					))}
				</p>
			) : null}
			<EarlyLine view={view} />
			{decided && lower ? (
				<p className="mt2">
					{t('desk.working.lowered', { told: formats.money(view.toldFen ?? 0), now: formats.money(view.amountFen) })}
				</p>
			) : null}
		</Section>
	)
}

/** Deposit, points and the next consequence. */
export function CaseEffect({ view }: { view: DeskCaseView }) {
	const t = useT()
	const formats = useFormats()
	const word = useDynamicT()
	const { deposit, money } = view
	const open = !['WAIVED', 'WITHDRAWN', 'REVOKED', 'LAPSED', 'CLOSED', 'SETTLED'].includes(view.state)
	return (
		<Section id="effect" title={t('desk.effect')}>
			<Facts
				items={[
					{
						label: t('desk.effect.deposit'),
						value: t(money.heldFen > 0 ? 'desk.effect.deposit.text' : 'desk.effect.deposit.other', {
							balance: formats.money(deposit.balanceFen),
							held: formats.money(deposit.heldFen),
							own: formats.money(money.heldFen),
							available: formats.money(deposit.availableFen),
						}),
					},
					open && {
						label: t('desk.effect.from'),
						value: t('desk.effect.from.text', { percent: view.commissionPercent }),
					},
					{
						label: t('desk.effect.points'),
						value:
							view.pointsAfter === view.pointsNow || !open
								? t('desk.effect.points.now', { now: view.pointsNow })
								: t('desk.effect.points.after', { now: view.pointsNow, after: view.pointsAfter }),
					},
				]}
			/>
			{view.measure && open ? (
				<div className="note note--warn mt3">
					<Icon name="warn" />
					<span>
						{t('desk.effect.measure', { at: view.measure.at, what: word(`desk.measure.${view.measure.measure}.does`) })}
					</span>
				</div>
			) : null}
		</Section>
	)
}

/** What an acknowledgement in time makes of the amount, or has made of it. */
function EarlyLine({ view }: { view: DeskCaseView }) {
	const t = useT()
	const formats = useFormats()
	const { early, told } = view
	if (!early || (told.kind !== 'pre-notice' && !early.taken)) return null
	const params = { amount: formats.money(early.fen), percent: early.percent }
	return <p className="mt2">{t(early.taken ? 'desk.early.taken' : 'desk.early.told', params)}</p>
}

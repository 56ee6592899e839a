import { Link } from '@remix-run/react'
import type { CaseView } from '#app/domain/penalty/views.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { More } from '#app/ui/details.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Prose } from '../desk/words.tsx'
import { EvidenceList } from '../evidence-list.tsx'
import { Facts } from '../facts.tsx'
import { Section } from '../page-head.tsx'
import { Timeline } from '../timeline.tsx'
import { ExtensionFacts } from './extension-facts.tsx'
import { Proofs } from './proofs.tsx'
import { SubLine } from './words.tsx'

type Props = { page: CaseView }

/** The dealer's arguments with their answers, and the files that came with them. */
export function CaseDefence({ page }: Props) {
	const t = useT()
	const formats = useFormats()
	if (page.args.length === 0 && page.ownFiles.length === 0 && !page.extension) return null
	return (
		<Section id="defence" title={t('penalty.defence')} sub={t(`penalty.defence.${page.defenceState}`)}>
			{page.extension ? <ExtensionFacts extension={page.extension} today={page.today} /> : null}
			<Facts
				items={page.args.map((one) => ({
					label: t('penalty.argument', { no: one.no }),
					value: (
						<>
							<Prose text={one.text} />
							{one.answer === null ? (
								<p className="muted">{t('penalty.argument.open')}</p>
							) : (
								<p>
									{t(one.accepted ? 'penalty.argument.accepted' : 'penalty.argument.rejected', {
										name: one.answeredBy,
										answer: one.answer,
									})}
								</p>
							)}
						</>
					),
				}))}
			/>
			{page.ownFiles.length > 0 ? (
				<div className="mt3">
					<EvidenceList
						items={page.ownFiles.map((one) => ({
							href: paths.evidence(one.id),
							thumb: one.isImage && one.copyState === 'ready' ? paths.evidence(one.id, 'copy') : undefined,
							caption: one.caption || one.fileName,
							meta: formats.moment(one.receivedAt, page.today),
							integrity: 'unchecked',
						}))}
					/>
				</div>
			) : null}
		</Section>
	)
}

/** The panel's votes, dissent among them. */
export function CaseVotes({ page }: Props) {
	const t = useT()
	const formats = useFormats()
	const panel = page.gate.panel
	if (page.votes.length === 0 && !panel?.hidden) return null
	return (
		<Section
			id="votes"
			title={t('penalty.votes')}
			sub={t('penalty.votes.sub', { count: panel?.cast ?? page.votes.length, seats: page.panelSeats })}
		>
			{panel?.hidden ? (
				<p className="muted">{t('gate.panel.hidden', { cast: panel.cast, seats: panel.seats })}</p>
			) : null}
			<Facts
				items={page.votes.map((one) => ({
					label: one.name,
					value: (
						<>
							{one.amountFen === 0
								? t('penalty.votes.drop')
								: t('penalty.votes.impose', { amount: formats.money(one.amountFen) })}
							<SubLine>{one.reason}</SubLine>
							{one.dissent === null ? null : (
								<SubLine>
									<b>{t('gate.panel.dissent')}</b> {one.dissent}
								</SubLine>
							)}
						</>
					),
				}))}
			/>
		</Section>
	)
}

/** What the dealer asked to be reviewed, and what came of it. */
export function CaseReviews({ page }: Props) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	if (page.reviews.length === 0) return null
	return (
		<Section id="review" title={t('penalty.review')}>
			{page.reviews.map((one) => (
				<Facts
					key={one.round}
					items={[
						{
							label: t('penalty.review.asked'),
							value: `${formats.moment(one.requestedAt, page.today)} ${word(`penalty.ground.${one.ground}`)}`,
						},
						{ label: t('penalty.review.statement'), value: <Prose text={one.statement} /> },
						...page.reviewRule.extensions
							.filter((each) => each.round === one.round)
							.map((each) => ({
								label: t('review.extended'),
								value: (
									<>
										{t('review.extended.text', {
											was: formats.day(each.was, page.today),
											until: formats.day(each.until, page.today),
										})}{' '}
										{each.by}
										<SubLine>{each.reason}</SubLine>
									</>
								),
							})),
						one.withdrawnAt !== null && {
							label: t('penalty.review.withdrawn'),
							value: formats.moment(one.withdrawnAt, page.today),
						},
						one.outcome !== null && {
							label: t('penalty.review.outcome'),
							value: (
								<>
									{word(`penalty.outcome.${one.outcome}`)} {one.amountFen === null ? '' : formats.money(one.amountFen)}{' '}
									{one.byDefault ? t('review.by-default') : one.by}
									<SubLine>{one.byDefault ? t('review.default.applied') : one.reason}</SubLine>
								</>
							),
						},
					]}
				/>
			))}
		</Section>
	)
}

/** Documents with the proof of their service. */
export function CaseNotices({ page }: Props) {
	const t = useT()
	const formats = useFormats()
	if (page.notices.length === 0) return null
	return (
		<Section id="documents" title={t('penalty.documents')}>
			<Table
				caption={t('penalty.documents')}
				columns={[
					{ label: t('penalty.documents.number') },
					{ label: t('penalty.documents.sent') },
					{ label: t('penalty.documents.served') },
				]}
			>
				{page.notices.map((one) => (
					<Row key={one.id}>
						<Cell main>
							<a href={paths.printNotice(one.id)}>{one.number}</a>
							<span className="sub">{t(`notice.title.${one.kind}`)}</span>
						</Cell>
						<Cell label={t('penalty.documents.sent')} nowrap>
							{formats.moment(one.sentAt, page.today)}
						</Cell>
						<Cell label={t('penalty.documents.served')}>
							{one.servedAt === null ? (
								<span className="muted">{t('penalty.documents.waiting')}</span>
							) : (
								<>
									{formats.moment(one.servedAt, page.today)}{' '}
									{one.servedHow === 'opened'
										? t('penalty.documents.opened', { name: one.openedBy })
										: t(`notice.how.${one.servedHow ?? 'lapse'}`)}
								</>
							)}
							<span className="sub">
								<Link to={paths.noticeService(one.id)}>{t('notice.service')}</Link>
							</span>
						</Cell>
					</Row>
				))}
			</Table>
			{page.notices.map((one) =>
				one.proofs.length > 0 ? (
					<More key={one.id} summary={t('notice.proofs.of', { number: one.number })}>
						<Proofs proofs={one.proofs} today={page.today} />
					</More>
				) : null,
			)}
		</Section>
	)
}

const KEY_EVENTS = [
	'penalty.pre-noticed',
	'penalty.served',
	'penalty.decided',
	'penalty.decision-served',
	'penalty.review-varied',
	'penalty.review-upheld',
	'penalty.final',
	'penalty.revoked',
	'penalty.waived',
	'penalty.withdrawn',
]

/** Who did what, the money's postings among it. */
export function CaseLog({ page }: Props) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	const numbers = page.events.flatMap((one) => (one.seq === null ? [] : [one.seq]))
	const sub =
		numbers.length > 0 ? t('penalty.log.sub', { from: Math.min(...numbers), to: Math.max(...numbers) }) : undefined
	return (
		<Section id="log" title={t('penalty.log')} sub={sub}>
			<Timeline
				today={page.today}
				items={page.events.map((one) => ({
					at: one.at,
					key: one.kind !== null && KEY_EVENTS.includes(one.kind),
					title:
						one.money === null ? (
							<>
								<b>{one.actor}</b> {word(`event.${one.kind ?? ''}`)} {one.notice}
							</>
						) : (
							<>
								{word(`penalty.money.${one.money}`)} <b>{formats.money(one.amountFen ?? 0)}</b>
							</>
						),
					sub: one.reason ?? undefined,
				}))}
			/>
		</Section>
	)
}

import { Link } from '@remix-run/react'
import type { CaseView, PriorView } from '#app/domain/penalty/views.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { More } from '#app/ui/details.tsx'
import { Note } from '#app/ui/note.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Prose, useName } from '../desk/words.tsx'
import { Working } from '../desk/working.tsx'
import { EvidenceList } from '../evidence-list.tsx'
import { Facts } from '../facts.tsx'
import { Section } from '../page-head.tsx'
import { SubLine } from './words.tsx'

type Props = { page: CaseView }

/** What happened, the clause, how it is counted, whose right was touched, where it comes from. */
export function CaseFacts({ page }: Props) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	const name = useName()
	const { violation, told } = page
	const rights = violation.rights.map((article) => word(`penalty.right.${article}`))
	return (
		<Section id="facts" title={t('penalty.facts')}>
			<div className="read">
				<Prose text={violation.facts} />
			</div>
			<Facts
				className="mt3"
				items={[
					{
						label: t('penalty.clause'),
						value: (
							<>
								<Link to={paths.taxonomy()}>
									{page.typeCode} {name(page.typeNames)}
								</Link>
								<Link to={paths.rulebookVersion(page.ruleVersion.id)}>
									{t('penalty.clause.rulebook', { code: page.rulebook.code, version: page.rulebook.version })}
								</Link>
								<SubLine>
									{page.ruleVersion.why === 'milder'
										? t('rulebook.why.milder', { code: page.rulebook.code, first: page.ruleVersion.first })
										: t('rulebook.why.occurrence', { code: page.rulebook.code })}{' '}
									{page.ruleVersion.now
										? t('rulebook.why.now', {
												code: page.ruleVersion.now.code,
												amount: formats.money(page.ruleVersion.now.amountFen),
											})
										: null}{' '}
									{page.acceptance
										? t('penalty.clause.accepted', {
												dealer: page.dealer.name,
												day: formats.longDay(page.acceptance.on, page.today),
											})
										: t('penalty.clause.not-accepted')}
								</SubLine>
							</>
						),
					},
					page.legal.length > 0 && {
						label: t('rulebook.legal'),
						value: (
							<span lang="zh-Hans">
								{page.legal
									.map((one) => t(one.articles === '' ? 'penalty.cite' : 'penalty.cite.articles', one))
									.join('；')}
							</span>
						),
					},
					{
						label: t('penalty.units'),
						value: t('penalty.units.text', { count: told.units, unit: word(`reference.unit.${told.unit}`) }),
					},
					{ label: t('penalty.right'), value: rights.length > 0 ? formats.list(rights) : t('penalty.right.none') },
					violation.affected.length > 0 && { label: t('penalty.affected'), value: formats.list(violation.affected) },
					{ label: t('penalty.source'), value: <Source page={page} /> },
					{
						label: t('penalty.violation'),
						value: <Link to={paths.violation(violation.id)}>{violation.number}</Link>,
					},
					violation.lossFen > 0 && { label: t('penalty.loss'), value: formats.money(violation.lossFen) },
				]}
			/>
			{violation.opinion ? (
				<div className="mt3">
					<More summary={t('penalty.opinion')}>
						<div className="read">
							<Prose text={violation.opinion} />
						</div>
					</More>
				</div>
			) : null}
		</Section>
	)
}

function Source({ page }: Props) {
	const word = useDynamicT()
	const formats = useFormats()
	const { violation } = page
	const what = word(`violation.source.${violation.source}`)
	if (violation.inspection)
		return (
			<>
				<Link to={paths.inspection(violation.inspection.id)}>
					{what} {violation.inspection.number}
				</Link>{' '}
				{violation.inspection.by} {formats.day(violation.occurredOn, page.today)}
			</>
		)
	return (
		<>
			{what} {violation.sourceRef ?? ''} {formats.day(violation.occurredOn, page.today)}
		</>
	)
}

/** The amount with its working and what became of it. */
export function CaseAmount({ page }: Props) {
	const t = useT()
	const formats = useFormats()
	const computed = page.told.working.find((line) => line.kind === 'points')
	const points =
		computed?.kind === 'points'
			? t('penalty.points.sub', {
					count: computed.points,
					points: computed.points,
					base: computed.basePoints,
					prior: computed.priorPoints,
				})
			: undefined
	const cap = page.told.working.find((line) => line.kind === 'cap')
	const total = cap?.kind === 'cap' && cap.subtotalFen !== null ? cap.subtotalFen : page.amountFen
	const share = t('penalty.working.share', { percent: page.violation.shares.dealer })
	const told = { ...page.told, shareReason: page.told.shareReason || share }
	const standing = page.decidedFen !== null && page.decidedFen !== total && !page.revoked
	return (
		<Section id="amount" title={t('penalty.amount')} sub={points}>
			<Working told={told} total={{ label: t('penalty.amount.total'), fen: total }} />
			{page.toldFen !== null && page.toldFen !== total ? (
				<p className="mt2">{t('penalty.amount.told', { amount: formats.money(page.toldFen) })}</p>
			) : null}
			{standing && page.decidedFen !== null ? (
				<p className="mt2">
					<strong>
						{t('penalty.amount.decided', {
							amount: formats.money(page.decidedFen),
							points: page.points,
							count: page.points,
						})}
					</strong>
				</p>
			) : null}
			{page.finalAt !== null && !page.revoked ? (
				<p className="mt2">
					{t('penalty.amount.settled', {
						settled: formats.money(page.settledFen),
						open: formats.money(page.outstandingFen),
					})}
				</p>
			) : null}
			{page.endReason && page.state !== 'CHECKED' && page.state !== 'PRE_NOTICED' && page.state !== 'DEFENCE' ? (
				<div className="mt3">
					<Note kind="plain">{t('penalty.ended', { name: page.endedBy, reason: page.endReason })}</Note>
				</div>
			) : null}
		</Section>
	)
}

/** Files with their integrity in words. */
export function CaseEvidence({ page }: Props) {
	const t = useT()
	const formats = useFormats()
	const broken = page.evidence.filter((one) => one.integrity === 'broken').length
	const sub =
		page.evidence.length === 0
			? undefined
			: broken === 0
				? t('penalty.evidence.intact', { count: page.evidence.length })
				: t('penalty.evidence.broken', { count: page.evidence.length, broken })
	return (
		<Section id="evidence" title={t('penalty.evidence')} sub={sub}>
			<EvidenceList
				items={page.evidence.map((one) => ({
					href: paths.evidence(one.id),
					thumb: one.isImage && one.copyState === 'ready' ? paths.evidence(one.id, 'copy') : undefined,
					caption: one.caption || one.fileName,
					meta: `${formats.moment(one.capturedAt ?? one.receivedAt, page.today)} ${one.collector ?? ''}`,
					integrity: one.integrity ?? 'unchecked',
				}))}
			/>
		</Section>
	)
}

/** Earlier decisions of the dealer, and whether each counts. */
export function CasePriors({ page }: Props) {
	const t = useT()
	const counted = page.priors.filter((one) => one.reason === null).length
	return (
		<Section id="priors" title={t('penalty.priors')} sub={t('penalty.priors.sub', { count: counted })}>
			{page.priors.length === 0 ? (
				<p className="muted">{t('penalty.priors.none')}</p>
			) : (
				<Table
					caption={t('penalty.priors')}
					columns={[
						{ label: t('penalty.priors.decision') },
						{ label: t('penalty.clause') },
						{ label: t('penalty.priors.occurred') },
						{ label: t('penalty.priors.served') },
						{ label: t('penalty.amount.short'), num: true },
						{ label: t('penalty.points'), num: true },
						{ label: t('penalty.priors.counts') },
					]}
				>
					{page.priors.map((one) => (
						<PriorRow key={one.id} one={one} today={page.today} />
					))}
				</Table>
			)}
		</Section>
	)
}

function PriorRow({ one, today }: { one: PriorView; today: CaseView['today'] }) {
	const t = useT()
	const formats = useFormats()
	const name = useName()
	return (
		<Row>
			<Cell main>{one.mayOpen ? <Link to={paths.penalty(one.id)}>{one.number}</Link> : one.number}</Cell>
			<Cell label={t('penalty.clause')}>
				{one.violationType} {name(one.typeNames)}
			</Cell>
			<Cell label={t('penalty.priors.occurred')} nowrap>
				{formats.day(one.occurredOn, today)}
			</Cell>
			<Cell label={t('penalty.priors.served')} nowrap>
				{one.servedOn ? (
					formats.day(one.servedOn, today)
				) : (
					<span className="muted">{t('penalty.priors.undecided')}</span>
				)}
			</Cell>
			<Cell label={t('penalty.amount.short')} num>
				{formats.money(one.amountFen)}
			</Cell>
			<Cell label={t('penalty.points')} num>
				{one.points}
			</Cell>
			<Cell label={t('penalty.priors.counts')}>
				{one.reason === null ? (
					t('penalty.priors.yes')
				) : (
					<span>
						{t('penalty.priors.no')}
						<span className="sub">{t(`penalty.not-counted.${one.reason}`)}</span>
					</span>
				)}
			</Cell>
		</Row>
	)
}

import { Link } from '@remix-run/react'
import type { Names } from '#app/domain/calendar.ts'
import type { GateLine } from '#app/domain/penalty/gate-line.ts'
import type { EvidenceView } from '#app/domain/penalty/views.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useLanguage, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { More } from '#app/ui/details.tsx'
import { Prose, useName } from '../desk/words.tsx'
import { EvidenceList } from '../evidence-list.tsx'
import { Facts } from '../facts.tsx'
import { Section } from '../page-head.tsx'
import { SubLine } from '../penalty/words.tsx'
import { Timeline } from '../timeline.tsx'

export type ViolationView = {
	readonly id: string
	readonly number: string
	readonly state: string
	readonly today: LocalDate
	readonly typeCode: string
	readonly typeNames: Names
	readonly definition: string
	readonly basis: readonly string[]
	readonly severity: 'L1' | 'L2' | 'L3' | 'L4'
	readonly unit: string
	readonly units: number
	readonly source: string
	readonly sourceRef: string | null
	readonly occurredOn: LocalDate
	readonly discoveredOn: LocalDate
	readonly facts: string
	readonly opinion: string
	readonly affected: readonly string[]
	readonly rights: readonly number[]
	readonly factors: readonly { readonly code: string; readonly percent: number }[]
	readonly shares: { readonly dealer: number; readonly operator: number; readonly third: number }
	readonly shareReason: string
	readonly lossFen: number
	readonly openedBy: string
	readonly openedAt: Instant
	readonly checkedBy: string | null
	readonly checkedAt: Instant | null
	readonly dismissReason: string | null
	readonly dealer: { readonly id: string; readonly name: string }
	readonly inspection: { readonly id: string; readonly number: string; readonly by: string } | null
	readonly evidence: readonly EvidenceView[]
	readonly events: readonly {
		readonly id: number
		readonly at: Instant
		readonly kind: string
		readonly actor: string
		readonly reason: string | null
	}[]
	readonly gate: { readonly permitted: boolean; readonly open: boolean; readonly lines: readonly GateLine[] } | null
}

type Props = { page: ViolationView }
const percentText = (n: number) => `${n < 0 ? '−' : '+'}${Math.abs(n)}%`

/** Facts first, opinion folded and apart: only the facts go into documents. */
export function ViolationFacts({ page }: Props) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	const name = useName()
	// The catalogue defines its types in English only.
	const language = useLanguage()
	const rights = page.rights.map((article) => word(`penalty.right.${article}`))
	const factors = page.factors.map((one) => `${word(`reference.factor.${one.code}`)} ${percentText(one.percent)}`)
	return (
		<Section id="facts" title={t('violation.facts')}>
			<div className="read">
				<Prose text={page.facts} />
			</div>
			<Facts
				className="mt3"
				items={[
					{
						label: t('violation.type'),
						value: (
							<>
								<Link to={paths.taxonomy()}>
									{page.typeCode} {name(page.typeNames)}
								</Link>
								{language === 'en' ? <SubLine>{page.definition}</SubLine> : null}
							</>
						),
					},
					{ label: t('violation.basis'), value: formats.list(page.basis) },
					{
						label: t('penalty.units'),
						value: t('penalty.units.text', { count: page.units, unit: word(`reference.unit.${page.unit}`) }),
					},
					{ label: t('violation.occurred'), value: formats.longDay(page.occurredOn, page.today) },
					{ label: t('violation.discovered'), value: formats.longDay(page.discoveredOn, page.today) },
					{
						label: t('violation.source'),
						value: page.inspection ? (
							<Link to={paths.inspection(page.inspection.id)}>
								{word(`violation.source.${page.source}`)} {page.inspection.number}
							</Link>
						) : (
							`${word(`violation.source.${page.source}`)} ${page.sourceRef ?? ''}`
						),
					},
					{ label: t('penalty.right'), value: rights.length > 0 ? formats.list(rights) : t('penalty.right.none') },
					page.affected.length > 0 && { label: t('penalty.affected'), value: formats.list(page.affected) },
					{
						label: t('violation.factors'),
						value: factors.length > 0 ? formats.list(factors) : t('violation.factors.none'),
					},
					{
						label: t('violation.shares'),
						value: (
							<>
								{t('violation.shares.text', page.shares)}
								{page.shareReason ? <SubLine>{page.shareReason}</SubLine> : null}
							</>
						),
					},
					page.lossFen > 0 && { label: t('violation.loss'), value: formats.money(page.lossFen) },
				]}
			/>
			{page.opinion ? (
				<div className="mt3">
					<More summary={t('penalty.opinion')}>
						<div className="read">
							<Prose text={page.opinion} />
						</div>
					</More>
				</div>
			) : null}
		</Section>
	)
}

export function ViolationEvidence({ page }: Props) {
	const t = useT()
	const formats = useFormats()
	return (
		<Section
			id="evidence"
			title={t('penalty.evidence')}
			sub={t('penalty.evidence.count', { count: page.evidence.length })}
		>
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

export function ViolationLog({ page }: Props) {
	const t = useT()
	const word = useDynamicT()
	return (
		<Section id="log" title={t('penalty.log')}>
			<Timeline
				today={page.today}
				items={page.events.map((one) => ({
					at: one.at,
					key: one.kind === 'violation.confirmed',
					title: (
						<>
							<b>{one.actor}</b> {word(`event.${one.kind}`)}
						</>
					),
					sub: one.reason ?? undefined,
				}))}
			/>
		</Section>
	)
}

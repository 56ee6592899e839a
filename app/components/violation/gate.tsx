import { Link } from '@remix-run/react'
import type { CaseGateView, DeclarationView, ReasonView } from '#app/domain/penalty/gate-views.ts'
import type { OrderTrace } from '#app/domain/penalty/order-trace.ts'
import type { Refusal } from '#app/domain/refusal.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { Prose } from '../desk/words.tsx'
import { type Fact, Facts } from '../facts.tsx'
import { Section } from '../page-head.tsx'
import { useUpliftText } from '../penalty/case-gate.tsx'
import { SubLine } from '../penalty/words.tsx'

export type Side = {
	readonly number: string
	readonly facts: string
	readonly units: number
	readonly source: string
	readonly openedBy: string
	readonly openedAt: Instant | null
}

export type Twin = Side & {
	readonly id: string
	readonly state: string
	/** Nobody has told the two apart yet. */
	readonly open: boolean
	readonly penalty: { readonly id: string; readonly number: string; readonly state: string } | null
}

/** The two that may be one act, side by side: the officer stops or says what tells them apart. */
export function TwinComparison({ own, twins, today }: { own: Side; twins: readonly Twin[]; today: LocalDate }) {
	const t = useT()
	if (twins.length === 0) return null
	const open = twins.some((one) => one.open)
	return (
		<Section
			id="twin"
			title={t('gate.twin')}
			sub={twins.length > 1 ? t('gate.twin.more', { count: twins.length }) : undefined}
		>
			<Note kind={open ? 'warn' : 'plain'}>{t(open ? 'gate.twin.lead' : 'gate.twin.covered')}</Note>
			{twins.map((twin) => (
				<div key={twin.id} className="cols2 mt3">
					<div>
						<h3>{t('gate.twin.this')}</h3>
						<SideFacts side={own} today={today} />
					</div>
					<div>
						<h3>{t('gate.twin.other')}</h3>
						<SideFacts side={twin} today={today} twin={twin} />
					</div>
				</div>
			))}
		</Section>
	)
}

function SideFacts({ side, today, twin }: { side: Side; today: LocalDate; twin?: Twin }) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	return (
		<Facts
			items={[
				side.number !== '' && {
					label: t('gate.twin.number'),
					value: twin ? <Link to={paths.violation(twin.id)}>{side.number}</Link> : side.number,
				},
				{ label: t('gate.twin.facts'), value: <Prose text={side.facts} /> },
				{ label: t('gate.twin.units'), value: String(side.units) },
				side.source !== '' && { label: t('gate.twin.source'), value: word(`violation.source.${side.source}`) },
				side.openedBy !== '' && {
					label: t('gate.twin.opened'),
					value: `${side.openedBy} ${side.openedAt === null ? '' : formats.moment(side.openedAt, today)}`,
				},
				twin !== undefined &&
					twin.penalty !== null && {
						label: t('gate.twin.state'),
						value: (
							<>
								<Link to={paths.penalty(twin.penalty.id)}>{twin.penalty.number}</Link>{' '}
								{word(`penalty.state.${twin.penalty.state}`)}
							</>
						),
					},
			]}
		/>
	)
}

/** The twin that a refusal names, beside what was typed: also without scripts. */
export function TwinOfRefusal({
	refusal,
	values,
	today,
}: {
	refusal: Refusal | undefined
	values: Readonly<Record<string, string | readonly string[]>> | undefined
	today: LocalDate
}) {
	if (refusal?.rule !== 'violation.twin' || !refusal.params?.twin) return null
	const { params } = refusal
	const text = (name: string) => String(params[name] ?? '')
	const typed = (name: string) => (typeof values?.[name] === 'string' ? values[name] : '')
	const own = {
		number: '',
		facts: typed('facts'),
		units: Number(typed('units')) || 1,
		source: typed('source'),
		openedBy: '',
		openedAt: null,
	}
	const twin = {
		id: text('twin'),
		number: text('number'),
		facts: text('facts'),
		units: Number(params.units ?? 1),
		source: text('source'),
		openedBy: text('openedBy'),
		openedAt: null,
		state: '',
		open: true,
		penalty: null,
	}
	return <TwinComparison own={own} twins={[twin]} today={today} />
}

type Checked = {
	readonly today: LocalDate
	readonly check: Pick<CaseGateView, 'uplift'> & {
		readonly trace: { readonly state: OrderTrace } | null
		readonly reasons: readonly Pick<ReasonView, 'gate' | 'reason' | 'by' | 'at'>[]
		readonly declarations: readonly Omit<DeclarationView, 'at'>[]
	}
}

/** Raised severity, trace of the order, reasons and declarations of a violation. */
export function useGateFacts({ check, today }: Checked): Fact[] {
	const t = useT()
	const formats = useFormats()
	const upliftText = useUpliftText()
	return [
		check.uplift && { label: t('gate.uplift'), value: upliftText(check.uplift) },
		check.trace && { label: t('gate.trace'), value: t(`gate.trace.${check.trace.state}`) },
		...check.reasons.map((one) => ({
			label: t(`gate.reason.${one.gate}`),
			value: (
				<>
					{one.reason}
					<SubLine>{t('gate.reason.by', { name: one.by, moment: formats.moment(one.at, today) })}</SubLine>
				</>
			),
		})),
		...check.declarations.map((one) => ({
			label: t('gate.declarations'),
			value: t(`gate.declarations.${one.declared}`, { name: one.name, relation: one.relation }),
		})),
	]
}

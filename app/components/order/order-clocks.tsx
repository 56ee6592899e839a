import type { ClockKind, ClockState } from '#app/domain/clock.ts'
import type { DueStep, LimitUnit } from '#app/domain/due-date.ts'
import type { Light } from '#app/domain/light.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Note } from '#app/ui/note.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { ClockChip } from '../clock-chip.tsx'
import { ClockName } from '../clock-line.tsx'
import { closingTime, limitWords } from '../due/due-words.ts'
import { WhyDate } from '../due/why-date.tsx'
import { LightChip } from '../light.tsx'
import { Section } from '../page-head.tsx'

export type ShownClock = {
	readonly id: string
	readonly kind: ClockKind
	readonly state: ClockState
	readonly startedAt: Instant
	readonly endedAt: Instant | null
	readonly dueAt: Instant
	readonly dueOn: LocalDate
	readonly rawDueOn: LocalDate
	readonly provisional: boolean
	readonly amount: number
	readonly unit: LimitUnit | 'date'
	readonly steps: readonly DueStep[]
	readonly light: Light | null
	/** The assisting department whose clock it is. */
	readonly of: string | null
}

/** Who retired the policy that counted the handling clock, and why. */
type Retirement = { readonly by: string; readonly at: Instant; readonly reason: string }

type Props = {
	clocks: readonly ShownClock[]
	today: LocalDate
	extended: number
	open: boolean
	/** Signed for by nobody: from this moment by default. */
	signedByDefault: Instant | null
	retired: Retirement | null
}

/** Always there; the others when there is one. */
const KINDS = ['order.acknowledge', 'order.handle', 'order.statutory'] as const
const MORE = ['order.progress', 'order.suspension', 'order.transfer', 'order.assist', 'order.observe'] as const
type Kind = (typeof KINDS)[number] | (typeof MORE)[number]

/** Every clock on its own line, and why its date is what it is. */
export function OrderClocks({ clocks, today, extended, open, signedByDefault, retired }: Props) {
	const t = useT()
	const columns = ['clock', 'start', 'limit', 'due', 'result'] as const
	const listed = [...KINDS, ...MORE].flatMap((kind) => clocks.filter((clock) => clock.kind === kind))
	return (
		<Section id="clocks" title={t('order.clocks.all')}>
			{retired ? <RetiredNote retired={retired} today={today} /> : null}
			<Table caption={t('order.clocks.all')} columns={columns.map((name) => ({ label: t(`order.clock.${name}`) }))}>
				{KINDS.map((kind) => (
					<ClockRow
						key={kind}
						kind={kind}
						clock={clocks.find((clock) => clock.kind === kind)}
						today={today}
						extended={kind === 'order.handle' ? extended : 0}
						signedByDefault={kind === 'order.acknowledge' ? signedByDefault : null}
					/>
				))}
				{MORE.flatMap((kind) =>
					clocks
						.filter((clock) => clock.kind === kind)
						.map((clock) => (
							<ClockRow key={clock.id} kind={kind} clock={clock} today={today} extended={0} signedByDefault={null} />
						)),
				)}
			</Table>
			<div className="mt4 stack">
				{listed.map((clock) => (
					<WhyClock key={clock.id} clock={clock} today={today} open={open && clock.kind === 'order.handle'} />
				))}
			</div>
		</Section>
	)
}

/** The steps of one clock, in place and without script. */
function WhyClock({ clock, today, open }: { clock: ShownClock; today: LocalDate; open: boolean }) {
	const t = useT()
	const formats = useFormats()
	const { amount, unit } = clock
	const name = [t(`clock.${clock.kind}`), clock.of].filter((part) => part !== null).join(' · ')
	return (
		<WhyDate
			due={clock}
			steps={clock.steps}
			today={today}
			open={open}
			title={
				clock.kind === 'order.handle'
					? undefined
					: t('order.clock.why', { clock: name, day: formats.longDay(clock.dueOn, today) })
			}
			json={unit === 'date' ? undefined : { from: clock.startedAt, limit: { amount, unit } }}
		/>
	)
}

/** A deadline that nobody is held to any more says who ended it. */
function RetiredNote({ retired, today }: { retired: Retirement; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	const { by, at, reason } = retired
	return (
		<Note>
			<p>{t('order.retired')}</p>
			<p className="sub">{t('order.retired.by', { by, at: formats.moment(at, today), reason })}</p>
		</Note>
	)
}

type RowProps = {
	kind: Kind
	clock: ShownClock | undefined
	today: LocalDate
	extended: number
	signedByDefault: Instant | null
}

function ClockRow({ kind, clock, today, extended, signedByDefault }: RowProps) {
	const t = useT()
	const formats = useFormats()
	if (!clock) {
		return (
			<Row>
				<Cell main>
					<b>{t(`clock.${kind}`)}</b>
				</Cell>
				<Cell label={t('order.clock.start')}>{t('order.clock.no-complaint')}</Cell>
				<Cell label={t('order.clock.limit')}>{t('order.clock.not-applicable')}</Cell>
				<Cell label={t('order.clock.due')}>{t('common.none')}</Cell>
				<Cell label={t('order.clock.result')}>
					<LightChip colour="stop" text={t('clock.none')} />
				</Cell>
			</Row>
		)
	}
	const { amount, unit } = clock
	const limit = unit === 'date' ? t('due.limit.date') : limitWords(t, { amount, unit })
	return (
		<Row>
			<Cell main>
				<b>
					<ClockName clock={clock} />
				</b>
				{clock.of ? <span className="sub">{clock.of}</span> : null}
			</Cell>
			<Cell label={t('order.clock.start')}>{formats.moment(clock.startedAt, today)}</Cell>
			<Cell label={t('order.clock.limit')}>
				{extended > 0 ? t('order.clock.extended', { limit, count: extended }) : limit}
			</Cell>
			<Cell label={t('order.clock.due')}>
				<ClockDue clock={clock} today={today} />
				{clock.provisional ? <span className="prov"> {t('ui.provisional')}</span> : null}
			</Cell>
			<Cell label={t('order.clock.result')}>
				<ClockResult clock={clock} today={today} signedByDefault={signedByDefault} />
			</Cell>
		</Row>
	)
}

/** A statutory date is told as it is; the rest day's grace is said beside it and never planned with (domain 6.3). */
function ClockDue({ clock, today }: { clock: ShownClock; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	if (clock.rawDueOn !== clock.dueOn && clock.unit === 'cd') {
		return (
			<>
				<b>{formats.day(clock.rawDueOn, today)} 24:00</b>
				<span className="sub">{t('order.clock.rolled', { day: formats.day(clock.dueOn, today) })}</span>
			</>
		)
	}
	return (
		<b>
			{formats.day(clock.dueOn, today)} {closingTime(formats, clock.dueOn, clock.dueAt)}
		</b>
	)
}

type ResultProps = { clock: ShownClock; today: LocalDate; signedByDefault: Instant | null }

function ClockResult({ clock, today, signedByDefault }: ResultProps) {
	const t = useT()
	const formats = useFormats()
	const at = clock.endedAt === null ? '' : formats.moment(clock.endedAt, today)
	if (signedByDefault !== null && clock.state !== 'MET') {
		const text = t('order.clock.default-signed', { at: formats.moment(signedByDefault, today) })
		return <LightChip colour="red" text={text} />
	}
	if (clock.kind === 'order.observe' && clock.state === 'RUNNING') {
		return <LightChip colour="grey" text={t('order.clock.observing')} />
	}
	const running = clock.light !== null && clock.light.colour !== 'stopped'
	if (running && clock.light) return <ClockChip light={clock.light} time={formats.clock(clock.dueAt)} />
	switch (clock.state) {
		case 'MET':
			return <LightChip colour="green" text={t('clock.met', { at })} />
		case 'BREACHED':
			return <LightChip colour="red" text={t('clock.breached', { at })} />
		case 'PAUSED':
			return <LightChip colour="stop" text={t('order.clock.paused')} />
		case 'RETIRED':
			return <LightChip colour="stop" text={t('clock.retired')} />
		case 'CANCELLED':
		case 'RUNNING':
			return <LightChip colour="stop" text={t('clock.cancelled')} />
	}
}

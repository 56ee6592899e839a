import type { LimitUnit } from '#app/domain/due-date.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { limitWords } from '../due/due-words.ts'
import { Section } from '../page-head.tsx'

type Pause = {
	readonly id: string
	readonly from_at: Instant
	readonly expected_until: Instant
	readonly to_at: Instant | null
	readonly reason: string
	readonly by: string
	readonly carried: 0 | 1
}
type Extension = {
	readonly id: string
	readonly n: number
	readonly amount: number
	readonly unit: LimitUnit | 'date'
	readonly named_on: LocalDate | null
	readonly old_due_at: Instant
	readonly new_due_at: Instant
	readonly reason: string
	readonly asked_at: Instant
	readonly decided_at: Instant
	readonly by: string
	readonly decider: string
	readonly carried: 0 | 1
}
type Move = {
	readonly id: string
	readonly cause: 'extension' | 'pause' | 'resume' | 'calendar' | 'manual' | 'policy'
	readonly old_due_at: Instant
	readonly new_due_at: Instant
	readonly reason: string
	readonly by: string
	readonly moved_at: Instant
	readonly versions: readonly [number, number]
}

/** The times that do not count. */
export function ClockPauses({ pauses, today }: { pauses: readonly Pause[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	const heads = ['clock.page.pause.from', 'clock.page.pause.expected', 'clock.page.pause.to'] as const
	const labels = [...heads, 'clock.page.reason', 'clock.page.by'] as const
	const [from, expected, to, reason, by] = labels.map((key) => t(key))
	return (
		<Section id="pauses" title={t('clock.page.pauses')}>
			{pauses.length === 0 ? (
				<p className="muted">{t('clock.page.pauses.none')}</p>
			) : (
				<Table caption={t('clock.page.pauses')} columns={labels.map((key) => ({ label: t(key) }))}>
					{pauses.map((pause) => (
						<Row key={pause.id}>
							<Cell main label={from}>
								{formats.moment(pause.from_at, today)}
								{pause.carried === 1 ? <span className="sub">{t('clock.page.carried')}</span> : null}
							</Cell>
							<Cell label={expected}>{formats.moment(pause.expected_until, today)}</Cell>
							<Cell label={to}>
								{pause.to_at === null ? t('clock.page.pause.open') : formats.moment(pause.to_at, today)}
							</Cell>
							<Cell label={reason}>{pause.reason}</Cell>
							<Cell label={by}>{pause.by}</Cell>
						</Row>
					))}
				</Table>
			)}
		</Section>
	)
}

/** More time, and days that somebody named. */
export function ClockExtensions({ extensions, today }: { extensions: readonly Extension[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	const labels = [
		'clock.page.extension.n',
		'clock.page.extension.more',
		'clock.page.old',
		'clock.page.new',
		'clock.page.reason',
		'clock.page.extension.asked',
		'clock.page.extension.decided',
	] as const
	const [n, more, old, next, reason, asked, decided] = labels.map((key) => t(key))
	const who = (name: string, at: Instant) => `${name} ${formats.moment(at, today)}`.trim()
	return (
		<Section id="extensions" title={t('clock.page.extensions')}>
			{extensions.length === 0 ? (
				<p className="muted">{t('clock.page.extensions.none')}</p>
			) : (
				<Table caption={t('clock.page.extensions')} columns={labels.map((key) => ({ label: t(key) }))}>
					{extensions.map((row) => (
						<Row key={row.id}>
							<Cell main label={n}>
								{row.n}
								{row.carried === 1 ? <span className="sub">{t('clock.page.carried')}</span> : null}
							</Cell>
							<Cell label={more}>
								{row.unit === 'date'
									? t('clock.page.extension.named', { day: row.named_on ? formats.day(row.named_on, today) : '' })
									: limitWords(t, { amount: row.amount, unit: row.unit })}
							</Cell>
							<Cell label={old}>{formats.moment(row.old_due_at, today)}</Cell>
							<Cell label={next}>{formats.moment(row.new_due_at, today)}</Cell>
							<Cell label={reason}>{row.reason}</Cell>
							<Cell label={asked}>{who(row.by, row.asked_at)}</Cell>
							<Cell label={decided}>{who(row.decider, row.decided_at)}</Cell>
						</Row>
					))}
				</Table>
			)}
		</Section>
	)
}

/** Every move of the date, as it was recorded. */
export function ClockMoves({ moves, today }: { moves: readonly Move[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	const labels = [
		'clock.page.move.at',
		'clock.page.move.cause',
		'clock.page.old',
		'clock.page.new',
		'clock.page.reason',
		'clock.page.by',
	] as const
	const [at, cause, old, next, reason, by] = labels.map((key) => t(key))
	return (
		<Section id="moves" title={t('clock.page.moves')}>
			{moves.length === 0 ? (
				<p className="muted">{t('clock.page.moves.none')}</p>
			) : (
				<Table caption={t('clock.page.moves')} columns={labels.map((key) => ({ label: t(key) }))}>
					{moves.map((move) => (
						<Row key={move.id}>
							<Cell main label={at}>
								{formats.moment(move.moved_at, today)}
							</Cell>
							<Cell label={cause}>
								{t(`clock.page.cause.${move.cause}`, { old: move.versions[0], new: move.versions[1] })}
							</Cell>
							<Cell label={old}>{formats.moment(move.old_due_at, today)}</Cell>
							<Cell label={next}>{formats.moment(move.new_due_at, today)}</Cell>
							<Cell label={reason}>{move.reason}</Cell>
							<Cell label={by}>{move.by}</Cell>
						</Row>
					))}
				</Table>
			)}
		</Section>
	)
}

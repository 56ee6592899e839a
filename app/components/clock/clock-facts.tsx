import type { ClockKind, ClockParty, ClockState } from '#app/domain/clock.ts'
import type { DueStep, LimitUnit } from '#app/domain/due-date.ts'
import type { Light } from '#app/domain/light.ts'
import { type Instant, type LocalDate, localDateOf } from '#app/domain/time.ts'
import type { T } from '#app/i18n/messages.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { ClockChip } from '../clock-chip.tsx'
import { closingTime, limitWords } from '../due/due-words.ts'
import { Facts } from '../facts.tsx'
import { Due, LightChip } from '../light.tsx'

/** One clock as its page shows it. */
export type ShownClock = {
	readonly id: string
	readonly kind: ClockKind
	readonly party: ClockParty
	readonly state: ClockState
	readonly startedAt: Instant
	readonly unit: LimitUnit | 'date'
	readonly amount: number
	readonly closeAt: number
	readonly dueAt: Instant
	readonly dueOn: LocalDate
	readonly rawDueOn: LocalDate
	readonly firstDueAt: Instant
	readonly firstDueOn: LocalDate
	readonly provisional: boolean
	readonly metAt: Instant | null
	readonly breachedAt: Instant | null
	readonly defaultOutcome: string | null
	readonly steps: readonly DueStep[]
}

export type ShownCalendar = { readonly code: string; readonly version: number; readonly unit: string }

const OUTCOMES = ['signed-by-default', 'business-off'] as const

function defaultWords(t: T, outcome: string | null): string | null {
	const known = OUTCOMES.find((one) => one === outcome)
	return known ? t(`clock.page.default.${known}`) : null
}

/** '24:00' and '18:00' of a minute of the day. */
function wallTime(minutes: number): string {
	const pad = (n: number) => String(n).padStart(2, '0')
	return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

function StateChip({ clock, light }: { clock: ShownClock; light: Light | null }) {
	const t = useT()
	const formats = useFormats()
	const text = t(`clock.page.state.${clock.state}`)
	if (clock.state === 'RUNNING' && light) return <ClockChip light={light} time={formats.clock(clock.dueAt)} />
	if (clock.state === 'MET') return <LightChip colour="green" text={text} />
	if (clock.state === 'BREACHED') return <LightChip colour="red" text={text} />
	return <LightChip colour="stop" text={text} />
}

type Props = {
	clock: ShownClock
	light: Light | null
	calendar: ShownCalendar
	bound: string | null
	today: LocalDate
}

/** What the date is and what it is counted from. */
export function ClockFactList({ clock, light, calendar, bound, today }: Props) {
	const t = useT()
	const formats = useFormats()
	const { unit, amount } = clock
	const moment = (at: Instant) => formats.moment(at, today)
	const statutory = unit === 'cd' && clock.rawDueOn !== clock.dueOn
	const outcome = defaultWords(t, clock.defaultOutcome)
	const version = { name: calendar.code, version: calendar.version, unit: calendar.unit }
	return (
		<Facts
			items={[
				{
					label: t('clock.page.due'),
					value: (
						<>
							<Due
								date={clock.dueOn}
								today={today}
								provisional={clock.provisional}
								time={closingTime(formats, clock.dueOn, clock.dueAt)}
							/>
							{statutory ? (
								<span className="sub">{t('clock.page.raw', { day: formats.day(clock.rawDueOn, today) })}</span>
							) : null}
						</>
					),
				},
				{ label: t('clock.page.state'), value: <StateChip clock={clock} light={light} /> },
				clock.firstDueAt === clock.dueAt
					? null
					: { label: t('clock.page.first'), value: formats.longDay(clock.firstDueOn, today) },
				{ label: t('clock.page.start'), value: moment(clock.startedAt) },
				{
					label: t('clock.page.limit'),
					value: unit === 'date' ? t('due.limit.date') : limitWords(t, { amount, unit }),
				},
				unit === 'h' || unit === 'wh' ? null : { label: t('clock.page.close'), value: wallTime(clock.closeAt) },
				{ label: t('clock.page.binds'), value: bound ?? t(`clock.page.party.${clock.party}`) },
				clock.metAt === null ? null : { label: t('clock.page.met'), value: moment(clock.metAt) },
				clock.breachedAt === null ? null : { label: t('clock.page.late-since'), value: lateSince(clock.breachedAt) },
				outcome === null ? null : { label: t('clock.page.default'), value: outcome },
				{
					label: t('clock.page.calendar'),
					value: t(calendar.unit === 'branch' ? 'clock.page.calendar.version' : 'clock.page.calendar.unit', version),
				},
			]}
		/>
	)

	/** 24:00 of the last day is said as it, not as 00:00 of the next. */
	function lateSince(at: Instant): string {
		return localDateOf(at) === clock.dueOn ? moment(at) : `${formats.day(clock.dueOn, today)} 24:00`
	}
}

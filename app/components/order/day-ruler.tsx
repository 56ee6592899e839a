import { Form, Link } from '@remix-run/react'
import type { BoardQuery } from '#app/domain/order/board.schema.ts'
import { addDays, type LocalDate, weekday } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { LightChip, type LightColour } from '../light.tsx'
import { boardParams, boardTo } from './board-address.ts'

type RulerDay = { readonly date: LocalDate; readonly works: boolean; readonly due: number }
type Counts = { readonly red: number; readonly yellow: number; readonly green: number }
type Props = {
	query: BoardQuery
	today: LocalDate
	days: readonly RulerDay[]
	now: Counts
	then: Counts | null
}

const MAX_SQUARES = 7

/** '11-24' or '24 Nov', and the weekday beside it. */
function useDayParts() {
	const formats = useFormats()
	return (date: LocalDate) => {
		const parts = formats.day(date, date).split(' ')
		const wd = weekday(date)
		const named = parts.find((part) => !/\d/.test(part) && (parts.length === 2 || part === parts[0])) ?? String(wd)
		return { weekday: named, date: parts.filter((part) => part !== named).join(' ') }
	}
}

/** One square per order that falls due on a day; a day is a link to how the board will look then. */
export function DayRuler({ query, today, days, now, then }: Props) {
	const t = useT()
	const formats = useFormats()
	const partsOf = useDayParts()
	const first = days[0]?.date ?? today
	return (
		<section aria-labelledby="ruler" className="mt2">
			<div className="sec-h">
				<h2 id="ruler">{t('order.ruler')}</h2>
				<span className="sub">{t('order.ruler.sub')}</span>
			</div>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
			<section className="tw tw--always" tabIndex={0} aria-label={t('order.ruler.days')}>
				<ol className="ruler">
					{days.map((day) => {
						const parts = partsOf(day.date)
						const name = day.date === today ? t('order.ruler.today') : parts.weekday
						if (!day.works && day.due === 0) {
							return (
								<li key={day.date} className="off">
									<span>
										<span>{parts.weekday}</span>
										<span>{t('ui.cal.off')}</span>
									</span>
								</li>
							)
						}
						const chosen = day.date === (query.on ?? today)
						return (
							<li key={day.date}>
								<Link
									to={boardTo(query, { on: day.date === today ? undefined : day.date })}
									aria-current={chosen && then !== null ? 'date' : undefined}
									preventScrollReset
								>
									<span>{name}</span>
									<b>{parts.date}</b>
									<span className="bar" aria-hidden="true">
										{Array.from({ length: Math.min(day.due, MAX_SQUARES) }, (_, i) => (
											<i key={i} />
										))}
										{day.due > MAX_SQUARES ? '+' : null}
									</span>
									<span className="vh">
										{day.due === 0 ? t('order.ruler.none') : t('order.ruler.due', { count: day.due })}
									</span>
								</Link>
							</li>
						)
					})}
				</ol>
			</section>
			<OtherDay query={query} today={today} first={first} />
			{then !== null && query.on !== undefined ? (
				<p className="mt3 row" role="status">
					<b>{t('order.ruler.preview', { day: formats.longDay(query.on, today) })}</b>
					<Shift colour="red" word={t('order.light.red')} now={now.red} then={then.red} />
					<Shift colour="yellow" word={t('order.light.yellow')} now={now.yellow} then={then.yellow} />
					<Shift colour="green" word={t('order.light.green')} now={now.green} then={then.green} />
					<Link to={boardTo(query, { on: undefined })} preventScrollReset>
						{t('order.ruler.back')}
					</Link>
				</p>
			) : null}
		</section>
	)
}

const TWO_WEEKS = 14

/** Days beyond the ruler: two weeks on or back, or any day by name. */
function OtherDay({ query, today, first }: { query: BoardQuery; today: LocalDate; first: LocalDate }) {
	const t = useT()
	const back = addDays(first, -TWO_WEEKS)
	const kept = Object.entries(boardParams(query, { on: undefined })).filter(([, value]) => value)
	return (
		<div className="row mt2 sm no-print">
			{first > today ? (
				<Link to={boardTo(query, { ruler: back > today ? back : undefined })} preventScrollReset>
					{t('board.ruler.earlier')}
				</Link>
			) : null}
			<Link to={boardTo(query, { ruler: addDays(first, TWO_WEEKS) })} preventScrollReset>
				{t('board.ruler.later')}
			</Link>
			<Form method="get" className="row" preventScrollReset>
				{kept.map(([name, value]) => (
					<input key={name} type="hidden" name={name} value={value} />
				))}
				<label htmlFor="ruler-on" className="muted">
					{t('board.ruler.other')}
				</label>
				<input
					key={query.on}
					className="input w-auto"
					type="date"
					id="ruler-on"
					name="on"
					min={addDays(today, 1)}
					defaultValue={query.on}
				/>
				<Button type="submit" small>
					{t('board.ruler.show')}
				</Button>
			</Form>
		</div>
	)
}

function Shift({ colour, word, now, then }: { colour: LightColour; word: string; now: number; then: number }) {
	return (
		<span className="shift">
			<LightChip colour={colour} text={`${word} ${now}`} />
			<Icon name="arrow" />
			<LightChip colour={colour} text={String(then)} />
		</span>
	)
}

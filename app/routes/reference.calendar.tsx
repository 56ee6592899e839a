import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { OwnCalendars } from '#app/components/calendar/own-calendars.tsx'
import { MonthSheet } from '#app/components/due/month-sheet.tsx'
import { Facts } from '#app/components/facts.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { useMay } from '#app/components/use-may.ts'
import { ViewsNav } from '#app/components/views-nav.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import type { T } from '#app/i18n/messages.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ownCalendars } from '#app/usecases/calendars/choices.server.ts'
import { calendarYear, yearFrom } from '#app/usecases/reference/calendar-year.server.ts'

export const handle: PageHandle = { title: 'calendar.page', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'calendar.read')
	const year = yearFrom(new URL(args.request.url).searchParams.get('year'), ctx.today)
	return { ...(await calendarYear(ctx, year)), own: await ownCalendars(ctx, year) }
}

const two = (n: number) => String(n).padStart(2, '0')
const wall = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`

/** The shipped data names its source in English; a pasted notice names it as it was pasted. */
function sourceText(t: T, source: string | null): string {
	if (source === null) return t('calendar.source.unknown')
	return source === 'State Council notice' ? t('calendar.source.state-council') : source
}

export default function CalendarPage() {
	const t = useT()
	const formats = useFormats()
	const may = useMay()
	const page = useLoaderData<typeof loader>()
	const { year, status, months } = page
	const years = [...new Set([...page.known, year])].sort((a, b) => a - b)
	const lead = t(`calendar.lead.${status ?? 'none'}`, { count: page.workingDays })
	return (
		<>
			<PageHead
				title={t('calendar.title', { year })}
				crumbs={[
					{ label: t('reference.title'), to: may('reference.read') ? paths.reference() : undefined },
					{ label: t('calendar.page') },
				]}
				lead={lead}
				actions={<ButtonLink to={paths.calendarChanges()}>{t('calchange.own.changes')}</ButtonLink>}
				flush
			/>
			<ViewsNav
				label={t('calendar.years')}
				views={years.map((one) => ({ to: paths.calendar(one), label: String(one), current: one === year }))}
			/>
			<Section id="facts" title={t('calendar.status')} silent>
				<Facts
					wide
					items={[
						{ label: t('calendar.status'), value: t(`calendar.status.${status ?? 'provisional'}`) },
						{ label: t('calendar.workdays'), value: t('calendar.workdays.n', { count: page.workingDays }) },
						{ label: t('calendar.source'), value: sourceText(t, page.source) },
						page.version !== null && {
							label: t('calendar.version'),
							value: t('reference.version', { code: page.version.code, version: page.version.version }),
						},
						{
							label: t('calendar.hours'),
							value: formats.list(page.intervals.map(({ begin, end }) => `${wall(begin)}–${wall(end)}`)),
						},
					]}
				/>
			</Section>
			<Section id="year" title={t('calendar.year-view')}>
				<p className="key">
					<span>{t('ui.cal.key.off')}</span>
					<span>
						<b className="seal-text">{t('ui.cal.work')}</b>
						{t('ui.cal.key.work')}
					</span>
				</p>
				<div className="cols2">
					{months.map(({ month, days, working }) => {
						const label = t('calendar.month', { month })
						return (
							<section key={month} aria-labelledby={`month-${month}`} className="mt4">
								<div className="sec-h">
									<h3 id={`month-${month}`}>{label}</h3>
									<span className="sub">{t('calendar.month.n', { count: working })}</span>
								</div>
								<MonthSheet label={label} days={days} today={page.today} />
							</section>
						)
					})}
				</div>
			</Section>
			<OwnCalendars own={page.own} />
			<Section id="rules" title={t('calendar.rule.title')}>
				<ul className="read">
					{(['first', 'end', 'roll', 'zone'] as const).map((rule) => (
						<li key={rule}>{t(`calendar.rule.${rule}`)}</li>
					))}
				</ul>
			</Section>
		</>
	)
}

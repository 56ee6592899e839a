import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { subjectPath } from '#app/components/audit/subject-path.ts'
import { ClockFactList } from '#app/components/clock/clock-facts.tsx'
import { ClockExtensions, ClockMoves, ClockPauses } from '#app/components/clock/clock-history.tsx'
import { WhyDate } from '#app/components/due/why-date.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { useMay } from '#app/components/use-may.ts'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { clockView } from '#app/usecases/clocks/view.server.ts'

export const handle: PageHandle = { title: 'clock.page.title' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'clock.read')
	return { ...valueOrThrow(await clockView(ctx, args.params.id ?? '')), today: ctx.today }
}

export default function ClockPage() {
	const t = useT()
	const formats = useFormats()
	const may = useMay()
	const { clock, bound, light, calendar, countedAgain, pauses, extensions, moves, rounds, today } =
		useLoaderData<typeof loader>()
	const name = t(`clock.${clock.kind}`)
	const number = bound?.number ?? ''
	const home = bound && !may('desk.read') ? subjectPath(bound.subject.kind, bound.subject.id) : null
	return (
		<>
			<PageHead
				title={t('clock.page.link', { day: formats.longDay(clock.dueOn, today) })}
				crumbs={home ? [{ label: number, to: home }, { label: name }] : []}
				meta={
					<>
						<span>{number === '' ? name : t('clock.page.of', { clock: name, number })}</span>
						{bound?.title ? <span>{bound.title}</span> : null}
					</>
				}
			/>
			<ClockFactList clock={clock} light={light} calendar={calendar} bound={bound?.name ?? null} today={today} />
			{rounds.length > 1 ? (
				<Section id="rounds" title={t('clock.page.rounds')}>
					<p className="row">
						{rounds.map((one) =>
							one.id === clock.id ? (
								<b key={one.id}>{t('clock.page.round', { n: one.round })}</b>
							) : (
								<Link key={one.id} to={paths.clock(one.id)}>
									{t('clock.page.round', { n: one.round })}
								</Link>
							),
						)}
					</p>
				</Section>
			) : null}
			<Section id="why" title={t('clock.page.why')}>
				<WhyDate due={clock} steps={countedAgain.same ? countedAgain.steps : clock.steps} today={today} open />
				<p className="sm mt2">
					<a href={paths.apiClock(clock.id)}>{t('clock.page.json')}</a>
				</p>
				<div className="mt4">
					<Note kind={countedAgain.same ? 'info' : 'warn'}>
						{countedAgain.same
							? t('clock.page.same')
							: t('clock.page.differs', { at: formats.moment(countedAgain.dueAt, today) })}
					</Note>
				</div>
			</Section>
			<ClockPauses pauses={pauses} today={today} />
			<ClockExtensions extensions={extensions} today={today} />
			<ClockMoves moves={moves} today={today} />
		</>
	)
}

import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { AuditPart } from '#app/components/work/audit-part.tsx'
import { type EntryWords, entryItem } from '#app/components/work/entry.tsx'
import { FindingsFate, MonthProgress } from '#app/components/work/field-facts.tsx'
import { WorkGroups, WorkList } from '#app/components/work-list.tsx'
import { requireSignedIn } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { homeOf } from '#app/http/page.server.ts'
import { useDynamicT, useFormats, useLanguage, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { myWork, type WorkPage } from '#app/usecases/work/my-work.server.ts'

export const handle: PageHandle = { title: 'work.title', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireSignedIn(args)
	const home = homeOf(ctx)
	if (home !== paths.home()) throw redirect(home, 303)
	return myWork(ctx)
}

const COLOUR = { overdue: 'red', today: 'yellow', week: 'green', later: undefined } as const

/** Visits, findings or a round of one's own: somebody who only may go out has no use for an empty column. */
function goesOut({ field, visitsToday, visitsLater }: WorkPage): boolean {
	if (!field) return false
	return field.progress !== null || field.fate.count > 0 || visitsToday.length + visitsLater.length > 0
}

export default function MyWork() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const words = useEntryWords(page)
	const late = page.groups.find(({ name }) => name === 'overdue')?.items.length ?? 0
	const today = page.groups.find(({ name }) => name === 'today')?.items.length ?? 0
	return (
		<>
			<PageHead
				title={<Title page={page} />}
				meta={
					<>
						<span>{formats.fullDay(page.today)}</span>
						<span>{t(page.worksToday ? 'work.workday' : 'work.rest-day')}</span>
						{page.waits > 0 ? <span>{t('work.late-and-today', { late, today })}</span> : null}
					</>
				}
				actions={
					page.mayVisit ? (
						<ButtonLink variant="primary" icon="inspect" to={paths.newInspection()}>
							{t('work.start-visit')}
						</ButtonLink>
					) : undefined
				}
			/>
			{page.unsent > 0 ? (
				<Note kind="warn" icon="offline" role="status">
					<b>{t('work.unsent', { count: page.unsent })}</b>
				</Note>
			) : null}
			{goesOut(page) ? (
				<div className="cols2 mt6">
					<FieldColumn page={page} />
					<Waiting page={page} />
				</div>
			) : (
				<>
					{page.samples && page.waits === 0 ? null : <Waiting page={page} />}
					{page.samples ? (
						<AuditPart
							opinions={page.opinions.map((one) => entryItem(words, one))}
							samples={page.samples}
							today={page.today}
						/>
					) : null}
				</>
			)}
		</>
	)
}

function Title({ page }: { page: WorkPage }) {
	const t = useT()
	const { name, waits: count } = page
	const outlets = page.visitsToday.length
	if (page.field && outlets > 0)
		return <>{t(count === 0 ? 'work.finding.visits-only' : 'work.finding.visits', { name, outlets, count })}</>
	return <>{t(count === 0 ? 'work.finding.none' : 'work.finding.items', { name, count })}</>
}

function useEntryWords(page: WorkPage): EntryWords {
	const say = useDynamicT()
	return { t: useT(), say, formats: useFormats(), language: useLanguage(), today: page.today, types: page.types }
}

function FieldColumn({ page }: { page: WorkPage }) {
	const t = useT()
	const words = useEntryWords(page)
	const progress = page.field?.progress
	return (
		<div>
			<Section id="visits" title={t('work.visits')} sub={t('work.visits.sub')}>
				{page.visitsToday.length === 0 ? (
					<p className="muted">{t('work.visits.none')}</p>
				) : (
					<WorkList items={page.visitsToday.map((visit) => entryItem(words, visit))} />
				)}
				{progress ? <MonthProgress {...progress} /> : null}
			</Section>
			{page.visitsLater.length > 0 ? (
				<Section id="visits-later" title={t('work.visits.later')}>
					<WorkList items={page.visitsLater.map((visit) => entryItem(words, visit))} />
				</Section>
			) : null}
			{page.field ? <FindingsFate {...page.field.fate} days={page.field.days} /> : null}
		</div>
	)
}

function Waiting({ page }: { page: WorkPage }) {
	const t = useT()
	const words = useEntryWords(page)
	return (
		<Section id="waiting" title={t('work.waiting')} sub={t('work.waiting.sub')}>
			{page.waits === 0 ? (
				<Empty title={t('work.none')} level={3}>
					{t('work.none.why')}
				</Empty>
			) : (
				<WorkGroups
					groups={page.groups.map(({ name, items }) => ({
						label: t(`work.group.${name}`),
						colour: COLOUR[name],
						items: items.map((item) => entryItem(words, item)),
					}))}
				/>
			)}
			{page.cut.map(({ name, count }) => (
				<p key={name} className="sm muted mt2">
					{t('work.cut', { what: t(`work.queue.${name}`), count })}
				</p>
			))}
		</Section>
	)
}

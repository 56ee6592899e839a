import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import type { FormEvent } from 'react'
import { PageHead } from '#app/components/page-head.tsx'
import { RehearsalResultView } from '#app/components/rulebook/rehearsal-result.tsx'
import { NOTHING_SHOWN, useRehearsal, withDealer } from '#app/components/rulebook/use-rehearsal.ts'
import { periodOf, rehearsalSchema } from '#app/domain/penalty/rulebook-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Progress } from '#app/ui/meter.tsx'
import { Note } from '#app/ui/note.tsx'
import { choicesOf } from '#app/usecases/rulebooks/pages.server.ts'
import { rehearse } from '#app/usecases/rulebooks/rehearse.server.ts'

export const handle: PageHandle = { title: 'rulebook.rehearsal', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'rulebook.rehearse')
	const query = readQuery(args.request, rehearsalSchema)
	const period = periodOf(query, ctx.today)
	const choices = await choicesOf(ctx)
	const version = query.version || choices[0]?.id || ''
	// Without scripts the form comes here, and the whole result at once.
	const asked = new URL(args.request.url).searchParams.has('from')
	if (!asked) return { choices, version, period, shown: null }
	const begun = valueOrThrow(await rehearse(ctx, { version, ...period }))
	let shown = NOTHING_SHOWN
	for await (const step of begun.steps) shown = withDealer(shown, step, step.dealerName)
	return { choices, version, period, shown }
}

export default function Rehearsal() {
	const t = useT()
	const { choices, version, period, shown } = useLoaderData<typeof loader>()
	const { run, start } = useRehearsal()
	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault()
		const sent = new FormData(event.currentTarget)
		const of = (name: string) => String(sent.get(name) ?? '')
		start(paths.rehearsalStream({ version: of('version'), from: of('from'), to: of('to') }))
	}
	const result = run.state === 'running' || run.state === 'done' ? run.shown : shown
	const busy = run.state === 'running' ? run : null
	return (
		<>
			<PageHead
				title={t('rulebook.rehearsal')}
				crumbs={[{ label: t('rulebook.list'), to: paths.rulebooks() }, { label: t('rulebook.rehearsal') }]}
				lead={t('rulebook.rehearsal.lead')}
			/>
			<Form className="filter" method="get" onSubmit={submit} aria-label={t('rulebook.rehearsal')}>
				<div>
					<label htmlFor="rehearse-version">{t('rulebook.rehearsal.version')}</label>
					<select key={version} id="rehearse-version" name="version" defaultValue={version}>
						{choices.map((one) => (
							<option key={one.id} value={one.id}>
								{`${one.code} · ${t(`rulebook.state.${one.state}`)}`}
							</option>
						))}
					</select>
				</div>
				{(['from', 'to'] as const).map((end) => (
					<div key={end}>
						<label htmlFor={`rehearse-${end}`}>{t(`rulebook.rehearsal.${end}`)}</label>
						<input key={period[end]} type="date" id={`rehearse-${end}`} name={end} defaultValue={period[end]} />
					</div>
				))}
				<Button type="submit" variant="primary" aria-disabled={busy ? true : undefined}>
					{t('rulebook.rehearsal.do')}
				</Button>
			</Form>
			<div aria-live="polite">
				{busy ? (
					<Progress
						value={busy.done}
						max={Math.max(1, busy.total)}
						label={t('rulebook.rehearsal.running', { done: busy.done, total: busy.total })}
					/>
				) : null}
				{run.state === 'stopped' ? <Note kind="bad">{t('rulebook.rehearsal.stopped')}</Note> : null}
			</div>
			{result && !(busy && result.totals.cases === 0) ? <RehearsalResultView shown={result} /> : null}
		</>
	)
}

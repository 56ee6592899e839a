import { useEffect, useRef } from 'react'
import type { Refusal } from '#app/domain/refusal.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Note } from '#app/ui/note.tsx'
import { fieldId } from './form-context.ts'
import type { StaleInfo } from './form-result.ts'
import { useRefusalWords } from './refusal-words.ts'
import type { ActFormHandle } from './use-act-form.ts'
import { useIssueText } from './use-issue-text.ts'

/** Fields with an issue, in the order of the page. */
function wrongFields(form: ActFormHandle): string[] {
	const order = Object.keys(form.labels)
	const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
	return Object.keys(form.errors)
		.filter((name) => (form.errors[name]?.length ?? 0) > 0)
		.sort((a, b) => place(a) - place(b))
}

/** First on the page, before its head; takes the focus after a failed attempt. Also says a refusal and a 409. */
export function ErrorSummary({ form }: { form: ActFormHandle }) {
	const t = useT()
	const textOf = useIssueText()
	const box = useRef<HTMLDivElement>(null)
	const names = wrongFields(form)
	const refusal = form.result?.refusal
	const stale = form.result?.stale
	const shown = names.length > 0 || refusal !== undefined
	useErrorTitle(shown)
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt or answer is what moves the focus
	useEffect(() => {
		if (shown) box.current?.focus()
	}, [shown, form.attempt, form.result])
	if (!shown) return null
	const id = `${form.prefix}-errors`
	return (
		<div className="errsum" role="alert" tabIndex={-1} aria-labelledby={id} ref={box}>
			<h2 id={id}>
				<Icon name="stop" />
				{names.length === 0
					? t(stale ? 'ui.stale' : 'ui.refused')
					: t(names.length === 1 ? 'issue.summary.one' : 'issue.summary.many', { count: names.length })}
			</h2>
			{refusal && !stale ? <RefusalText refusal={refusal} /> : null}
			{stale ? <StaleDetail stale={stale} /> : null}
			<ul>
				{names.map((name) => (
					<li key={name}>
						{(form.errors[name] ?? []).slice(0, 1).map((issue) => (
							<a key={issue.key} href={`#${fieldId(form.prefix, name)}`} onClick={focusTarget}>
								{textOf(form.labels[name], issue)}
							</a>
						))}
					</li>
				))}
			</ul>
		</div>
	)
}

function focusTarget(event: React.MouseEvent<HTMLAnchorElement>): void {
	event.preventDefault()
	const id = event.currentTarget.hash.slice(1)
	// an issue of a whole list goes to the list's first field
	const target = document.getElementById(id) ?? document.querySelector<HTMLElement>(`[id^="${CSS.escape(id)}-"]`)
	if (!target) return
	for (let fold = target.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
		fold.open = true
	target.focus()
	target.closest('.field')?.scrollIntoView({ block: 'nearest' })
}

function RefusalText({ refusal }: { refusal: Refusal }) {
	const words = useRefusalWords()
	return <p>{words(refusal)}</p>
}

/** Why an act was refused, for pages without a form. */
export function RefusalNote({ refusal }: { refusal: Refusal | undefined }) {
	if (!refusal) return null
	return (
		<Note kind="bad" role="alert">
			<RefusalText refusal={refusal} />
		</Note>
	)
}

function StaleDetail({ stale }: { stale: StaleInfo }) {
	const t = useT()
	const formats = useFormats()
	return (
		<>
			<p>
				{stale.by && stale.at
					? t('ui.stale.by', { by: stale.by, at: formats.moment(stale.at) })
					: t('ui.stale.someone')}
			</p>
			{stale.changes && stale.changes.length > 0 ? (
				<table className="diff">
					<thead>
						<tr>
							<th scope="col">{t('ui.stale.field')}</th>
							<th scope="col">{t('ui.stale.mine')}</th>
							<th scope="col">{t('ui.stale.theirs')}</th>
						</tr>
					</thead>
					<tbody>
						{stale.changes.map((change) => (
							<tr key={change.label}>
								<th scope="row">{change.label}</th>
								<td>{change.mine}</td>
								<td>{change.theirs}</td>
							</tr>
						))}
					</tbody>
				</table>
			) : null}
		</>
	)
}

/** '错误：' before the page's title while something is wrong. ErrorSummary does it by itself. */
export function useErrorTitle(wrong: boolean): void {
	const prefix = useT()('issue.title-prefix')
	useEffect(() => {
		if (!wrong) return
		if (!document.title.startsWith(prefix)) document.title = prefix + document.title
		return () => {
			if (document.title.startsWith(prefix)) document.title = document.title.slice(prefix.length)
		}
	}, [wrong, prefix])
}

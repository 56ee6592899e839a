import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { BoardFilter } from '#app/domain/order/board.schema.ts'
import { changeViewSchema, saveViewSchema } from '#app/domain/order/board-views.schema.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { More } from '#app/ui/details.tsx'
import { PostButton } from '../act.tsx'
import { Empty } from '../empty.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { TextField } from '../field.tsx'
import { CheckField, SelectField } from '../field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { Section } from '../page-head.tsx'
import { savedTo } from './board-filters.tsx'
import { filterParts } from './board-words.ts'

export type ViewsResult = FormResult | undefined
type Saved = {
	readonly id: string
	readonly version: number
	readonly name: string
	readonly filter: BoardFilter
	readonly departmentId: string | null
}
export type ViewsData = {
	readonly search: string
	readonly today: LocalDate
	readonly saved: readonly Saved[]
	readonly shareWith: readonly { readonly id: string; readonly name: string }[]
	readonly filter: BoardFilter
	readonly narrowed: boolean
}
type Props = { page: ViewsData; result: ViewsResult }

/** View and conditions in one line. */
function useFilterText(page: ViewsData) {
	const t = useT()
	const formats = useFormats()
	return (filter: BoardFilter) => {
		const names = { departments: page.shareWith, handlerName: null, today: page.today }
		const parts = filterParts(t, formats, filter, names).map(({ label }) => label)
		return formats.list([t(`order.view.${filter.view}`), ...parts])
	}
}

function useShareOptions({ shareWith }: ViewsData) {
	return shareWith.map(({ id, name }) => ({ value: id, label: name }))
}

/** Keeps the filter that the board showed; `children` is the head of the page, after the errors. */
export function NewView({ page, result, children }: Props & { children: ReactNode }) {
	const t = useT()
	const textOf = useFilterText(page)
	const form = useActForm(saveViewSchema, {
		intent: 'save',
		prefix: 'save',
		labels: { name: t('board.views.name'), department: t('board.views.share'), columns: t('board.views.columns') },
		result: result?.values.intent === 'change' ? undefined : result,
	})
	return (
		<>
			<ErrorSummary form={form} />
			{children}
			<Section id="new-view" title={t('board.views.new')}>
				<p className="second">{page.narrowed ? textOf(page.filter) : t('board.views.plain')}</p>
				<ActForm form={form} hidden={{ query: page.search }} labelledBy="new-view" className="mt4">
					<TextField name="name" width="m" />
					<SelectField name="department" options={useShareOptions(page)} empty={t('board.views.private')} />
					<CheckField name="columns" />
					<div className="btns">
						<SubmitButton>{t('board.views.save')}</SubmitButton>
					</div>
				</ActForm>
			</Section>
		</>
	)
}

/** One's own filters: their lists, other names and readers, the end of them. */
export function OwnViews({ page, result }: Props) {
	const t = useT()
	if (page.saved.length === 0)
		return (
			<Empty title={t('board.views.none')} level={2}>
				{t('board.views.none.why')}
			</Empty>
		)
	return (
		<Section id="own-views" title={t('board.views.list')}>
			{page.saved.map((view) => (
				<OwnView key={`${view.id}-${view.version}`} view={view} page={page} result={result} />
			))}
		</Section>
	)
}

function OwnView({ view, page, result }: Props & { view: Saved }) {
	const t = useT()
	const textOf = useFilterText(page)
	const mine = result?.values.intent === 'change' && result.values.id === view.id
	const form = useActForm(changeViewSchema, {
		intent: 'change',
		prefix: `view-${view.id}`,
		labels: { name: t('board.views.name'), department: t('board.views.share') },
		defaults: { name: view.name, department: view.departmentId ?? '' },
		result: mine ? result : undefined,
	})
	const shared = page.shareWith.find(({ id }) => id === view.departmentId)
	return (
		<div className="stack mt3">
			<h3>
				<Link to={savedTo(view.id, view.filter)}>{view.name}</Link>
			</h3>
			<p className="sm second">{textOf(view.filter)}</p>
			<p className="sm second">{t('board.views.for', { who: shared?.name ?? t('board.views.private') })}</p>
			<More summary={t('board.views.change', { name: view.name })} open={mine}>
				<ErrorSummary form={form} />
				<ActForm form={form} version={view.version} hidden={{ id: view.id }}>
					<TextField name="name" width="m" />
					<SelectField name="department" options={useShareOptions(page)} empty={t('board.views.private')} />
					<div className="btns">
						<SubmitButton>{t('board.views.change.do')}</SubmitButton>
					</div>
				</ActForm>
			</More>
			<div className="btns">
				<PostButton small fields={{ intent: 'remove', id: view.id, version: String(view.version) }}>
					{t('board.views.remove', { name: view.name })}
				</PostButton>
			</div>
		</div>
	)
}

import { Link, useFetcher } from '@remix-run/react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { orderFormSchema, RIGHTS } from '#app/domain/order/order-forms.schema.ts'
import { ORDER_SOURCES, refRuleOf } from '#app/domain/order/sources.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { More } from '#app/ui/details.tsx'
import { ButtonLink } from '../act.tsx'
import { DateField } from '../date-field.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { TextArea, TextField } from '../field.tsx'
import { CheckField, CheckGroup, RadioGroup, SelectField } from '../field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FieldValues, FormResult } from '../form-result.ts'
import { PageHead, Section } from '../page-head.tsx'
import { DuePreviewFacts, type Preview } from './due-preview.tsx'
import { useSourceOptions, useUrgencyOptions } from './words.tsx'

export type DraftResult = FormResult & { readonly preview?: Preview | null }

type DraftFormProps = {
	title: string
	page: {
		readonly id: string
		readonly version: number | null
		readonly values: FieldValues
		readonly violation: { readonly id: string; readonly number: string } | null
		readonly rows: number
		readonly today: LocalDate
		readonly departments: readonly { readonly id: string; readonly name: string }[]
		readonly preview: Preview | null
	}
	result: DraftResult | undefined
	back: string
}

const PLAIN = [
	'source',
	'sourceRef',
	'sourceOn',
	'placeCode',
	'title',
	'matter',
	'category',
	'complaintOn',
	'users',
	'rights',
	'wanted',
	'urgency',
	'leadDepartmentId',
	'confidential',
	'links',
	'repeats',
] as const

/** Every field's label, in the order of the page; the rows of assisting departments by number. */
function useLabels(rows: number): Record<string, string> {
	const t = useT()
	const plain = PLAIN.map((name) => [name, t(`order.field.${name}`)])
	const assists = Array.from({ length: rows }, (_, i) => i).flatMap((i) =>
		(['departmentId', 'task', 'dueOn'] as const).map((name) => [
			`assists.${i}.${name}`,
			t(`order.assist.row.${name}`, { n: i + 1 }),
		]),
	)
	return Object.fromEntries([...plain, ...assists])
}

/** The dates as the server counts them from what is filled in: the same function as at issue. */
function useLivePreview(first: Preview | null) {
	const fetcher = useFetcher<DraftResult>()
	const [typed, setTyped] = useState<string | null>(null)
	const sent = useRef<string | null>(null)
	const { submit, state } = fetcher
	useEffect(() => {
		// One question at a time, the last one last: an answer that is cut off is an error in the console.
		if (state !== 'idle' || typed === null || typed === sent.current) return
		sent.current = typed
		const form = new FormData()
		form.set('intent', 'preview')
		for (const [name, value] of new URLSearchParams(typed)) form.append(name, value)
		submit(form, { method: 'post' })
	}, [typed, state, submit])
	function onInput(event: FormEvent<HTMLElement>): void {
		const form = event.target instanceof Element ? event.target.closest('form') : null
		if (!form) return
		const names = ['urgency', 'complaintOn.y', 'complaintOn.m', 'complaintOn.d']
		const all = new FormData(form)
		const chosen = names.map((name) => [name, String(all.get(name) ?? '')])
		setTyped(new URLSearchParams(chosen).toString())
	}
	return { preview: fetcher.data?.preview ?? first, onInput }
}

function one(values: FieldValues, name: string): string {
	const value = values[name]
	return typeof value === 'string' ? value : ''
}

/** A draft, new or changed: where it comes from, what is asked, of whom, by when. */
export function DraftForm({ title, page, result, back }: DraftFormProps) {
	const t = useT()
	const labels = useLabels(page.rows)
	const taken = Number(one(result?.values ?? {}, 'revision')) || 0
	const form = useActForm(orderFormSchema, { labels, defaults: page.values, result, revision: taken })
	const { preview, onInput } = useLivePreview(result?.preview ?? page.preview)
	const departments = page.departments.map(({ id, name }) => ({ value: id, label: name }))
	const hidden = {
		id: page.id,
		violationId: one(page.values, 'violationId'),
		outletId: one(page.values, 'outletId'),
		revision: String(taken),
	}
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={title}
				crumbs={[{ label: t('order.board'), to: paths.orders() }, { label: title }]}
				lead={t('order.draft.lead')}
			/>
			{page.violation ? (
				<p className="sm">
					{t('order.from-violation')} <Link to={paths.violation(page.violation.id)}>{page.violation.number}</Link>
				</p>
			) : null}
			{/* biome-ignore lint/a11y/noStaticElementInteractions: hears the fields of the form inside it */}
			<div onInput={onInput} onBlur={onInput}>
				<ActForm key={taken} form={form} version={page.version ?? undefined} hidden={hidden} guard className="mt4">
					<FromWhere values={form.values} place={page.violation === null} />
					<Section id="what" title={t('order.draft.what')}>
						<TextField name="title" hint={t('order.field.title.hint')} maxLength={120} />
						<TextArea name="matter" hint={t('order.field.matter.hint')} max={4000} />
						<TextField name="category" hint={t('order.field.category.hint')} optional width="m" />
						<DateField name="complaintOn" hint={t('order.field.complaintOn.hint')} optional />
						<TextArea name="users" hint={t('order.field.users.hint')} optional short />
						<TextArea name="wanted" hint={t('order.field.wanted.hint')} optional />
						<More summary={t('order.field.rights')} open={(form.values.rights ?? '').length > 0}>
							<CheckGroup
								name="rights"
								hint={t('order.field.rights.hint')}
								optional
								row
								options={RIGHTS.map((article) => ({ value: String(article), label: t(`order.right.${article}`) }))}
							/>
						</More>
					</Section>
					<Section id="who" title={t('order.draft.who')}>
						<RadioGroup
							name="urgency"
							options={useUrgencyOptions().map(({ value, label }) => ({
								value,
								label,
								hint: t(`order.urgency.${value}.limit`),
							}))}
						/>
						<SelectField name="leadDepartmentId" options={departments} />
						<CheckField name="confidential" hint={t('order.field.confidential.hint')} />
					</Section>
					<Section id="dates" title={t('due.preview')} sub={t('due.preview.note')}>
						<div aria-live="polite">
							<DuePreviewFacts preview={preview} today={page.today} />
						</div>
						<div className="btns mt3">
							<SubmitButton unchecked name="intent" value="preview" variant="plain">
								{t('due.preview.show')}
							</SubmitButton>
						</div>
					</Section>
					<Section id="help" title={t('order.assists')} sub={t('order.assist.sub')}>
						<More summary={t('order.assist.fold')} open={page.values['assists.0.departmentId'] !== undefined}>
							{Array.from({ length: page.rows }, (_, i) => (
								<AssistRow key={i} i={i} departments={departments} />
							))}
						</More>
					</Section>
					<Section id="linked" title={t('order.draft.linked')}>
						<TextField name="links" hint={t('order.field.links.hint')} optional />
						<TextField name="repeats" hint={t('order.field.repeats.hint')} optional width="m" />
					</Section>
					<div className="btns">
						<SubmitButton>{t('order.draft.save')}</SubmitButton>
						<ButtonLink variant="quiet" to={back}>
							{t('common.cancel')}
						</ButtonLink>
					</div>
				</ActForm>
			</div>
		</>
	)
}

/** The source with its number and day, and the template that it offers. */
function FromWhere({ values, place }: { values: FieldValues; place: boolean }) {
	const t = useT()
	const [chosen, setChosen] = useState(one(values, 'source'))
	const source = ORDER_SOURCES.find((known) => known === chosen)
	const rule = source && refRuleOf(source)
	const hint =
		rule === undefined
			? t('order.field.sourceRef.hint')
			: rule.example === ''
				? t('order.field.ref.none')
				: t(rule.required ? 'order.field.ref.required' : 'order.field.ref.optional', { example: rule.example })
	return (
		<Section id="from" title={t('order.draft.from')}>
			<div
				onChange={(event) => {
					if (event.target instanceof HTMLSelectElement) setChosen(event.target.value)
				}}
			>
				<SelectField name="source" options={useSourceOptions()} />
				<TextField name="sourceRef" hint={hint} optional={rule ? !rule.required : true} width="m" />
				<DateField name="sourceOn" hint={t('order.field.sourceOn.hint')} optional />
				{place ? <TextField name="placeCode" hint={t('order.field.placeCode.hint')} optional width="m" /> : null}
			</div>
			<div className="btns">
				<SubmitButton unchecked name="intent" value="template" variant="plain">
					{t('order.template.take')}
				</SubmitButton>
				<span className="sm muted">{t('order.template.lead')}</span>
			</div>
		</Section>
	)
}

function AssistRow({ i, departments }: { i: number; departments: readonly { value: string; label: string }[] }) {
	const t = useT()
	return (
		<fieldset className="stack mt4">
			<legend className="strong">{t('order.assist.row', { n: i + 1 })}</legend>
			<SelectField
				name={`assists.${i}.departmentId`}
				label={t('order.assist.department')}
				options={departments}
				optional
			/>
			<TextArea name={`assists.${i}.task`} label={t('order.assist.task')} short optional />
			<DateField name={`assists.${i}.dueOn`} label={t('order.assist.due')} optional />
		</fieldset>
	)
}

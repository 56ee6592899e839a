import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { DateField } from '#app/components/date-field.tsx'
import { Empty } from '#app/components/empty.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextField } from '#app/components/field.tsx'
import { SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { Due } from '#app/components/light.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { absenceSchema, endAbsenceSchema } from '#app/domain/ladder/absence.schema.ts'
import { requireSignedIn } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { absencesPage, enterAbsence, takeBackAbsence } from '#app/usecases/absences/absences.server.ts'

export const handle: PageHandle = { title: 'absence.title', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	return absencesPage(await requireSignedIn(args))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireSignedIn(args)
	if ((await intentOf(args.request, ['enter', 'end'])) === 'end') {
		const form = await readForm(args.request, endAbsenceSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await takeBackAbsence(ctx, form.value.absence), paths.absences(), { values: form.values })
	}
	const form = await readForm(args.request, absenceSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await enterAbsence(ctx, form.value), paths.absences(), { values: form.values })
}

type Data = Awaited<ReturnType<typeof absencesPage>>

function AbsenceTable({ absences, today }: { absences: Data['absences']; today: Data['today'] }) {
	const t = useT()
	const columns = [
		{ label: t('absence.person') },
		{ label: t('absence.from') },
		{ label: t('absence.until') },
		{ label: t('absence.deputy') },
		{ label: t('absence.told') },
		{ label: t('absence.act'), silent: true },
	]
	return (
		<Table caption={t('absence.list')} columns={columns}>
			{absences.map((row) => (
				<Row key={row.id}>
					<Cell label={t('absence.person')} main>
						{row.person}
						{row.note === '' ? null : <span className="sub">{row.note}</span>}
					</Cell>
					<Cell label={t('absence.from')}>
						<Due date={row.from} today={today} />
					</Cell>
					<Cell label={t('absence.until')}>
						<Due date={row.until} today={today} />
					</Cell>
					<Cell label={t('absence.deputy')}>{row.deputy ?? t('absence.deputy.usual')}</Cell>
					<Cell label={t('absence.told')}>
						{row.begun ? (row.toldToday ?? t('absence.told.nobody')) : t('absence.told.later')}
					</Cell>
					<Cell label={t('absence.act')}>
						<Form method="post">
							<input type="hidden" name="intent" value="end" />
							<input type="hidden" name="absence" value={row.id} />
							<Button variant="quiet" small type="submit" aria-label={t('absence.end.of', { name: row.person })}>
								{t('absence.end')}
							</Button>
						</Form>
					</Cell>
				</Row>
			))}
		</Table>
	)
}

export default function Absences() {
	const t = useT()
	const { absences, others, people, me, today } = useLoaderData<typeof loader>()
	const form = useActForm(absenceSchema, {
		labels: {
			...(others ? { person: t('absence.person') } : {}),
			from: t('absence.from'),
			until: t('absence.until'),
			deputy: t('absence.deputy'),
			note: t('absence.note'),
		},
		defaults: { person: '', from: today, until: '', deputy: '', note: '' },
		intent: 'enter',
		result: useActionData<typeof action>(),
	})
	const choices = people.map(({ id, name, login }) => ({ value: id, label: `${name} ${login}` }))
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('absence.title')}
				crumbs={others ? [] : [{ label: t('account.title'), to: paths.account() }]}
				lead={t('absence.lead')}
			/>
			{absences.length === 0 ? (
				<Empty title={t('absence.empty')}>{t('absence.empty.why')}</Empty>
			) : (
				<AbsenceTable absences={absences} today={today} />
			)}
			<Section id="enter" title={t('absence.enter')}>
				<ActForm form={form} labelledBy="enter" guard>
					{others ? (
						<SelectField name="person" empty={t('absence.me')} options={choices.filter(({ value }) => value !== me)} />
					) : null}
					<DateField name="from" />
					<DateField name="until" hint={t('absence.until.hint')} />
					{choices.length > 0 ? (
						<SelectField name="deputy" optional empty={t('absence.deputy.usual')} options={choices} />
					) : null}
					<TextField name="note" optional />
					<div className="btns">
						<SubmitButton>{t('absence.do')}</SubmitButton>
					</div>
				</ActForm>
			</Section>
		</>
	)
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { ClauseGroups } from '#app/components/rulebook/clause-fields.tsx'
import { useClauseWords } from '#app/components/rulebook/use-clause-words.ts'
import { ViewsNav } from '#app/components/views-nav.tsx'
import { clauseFormSchema, fieldText } from '#app/domain/penalty/clause-form.schema.ts'
import { clausesOfPart } from '#app/domain/penalty/clauses.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { saveDraftPart } from '#app/usecases/rulebooks/draft.server.ts'
import { draftPartPage } from '#app/usecases/rulebooks/pages.server.ts'

export const handle: PageHandle = { title: 'rulebook.draft', width: 'mid' }

export const shouldRevalidate = afterConflict

const categoryOf = (request: Request) => new URL(request.url).searchParams.get('category')?.slice(0, 1) || 'A'

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'reference.read')
	const page = valueOrThrow(await draftPartPage(ctx, idOf(args), args.params.part ?? ''))
	return { ...page, category: categoryOf(args.request) }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'rulebook.draft')
	const id = idOf(args)
	const { part, body } = valueOrThrow(await draftPartPage(ctx, id, args.params.part ?? ''))
	const category = categoryOf(args.request)
	const form = await readForm(args.request, clauseFormSchema(body, clausesOfPart(body, part, category)))
	if (!form.ok) return invalid(form.result)
	const done = await saveDraftPart(ctx, {
		id,
		version: versionOf(form.values),
		values: form.value,
		clauses: (book) => clausesOfPart(book, part, category),
	})
	const to = part === 'types' ? paths.rulebookPart(id, part, category) : paths.rulebookDraft(id)
	return respond(done, to, { values: form.values })
}

export default function RulebookPart() {
	const t = useT()
	const page = useLoaderData<typeof loader>()
	const words = useClauseWords(page.names)
	const { id, part, body, category } = page
	const clauses = clausesOfPart(body, part, category)
	const form = useActForm(clauseFormSchema(body, clauses), {
		labels: Object.fromEntries(clauses.map((one) => [one.id, words.label(one)])),
		defaults: Object.fromEntries(clauses.map((one) => [one.id, fieldText(one)])),
		result: useActionData<typeof action>(),
	})
	const categories = [...new Set(body.types.map((one) => one.code.slice(0, 1)))]
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t(`rulebook.part.${part}`)}
				crumbs={[
					{ label: t('rulebook.list'), to: paths.rulebooks() },
					{ label: page.code, to: paths.rulebookDraft(id) },
					{ label: t(`rulebook.part.${part}`) },
				]}
				lead={t('rulebook.part.changed', { code: page.base.code, count: page.changed })}
				flush={part === 'types'}
			/>
			{part === 'types' ? (
				<ViewsNav
					label={t('rulebook.part.categories')}
					views={categories.map((one) => ({
						to: paths.rulebookPart(id, part, one),
						label: one,
						current: one === category,
					}))}
				/>
			) : null}
			{part === 'laws' ? <p className="second">{t('rulebook.part.laws-hint')}</p> : null}
			{page.open ? (
				<ActForm key={category} form={form} version={page.version} guard>
					<ClauseGroups clauses={clauses} names={page.names} />
					<div className="btns">
						<SubmitButton>{t('rulebook.part.save')}</SubmitButton>
						<ButtonLink to={paths.rulebookDraft(id)}>{t('common.back')}</ButtonLink>
					</div>
				</ActForm>
			) : (
				<Empty title={t('rulebook.part.shut')}>{t('rulebook.part.shut.text')}</Empty>
			)}
		</>
	)
}

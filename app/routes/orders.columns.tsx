import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { RadioGroup, SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { boardQuerySchema } from '#app/domain/order/board.schema.ts'
import { layoutSchema } from '#app/domain/order/board-views.schema.ts'
import { BOARD_COLUMNS, DENSITIES } from '#app/domain/order/columns.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { boardLook, keepLayout } from '#app/usecases/orders/board-views.server.ts'

export const handle: PageHandle = { title: 'board.columns.title', width: 'form' }

/** The address of the board as the page before knew it. */
const backTo = (search: string) => paths.orders(Object.fromEntries(new URLSearchParams(search)))

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.read')
	const back = new URL(args.request.url).searchParams.get('back') ?? ''
	return { back, look: await boardLook(ctx, boardQuerySchema.parse({}), []) }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.read')
	const form = await readForm(args.request, layoutSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await keepLayout(ctx, form.value), backTo(form.value.back), { values: form.values })
}

export default function BoardColumns() {
	const t = useT()
	const { back, look } = useLoaderData<typeof loader>()
	const nameOf = (column: (typeof BOARD_COLUMNS)[number]) => t(`board.column.${column}`)
	const label = (column: (typeof BOARD_COLUMNS)[number]) => t('board.columns.place', { column: nameOf(column) })
	const placeOf = (column: (typeof BOARD_COLUMNS)[number]) => {
		const at = look.columns.indexOf(column)
		return at < 0 ? '' : String(at + 1)
	}
	const form = useActForm(layoutSchema, {
		labels: {
			density: t('board.density'),
			...Object.fromEntries(BOARD_COLUMNS.map((column) => [`place.${column}`, label(column)])),
		},
		defaults: {
			density: look.density,
			...Object.fromEntries(BOARD_COLUMNS.map((column) => [`place.${column}`, placeOf(column)])),
		},
		result: useActionData<typeof action>(),
	})
	const places = BOARD_COLUMNS.map((_, i) => ({ value: String(i + 1), label: String(i + 1) }))
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('board.columns.title')}
				crumbs={[{ label: t('order.board'), to: backTo(back) }]}
				lead={t('board.columns.lead')}
			/>
			<ActForm form={form} hidden={{ back }}>
				{BOARD_COLUMNS.map((column) => (
					<SelectField
						key={column}
						name={`place.${column}`}
						options={places}
						empty={column === 'matter' ? false : t('board.columns.none')}
					/>
				))}
				<RadioGroup
					name="density"
					row
					options={DENSITIES.map((value) => ({ value, label: t(`board.density.${value}`) }))}
				/>
				<div className="btns">
					<SubmitButton>{t('board.columns.do')}</SubmitButton>
				</div>
			</ActForm>
		</>
	)
}

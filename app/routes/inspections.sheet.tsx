import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useLocation } from '@remix-run/react'
import { inspectionTypeLabel, inspectionTypeOf } from '#app/components/inspection/badges.tsx'
import { titleAt } from '#app/components/inspection/page-title.ts'
import { SheetForm } from '#app/components/inspection/sheet-form.tsx'
import { itemOfPhoto, ranges } from '#app/components/inspection/sheet-values.ts'
import { SAVED_AT, SAVED_PHOTOS, SAVED_VERSIONS } from '#app/components/inspection/use-autosave.ts'
import { TaskBar } from '#app/components/phone-form.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { itemUse } from '#app/domain/inspection/sheet.ts'
import { sheetDraftSchema } from '#app/domain/inspection/visit.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readUpload } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { sheetPage } from '#app/usecases/inspections/detail.server.ts'
import { saveSheet } from '#app/usecases/inspections/save-sheet.server.ts'

export const handle: PageHandle = { title: titleAt('head', 'number'), layout: 'plain', width: 'sheet' }
export const shouldRevalidate = afterConflict
/** What an autosave answers stands in the headers; see use-autosave.ts. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'inspection.fill')
	const page = valueOrThrow(await sheetPage(ctx, idOf(args)))
	if (!page.open) throw redirect(paths.inspection(page.head.id), 303)
	return page
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'inspection.fill')
	const form = await readUpload(args.request, sheetDraftSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	const answers = Object.values(form.value.items).map(({ no, fixed, ...item }) => ({
		...item,
		itemNo: no,
		correctedOnSpot: fixed,
	}))
	const photos = form.files.flatMap((file) => {
		const itemNo = itemOfPhoto(file.field)
		return itemNo === null ? [] : [{ itemNo, file: { name: file.name, bytes: file.bytes } }]
	})
	const done = await saveSheet(ctx, id, { answers, photos })
	if (done.ok && form.values.intent === 'autosave') {
		const list = (entries: readonly (readonly [number, string | number])[]) =>
			entries.map(([no, value]) => `${no}:${value}`).join(',')
		const headers = new Headers({
			[SAVED_AT]: ctx.now,
			[SAVED_VERSIONS]: list(done.value.versions),
			[SAVED_PHOTOS]: list(done.value.photos),
		})
		return data(null, { headers })
	}
	const next = form.values.next === '1'
	return respond(done, next ? paths.inspectionAct(id, 'submit') : paths.inspectionSheet(id), { values: form.values })
}

export default function Sheet() {
	const t = useT()
	const { head, sheet, answers, photos } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const { key } = useLocation()
	const type = inspectionTypeLabel(t, head.type)
	return (
		<>
			<a className="skip" href="#main">
				{t('common.skip')}
			</a>
			<TaskBar
				back={paths.inspection(head.id)}
				title={head.outlet.name}
				sub={t('inspection.sheet.sub', { type, number: head.number })}
			/>
			<main id="main" className="page sheet" tabIndex={-1}>
				<h1 className="vh">{t('inspection.sheet.title', { type })}</h1>
				<Arrival />
				<SheetForm
					key={key}
					sheet={sheet}
					type={inspectionTypeOf(head.type)}
					answers={answers}
					photos={photos}
					result={result ?? undefined}
				/>
			</main>
		</>
	)
}

function Arrival() {
	const t = useT()
	const formats = useFormats()
	const { head, sheet } = useLoaderData<typeof loader>()
	const type = inspectionTypeOf(head.type)
	const off = sheet.items.filter((item) => itemUse(type, item) === 'off').map((item) => item.no)
	const time = head.startedAt ? formats.clock(head.startedAt) : ''
	const count = head.secondInspector ? 2 : 1
	return (
		<>
			<p className="second">
				{head.distanceM === null
					? t('inspection.sheet.arrived', { time })
					: t('inspection.sheet.arrived-at', { metres: head.distanceM, time })}{' '}
				{t(type === 'MYSTERY' ? 'inspection.sheet.hidden-id' : 'inspection.sheet.open-id', { count })}
			</p>
			{off.length > 0 ? (
				<p className="mt2 sm muted">
					{t('inspection.sheet.off', { items: ranges(off, formats.list(['', '']).trim() || ',') })}
				</p>
			) : null}
		</>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { CircularBody } from '#app/components/order/circular-body.tsx'
import { PrintBar, PrintSheet } from '#app/components/print-sheet.tsx'
import { localDateOf } from '#app/domain/time.ts'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { circularPage } from '#app/usecases/circulars/views.server.ts'

export const handle: PageHandle = { title: 'circular.print.page', layout: 'print' }

const LISTED = 60

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'circular.read')
	return valueOrThrow(await circularPage(ctx, idOf(args)))
}

export default function PrintCircular() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const number = page.number ?? t('circular.draft.note')
	return (
		<>
			<PrintBar long back={paths.circular(page.id)} backLabel={t('circular.back')} />
			<PrintSheet
				head={t('shell.branch')}
				number={number}
				title={t('circular.title', { month: formats.month(page.month) })}
				density={2}
				foot={[
					number,
					page.sha256 ? t('circular.hash', { hash: page.sha256.slice(0, 16) }) : t('circular.draft.note'),
					t('circular.counted', { at: formats.moment(page.countedAt, page.today) }),
				]}
				sign={
					page.publishedAt ? (
						<p>
							{page.publisher}
							<br />
							{formats.fullDay(localDateOf(page.publishedAt))}
						</p>
					) : null
				}
			>
				<CircularBody facts={page.facts} remark={page.remark} today={page.today} limit={LISTED} opens={[]} />
			</PrintSheet>
		</>
	)
}

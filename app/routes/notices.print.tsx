import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { NoticeDocument } from '#app/components/penalty/document.tsx'
import { PrintBar } from '#app/components/print-sheet.tsx'
import { requireAnyActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { noticePrint } from '#app/usecases/penalties/print-notice.server.ts'

export const handle: PageHandle = { title: 'notice.print', layout: 'print' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireAnyActor(args, ['penalty.read', 'desk.read'])
	return valueOrThrow(await noticePrint(ctx, idOf(args)))
}

export default function PrintNotice() {
	const t = useT()
	const notice = useLoaderData<typeof loader>()
	const back = notice.staff ? paths.penalty(notice.penaltyId) : paths.deskCase(notice.penaltyId)
	return (
		<>
			<PrintBar back={back} backLabel={t('penalty.page.back')} />
			<NoticeDocument notice={notice} />
		</>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { NoticeDocument } from '#app/components/penalty/document.tsx'
import { NoticeActions } from '#app/components/penalty/document-actions.tsx'
import { PrintBar } from '#app/components/print-sheet.tsx'
import { requireAnyActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { languageOf } from '#app/http/language.server.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { noticePrint } from '#app/usecases/notices/print-notice.server.ts'

export const handle: PageHandle = { title: 'notice.print', layout: 'print' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireAnyActor(args, ['penalty.read', 'desk.read'])
	return valueOrThrow(await noticePrint(ctx, idOf(args), await languageOf(args)))
}

export default function PrintNotice() {
	const t = useT()
	const notice = useLoaderData<typeof loader>()
	const { staff, penaltyId } = notice
	const ofCase = penaltyId === null ? null : staff ? paths.penalty(penaltyId) : paths.deskCase(penaltyId)
	return (
		<>
			<PrintBar
				back={ofCase ?? (staff ? paths.inbox() : paths.desk())}
				backLabel={t(ofCase ? 'penalty.page.back' : 'notice.back')}
				actions={<NoticeActions notice={notice} />}
			/>
			<NoticeDocument notice={notice} />
		</>
	)
}

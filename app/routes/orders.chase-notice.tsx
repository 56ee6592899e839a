import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { NoticeDocument } from '#app/components/penalty/document.tsx'
import { PrintBar } from '#app/components/print-sheet.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { languageOf } from '#app/http/language.server.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '#app/i18n/languages.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { chaseNoticePrint } from '#app/usecases/orders/chase-notice-page.server.ts'

export const handle: PageHandle = { title: 'notice.title.chase-notice', layout: 'print' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.read')
	return valueOrThrow(await chaseNoticePrint(ctx, idOf(args), await languageOf(args)))
}

/** 催办通知书 on A4, for whoever may read its order. */
export default function ChaseNotice() {
	const t = useT()
	const notice = useLoaderData<typeof loader>()
	return (
		<>
			<PrintBar
				back={paths.order(notice.orderId)}
				backLabel={t('order.back')}
				actions={LANGUAGES.map((lang) => (
					<LinkButton key={lang} small icon="download" href={paths.chaseNoticePdf(notice.id, lang)}>
						{`PDF ${LANGUAGE_NAMES[lang]}`}
					</LinkButton>
				))}
			/>
			<NoticeDocument notice={notice} />
		</>
	)
}

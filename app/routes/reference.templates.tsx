import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PageHead } from '#app/components/page-head.tsx'
import { WorkList } from '#app/components/work-list.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { templatesPage } from '#app/usecases/notices/template-pages.server.ts'

export const handle: PageHandle = { title: 'template.title' }

export async function loader(args: LoaderFunctionArgs) {
	return templatesPage(await requireActor(args, 'reference.read'))
}

export default function Templates() {
	const t = useT()
	const formats = useFormats()
	const { kinds } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={t('template.title')}
				lead={t('template.lead')}
				crumbs={[{ label: t('reference.title'), to: paths.reference() }]}
			/>
			<WorkList
				items={kinds.map(({ kind, version, from, draft }) => ({
					to: paths.template(kind),
					title: t(`notice.title.${kind}`),
					sub: draft ? t('template.waiting') : from === null ? '' : t('template.from', { day: formats.fullDay(from) }),
					end: t('template.version', { version: version ?? 1 }),
				}))}
			/>
		</>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PageHead } from '#app/components/page-head.tsx'
import { WorkList } from '#app/components/work-list.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { referenceIndex } from '#app/usecases/reference/pages.server.ts'

export const handle: PageHandle = { title: 'reference.title' }

export async function loader(args: LoaderFunctionArgs) {
	return referenceIndex(await requireActor(args, 'reference.read'))
}

export default function Reference() {
	const t = useT()
	const data = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead title={t('reference.title')} lead={t('reference.lead')} />
			<WorkList
				items={[
					{
						to: paths.taxonomy(),
						title: t('reference.taxonomy'),
						sub: t('reference.taxonomy.text', { count: data.types, categories: data.categories }),
						end: t('reference.version', data.taxonomy),
					},
					{
						to: paths.sheet(),
						title: t('reference.sheet'),
						sub: t('reference.sheet.text', { count: data.items, points: data.points }),
						end: t('reference.version', data.sheet),
					},
					{
						to: paths.rulebook(),
						title: t('reference.rulebook'),
						sub: t('reference.rulebook.text'),
						end: t('reference.version', data.rulebook),
					},
					{ to: paths.rulebooks(), title: t('rulebook.list'), sub: t('rulebook.list.lead') },
					{ to: paths.calendar(), title: t('reference.calendar'), sub: t('reference.calendar.text') },
					{ to: paths.deadlines(), title: t('policy.title'), sub: t('reference.deadlines.text') },
					{ to: paths.templates(), title: t('template.title'), sub: t('template.lead') },
				]}
			/>
		</>
	)
}

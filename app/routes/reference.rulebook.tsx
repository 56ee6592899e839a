import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { RulebookReading } from '#app/components/rulebook/reading.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { rulebookPage } from '#app/usecases/reference/pages.server.ts'
import { typeNamesOn } from '#app/usecases/rulebooks/pages.server.ts'

export const handle: PageHandle = { title: 'reference.rulebook' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'reference.read')
	return { ...(await rulebookPage(ctx)), names: await typeNamesOn(ctx, ctx.today) }
}

export default function RulebookPage() {
	const t = useT()
	const formats = useFormats()
	const { code, version, body, names } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={t('reference.rulebook')}
				crumbs={[{ label: t('reference.title'), to: paths.reference() }, { label: t('reference.rulebook') }]}
				meta={
					<>
						<span>{t('reference.version', { code, version })}</span>
						<span>{t('rulebook.effective.from', { day: formats.fullDay(body.effectiveFrom) })}</span>
					</>
				}
				actions={<ButtonLink to={paths.rulebooks()}>{t('rulebook.list')}</ButtonLink>}
			/>
			<RulebookReading book={body} names={names} />
		</>
	)
}

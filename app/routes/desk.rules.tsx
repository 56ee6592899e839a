import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk/desk-page.tsx'
import { WorkList } from '#app/components/work-list.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { deskRulebooks } from '#app/usecases/rulebooks/register.server.ts'

export const handle: PageHandle = { title: 'rulebook.desk', layout: 'plain' }

export async function loader(args: LoaderFunctionArgs) {
	return valueOrThrow(await deskRulebooks(await requireActor(args, 'desk.read')))
}

/** The versions of the rulebook that bind the dealer, and those that wait to be accepted. */
export default function DeskRules() {
	const t = useT()
	const formats = useFormats()
	const { versions, today } = useLoaderData<typeof loader>()
	return (
		<DeskPage title={t('rulebook.desk')}>
			<p className="second">{t('rulebook.desk.lead')}</p>
			<WorkList
				items={versions.map((one) => ({
					to: paths.deskRulebook(one.id),
					title: one.code,
					sub: t('rulebook.effective.from', { day: formats.longDay(one.effectiveFrom, today) }),
					end: one.accepted
						? t('rulebook.desk.done', { day: formats.day(one.accepted.on, today), name: one.accepted.by })
						: t('rulebook.desk.waiting'),
				}))}
			/>
		</DeskPage>
	)
}

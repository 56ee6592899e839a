import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { RulebookReading } from '#app/components/rulebook/reading.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { versionPage } from '#app/usecases/rulebooks/pages.server.ts'

export const handle: PageHandle = { title: 'rulebook.version' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'reference.read')
	return valueOrThrow(await versionPage(ctx, idOf(args)))
}

export default function RulebookVersion() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const { id, code, version, earlier } = page
	return (
		<>
			<PageHead
				title={t('reference.version', { code, version })}
				crumbs={[{ label: t('rulebook.list'), to: paths.rulebooks() }, { label: code }]}
				meta={
					<>
						<span>{t(`rulebook.${page.standing}`)}</span>
						<span>{t('rulebook.effective.from', { day: formats.fullDay(page.effectiveFrom) })}</span>
						<span>{t('rulebook.accepted.n', { n: page.accepted, all: page.dealers })}</span>
						<span className="mono" title={page.sha256}>
							SHA-256 {page.sha256.slice(0, 12)}
						</span>
					</>
				}
				actions={
					<>
						{page.mayRegister ? (
							<ButtonLink to={paths.rulebookRegister(id)}>{t('rulebook.register')}</ButtonLink>
						) : null}
						{earlier ? (
							<ButtonLink to={paths.compareRulebooks({ a: earlier.id, b: id })}>
								{t('rulebook.desk.differs', { code: earlier.code })}
							</ButtonLink>
						) : null}
						{page.mayRehearse ? (
							<ButtonLink to={paths.rehearsal({ version: id })}>{t('rulebook.act.rehearse')}</ButtonLink>
						) : null}
					</>
				}
			/>
			<RulebookReading book={page.body} names={page.names} />
		</>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { wordsIn } from '#app/components/inspection/words.ts'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { SECTIONS } from '#app/domain/inspection/sheet.ts'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useLanguage, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { sheetReading } from '#app/usecases/reference/pages.server.ts'

export const handle: PageHandle = { title: 'reference.sheet' }

export async function loader(args: LoaderFunctionArgs) {
	return sheetReading(await requireActor(args, 'reference.read'))
}

export default function Sheet() {
	const t = useT()
	const language = useLanguage()
	const formats = useFormats()
	const { sheet, types } = useLoaderData<typeof loader>()
	const { items, title } = sheet.body
	const typeOf = (code: string | null) => types.find((type) => type.code === code)
	const known = SECTIONS.flatMap((section) => section.items)
	const sections = [
		...SECTIONS.map((section) => ({
			code: section.code,
			items: items.filter((item) => section.items.includes(item.no)),
		})),
		{ code: 'other' as const, items: items.filter((item) => !known.includes(item.no)) },
	].filter((section) => section.items.length > 0)
	const columns = [
		{ label: t('reference.sheet.no'), num: true },
		{ label: t('reference.sheet.item') },
		{ label: t('reference.sheet.points'), num: true },
		{ label: t('reference.sheet.type') },
		{ label: t('reference.sheet.method') },
	]
	return (
		<>
			<PageHead
				title={wordsIn(language, title)}
				crumbs={[{ label: t('reference.title'), to: paths.reference() }, { label: t('reference.sheet') }]}
				meta={<span>{t('reference.version', { code: sheet.code, version: sheet.version })}</span>}
				lead={t('reference.sheet.score')}
			/>
			{sections.map((section) => {
				const name = t(`inspection.sheet.section.${section.code}`)
				const points = section.items.reduce((sum, item) => sum + item.points, 0)
				return (
					<Section key={section.code} id={section.code} title={name} sub={t('ui.points', { n: points })}>
						<Table caption={t('reference.list.items', { section: name })} columns={columns}>
							{section.items.map((item) => {
								const type = typeOf(item.violationType)
								return (
									<Row key={item.no}>
										<Cell label={t('reference.sheet.no')} num>
											{item.no}
										</Cell>
										<Cell main>{wordsIn(language, item.text)}</Cell>
										<Cell label={t('reference.sheet.points')} num>
											{item.points}
										</Cell>
										<Cell label={t('reference.sheet.type')}>
											{type ? (
												<Link to={`${paths.taxonomy()}#${type.code}`}>
													{type.code} {wordsIn(language, type.name)}
												</Link>
											) : (
												t('common.none')
											)}
										</Cell>
										<Cell label={t('reference.sheet.method')} nowrap>
											{formats.list(item.methods.map((method) => t(`reference.method.${method}`)))}
										</Cell>
									</Row>
								)
							})}
						</Table>
					</Section>
				)
			})}
		</>
	)
}

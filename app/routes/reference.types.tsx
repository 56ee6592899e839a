import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Tag, Tags } from '#app/components/badge.tsx'
import { wordsIn } from '#app/components/inspection/words.ts'
import { PageHead, Section } from '#app/components/page-head.tsx'
import type { ViolationType } from '#app/domain/violation/catalogue.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useLanguage, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { taxonomyPage } from '#app/usecases/reference/pages.server.ts'

export const handle: PageHandle = { title: 'reference.taxonomy', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	return taxonomyPage(await requireActor(args, 'reference.read'))
}

export default function Types() {
	const t = useT()
	const language = useLanguage()
	const { code, version, body } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={t('reference.taxonomy')}
				crumbs={[{ label: t('reference.title'), to: paths.reference() }, { label: t('reference.taxonomy') }]}
				meta={<span>{t('reference.version', { code, version })}</span>}
				lead={t('reference.taxonomy.text', { count: body.types.length, categories: body.categories.length })}
			/>
			{body.categories.map((category) => {
				const types = body.types.filter((type) => type.category === category.code)
				const name = `${category.code} ${wordsIn(language, category.name)}`
				return (
					<Section
						key={category.code}
						id={`c-${category.code}`}
						title={name}
						sub={t('reference.category.count', { count: types.length })}
					>
						<TypeTable caption={t('reference.list.types', { category: category.code })} types={types} />
					</Section>
				)
			})}
		</>
	)
}

function TypeTable({ caption, types }: { caption: string; types: readonly ViolationType[] }) {
	const t = useT()
	const language = useLanguage()
	const formats = useFormats()
	const columns = [
		{ label: t('reference.col.code') },
		{ label: t('reference.col.name') },
		{ label: t('reference.col.severity') },
		{ label: t('reference.col.unit') },
		{ label: t('reference.col.rights') },
		{ label: t('reference.col.basis') },
	]
	return (
		<Table caption={caption} columns={columns}>
			{types.map((type) => (
				<Row key={type.code} id={type.code}>
					<Cell label={t('reference.col.code')}>
						<span className="mono">{type.code}</span>
					</Cell>
					<Cell main>
						<Tags>
							<b>{wordsIn(language, type.name)}</b>
							{type.redLine ? <Tag tone="red">{t('reference.red-line')}</Tag> : null}
						</Tags>
						{language === 'en' ? <span className="sub">{type.definition}</span> : null}
					</Cell>
					<Cell label={t('reference.col.severity')} nowrap>
						{t(`reference.severity.${type.severity}`)}
					</Cell>
					<Cell label={t('reference.col.unit')} nowrap>
						{t(`reference.unit.${type.unit}`)}
					</Cell>
					<Cell label={t('reference.col.rights')} nowrap>
						{type.consumerRightArticles.length === 0
							? t('reference.no-rights')
							: t('reference.rights', { articles: formats.list(type.consumerRightArticles.map(String)) })}
					</Cell>
					<Cell label={t('reference.col.basis')}>
						<span lang="zh-Hans">{type.basis.join('；')}</span>
					</Cell>
				</Row>
			))}
		</Table>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { StateBadge } from '#app/components/badge.tsx'
import { Empty } from '#app/components/empty.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { versionsPage } from '#app/usecases/rulebooks/pages.server.ts'

export const handle: PageHandle = { title: 'rulebook.list' }

export async function loader(args: LoaderFunctionArgs) {
	return versionsPage(await requireActor(args, 'reference.read'))
}

const STANDING = { 'in-force': 'done', ahead: 'todo', past: 'ended' } as const
const STATE = { DRAFT: 'draft', CHECKED: 'run-1', PUBLISHED: 'done', DROPPED: 'ended' } as const

export default function Rulebooks() {
	const t = useT()
	const formats = useFormats()
	const { versions, drafts, dealers, today, mayDraft, mayRehearse } = useLoaderData<typeof loader>()
	const columns = [
		{ label: t('rulebook.version') },
		{ label: t('rulebook.effective') },
		{ label: t('rulebook.state') },
		{ label: t('rulebook.accepted'), num: true },
	]
	return (
		<>
			<PageHead
				title={t('rulebook.list')}
				crumbs={[{ label: t('reference.title'), to: paths.reference() }, { label: t('rulebook.list') }]}
				lead={t('rulebook.list.lead')}
				actions={
					<>
						{mayDraft ? (
							<ButtonLink to={paths.newRulebookDraft()} variant="primary" icon="plus">
								{t('rulebook.new')}
							</ButtonLink>
						) : null}
						<ButtonLink to={paths.compareRulebooks()}>{t('rulebook.compare')}</ButtonLink>
						{mayRehearse ? <ButtonLink to={paths.rehearsal()}>{t('rulebook.rehearsal')}</ButtonLink> : null}
					</>
				}
			/>
			<Section id="published" title={t('rulebook.published')}>
				<Table caption={t('rulebook.published')} columns={columns}>
					{versions.map((one) => (
						<Row key={one.id} link>
							<Cell main>
								<Link to={paths.rulebookVersion(one.id)}>{t('reference.version', one)}</Link>
							</Cell>
							<Cell label={t('rulebook.effective')} nowrap>
								{formats.day(one.effectiveFrom, today)}
							</Cell>
							<Cell label={t('rulebook.state')} nowrap>
								<StateBadge kind={STANDING[one.standing]}>{t(`rulebook.${one.standing}`)}</StateBadge>
							</Cell>
							<Cell label={t('rulebook.accepted')} num>
								{t('rulebook.accepted.n', { n: one.accepted, all: dealers })}
							</Cell>
						</Row>
					))}
				</Table>
			</Section>
			<Section id="drafts" title={t('rulebook.drafts')}>
				{drafts.length === 0 ? (
					<Empty title={t('rulebook.drafts.none')} level={3}>
						{t('rulebook.drafts.none.text')}
					</Empty>
				) : (
					<Table caption={t('rulebook.drafts')} columns={columns.slice(0, 3)}>
						{drafts.map((one) => (
							<Row key={one.id} link>
								<Cell main>
									<Link to={paths.rulebookDraft(one.id)}>{one.code}</Link>
									<span className="sub">{t('rulebook.drafted-by', { name: one.drafter })}</span>
								</Cell>
								<Cell label={t('rulebook.effective')} nowrap>
									{formats.day(one.effectiveFrom, today)}
								</Cell>
								<Cell label={t('rulebook.state')} nowrap>
									<StateBadge kind={STATE[one.state]}>{t(`rulebook.state.${one.state}`)}</StateBadge>
								</Cell>
							</Row>
						))}
					</Table>
				)}
			</Section>
		</>
	)
}

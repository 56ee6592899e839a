import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { ButtonLink, PostButton } from '#app/components/act.tsx'
import { StateBadge } from '#app/components/badge.tsx'
import { POLICY_STATE } from '#app/components/calendar/states.ts'
import { RefusalNote } from '#app/components/error-summary.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { Ladders, PolicyLines } from '#app/components/policy/policy-tables.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { respond } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { draftPolicy } from '#app/usecases/policies/drafts.server.ts'
import { policiesPage } from '#app/usecases/policies/views.server.ts'

export const handle: PageHandle = { title: 'policy.title', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	return policiesPage(await requireActor(args, 'reference.read'))
}

/** Begins a new version from the one in force. */
export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'policy.draft')
	return respond(await draftPolicy(ctx), (made) => paths.editDeadlinePolicy(made.id))
}

export default function Deadlines() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>()?.refusal
	const columns = [
		{ label: t('policy.col.version') },
		{ label: t('policy.col.state') },
		{ label: t('policy.col.drafter') },
		{ label: t('policy.col.open'), num: true },
	]
	const actions = page.writing ? (
		<ButtonLink to={paths.deadlinePolicy(page.writing)}>{t('policy.writing')}</ButtonLink>
	) : (
		<PostButton variant="primary" fields={{ intent: 'draft' }}>
			{t('policy.draft')}
		</PostButton>
	)
	return (
		<>
			{refusal ? <RefusalNote refusal={refusal} /> : null}
			<PageHead
				title={t('policy.title')}
				crumbs={[{ label: t('reference.title'), to: paths.reference() }, { label: t('policy.title') }]}
				lead={t('policy.lead', { no: page.current.no })}
				actions={page.mayDraft ? actions : undefined}
			/>
			<Section id="numbers" title={t('policy.lines')}>
				<PolicyLines lines={page.current.lines} />
			</Section>
			<Section id="ladders" title={t('policy.part.ladders')}>
				<Ladders ladders={page.current.ladders} />
			</Section>
			<Section id="versions" title={t('policy.versions')}>
				<Table caption={t('policy.versions')} columns={columns}>
					{page.versions.map((row) => (
						<Row key={row.id} link>
							<Cell label={t('policy.col.version')} main>
								<Link to={paths.deadlinePolicy(row.id)}>{t('policy.version', { no: row.no })}</Link>
								<span className="sub">{row.reason}</span>
							</Cell>
							<Cell label={t('policy.col.state')}>
								<StateBadge kind={POLICY_STATE[row.state]}>{t(`policy.state.${row.state}`)}</StateBadge>
								<span className="sub">{formats.moment(row.in_force_at ?? row.drafted_at, page.today)}</span>
							</Cell>
							<Cell label={t('policy.col.drafter')}>{row.drafter ?? t('policy.shipped')}</Cell>
							<Cell label={t('policy.col.open')} num>
								{row.open}
							</Cell>
						</Row>
					))}
				</Table>
			</Section>
		</>
	)
}

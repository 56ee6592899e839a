import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { entriesOf } from '#app/components/claim/clawback-body.tsx'
import { Approve, Assess, Prove, Verify, WithReason } from '#app/components/claim/redress-acts.tsx'
import { RedressBody } from '#app/components/claim/redress-body.tsx'
import { RedressBadge } from '#app/components/claim/words.tsx'
import { EvidenceList } from '#app/components/evidence-list.tsx'
import { Facts } from '#app/components/facts.tsx'
import { MayLink } from '#app/components/may-link.tsx'
import { Columns, PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { SubjectLog } from '#app/components/subject-log.tsx'
import { requireActor, requireAnyActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { redressPost } from '#app/http/redress-post.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { redressView } from '#app/usecases/claims/redress-views.server.ts'

export const handle: PageHandle = { title: 'redress.one' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'redress.read')
	return valueOrThrow(await redressView(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireAnyActor(args, ['redress.record', 'redress.verify', 'redress.approve'])
	return redressPost(ctx, args.request, idOf(args))
}

export default function RedressOne() {
	const t = useT()
	const formats = useFormats()
	const view = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={view.number}
				crumbs={[{ label: t('redress.list'), to: paths.redress() }, { label: view.number }]}
				meta={
					<>
						<Link to={paths.dealer(view.dealer.id)}>{view.dealer.name}</Link>
						<Link to={paths.outlet(view.outlet.id)}>{view.outlet.name}</Link>
						<RedressBadge {...view} waiting={view.proof !== null && view.state === 'OWED'} />
					</>
				}
			/>
			<Columns asideLabel={t('claim.acts')} aside={<Acts />}>
				<RedressBody
					view={view}
					violation={<Link to={paths.violation(view.violation.id)}>{view.violation.number}</Link>}
					collected={
						<>
							{formats.money(view.collectedFen)}{' '}
							<MayLink may="ledger.read" to={entriesOf(view.dealer.id, view.voucher ?? view.number)}>
								{t('claim.entries')}
							</MayLink>
						</>
					}
					files={
						<EvidenceList
							items={view.files.map((one) => ({
								href: paths.evidence(one.id),
								thumb: one.isImage && one.copyState === 'ready' ? paths.evidence(one.id, 'copy') : undefined,
								caption: one.caption || one.fileName,
								meta: formats.moment(one.receivedAt, view.today),
								integrity: one.integrity,
							}))}
						/>
					}
				/>
				<SubjectLog events={view.events} today={view.today} />
			</Columns>
		</>
	)
}

const PEOPLE = ['provedBy', 'verifiedBy', 'advanceBy', 'approvedBy'] as const

function Acts() {
	const t = useT()
	const view = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const { rights, people } = view
	const props = { view, result }
	const known = PEOPLE.filter((one) => people[one] !== null)
	return (
		<>
			{rights.verify ? <Verify {...props} /> : null}
			{rights.approve ? <Approve {...props} /> : null}
			{rights.approve ? <WithReason {...props} act="decline" /> : null}
			{rights.prove ? <Prove {...props} title={t('redress.act.prove')} /> : null}
			{rights.assess ? <Assess {...props} /> : null}
			{rights.advance ? <WithReason {...props} act="advance" /> : null}
			{rights.cancel ? <WithReason {...props} act="cancel" /> : null}
			{known.length > 0 ? (
				<Section id="people" title={t('redress.people')}>
					<Facts items={known.map((one) => ({ label: t(`redress.person.${one}`), value: people[one] }))} />
				</Section>
			) : null}
		</>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { SubjectName } from '#app/components/audit/event-table.tsx'
import { ProofTable } from '#app/components/audit/proof-table.tsx'
import { subjectPath } from '#app/components/audit/subject-path.ts'
import { useAuditWords } from '#app/components/audit/use-words.ts'
import { Facts } from '#app/components/facts.tsx'
import { Columns, PageHead, Section } from '#app/components/page-head.tsx'
import { isOpinionKind } from '#app/domain/audit/opinion.ts'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { More } from '#app/ui/details.tsx'
import { Note } from '#app/ui/note.tsx'
import { type ChainProof, chainProof } from '#app/usecases/audit/chain-proof.server.ts'

export const handle: PageHandle = { title: 'audit.chain.title', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'audit.read')
	const { kind = '', id = '' } = args.params
	const whole = new URL(args.request.url).searchParams.get('whole') === '1'
	return { today: ctx.today, ...valueOrThrow(await chainProof(ctx, kind, id, whole)) }
}

type Proof = Omit<ChainProof, 'lines'>

export default function Chain() {
	const t = useT()
	const words = useAuditWords()
	const proof = useLoaderData<typeof loader>()
	const { subjectKind, subjectId, label, lines } = proof
	const name = label?.number || label?.title || words.subject(subjectKind)
	const to = subjectPath(subjectKind, subjectId)
	return (
		<>
			<PageHead
				title={t('audit.proof.of', { number: name })}
				crumbs={[{ label: t('audit.title'), to: paths.audit() }, { label: words.subject(subjectKind) }]}
				lead={t('audit.chain.lead')}
				actions={
					<>
						{to ? <ButtonLink to={to}>{t('audit.open-case')}</ButtonLink> : null}
						<LinkButton
							href={paths.exportList('events', { subject: subjectKind, id: subjectId, format: 'json' })}
							icon="download"
						>
							{t('audit.chain.download')}
						</LinkButton>
					</>
				}
			/>
			{proof.fits ? (
				<Note icon="shield">{t('audit.chain.fits', { count: lines.length })}</Note>
			) : (
				<Note kind="bad" role="alert">
					<strong>{t('audit.chain.broken')}</strong>
					<p>{t('audit.chain.broken.why')}</p>
				</Note>
			)}
			<Columns aside={<Around proof={proof} />} asideLabel={t('audit.chain.story')}>
				<Section id="events" title={t('audit.events')} silent>
					<ProofTable items={lines} today={proof.today} />
				</Section>
				{proof.more ? <p className="muted mt3">{t('audit.chain.more', { count: lines.length })}</p> : null}
				<More summary={t('audit.chain.how')}>
					<p className="read">{t('audit.chain.how.text')}</p>
				</More>
			</Columns>
		</>
	)
}

function Around({ proof }: { proof: Proof }) {
	const t = useT()
	const { subjectKind, subjectId, head } = proof
	return (
		<>
			<Section id="head" title={t('audit.chain.head')}>
				<Facts
					items={[
						head && { label: t('audit.chain.seq'), value: t('audit.chain.head.text', { seq: head.seq }) },
						head && { label: t('audit.chain.hash'), value: <span className="mono sm">{head.hash.slice(0, 16)}…</span> },
						{
							label: t('audit.chain.result'),
							value: proof.headFits ? t('audit.chain.head.fits') : t('audit.chain.head.unfit'),
						},
					]}
				/>
				{proof.whole ? (
					<p className="mt3" role="status">
						<WholeText whole={proof.whole} />
					</p>
				) : (
					<p className="mt3">
						<Link to="?whole=1">{t('audit.chain.whole')}</Link>
					</p>
				)}
			</Section>
			<Section id="story" title={t('audit.chain.story')}>
				{proof.story.length === 0 ? <p className="muted">{t('audit.chain.story.none')}</p> : null}
				<ul className="stack">
					{proof.story.map((one) => (
						<li key={`${one.kind}:${one.id}`}>
							<SubjectName {...one} /> <Link to={paths.chainProof(one.kind, one.id)}>{t('audit.proof')}</Link>
						</li>
					))}
				</ul>
			</Section>
			{isOpinionKind(subjectKind) ? (
				<Section id="opinions" title={t('audit.chain.opinions')}>
					{proof.opinions.length === 0 ? <p className="muted">{t('audit.chain.opinions.none')}</p> : null}
					<ul className="stack">
						{proof.opinions.map((opinion) => (
							<li key={opinion.id}>
								<Link to={paths.opinion(opinion.id)}>{opinion.text.slice(0, 40)}</Link>{' '}
								<span className="sub">{t(opinion.answered ? 'audit.opinions.answered' : 'audit.opinions.open')}</span>
							</li>
						))}
					</ul>
					<p className="mt3">
						<ButtonLink to={paths.newOpinion({ subject: subjectKind, id: subjectId })} icon="pen" small>
							{t('audit.opine')}
						</ButtonLink>
					</p>
				</Section>
			) : null}
		</>
	)
}

function WholeText({ whole }: { whole: NonNullable<Proof['whole']> }) {
	const t = useT()
	if (whole.firstFault !== null) return <>{t('audit.chain.whole.broken', { seq: whole.firstFault })}</>
	return <>{t(whole.complete ? 'audit.chain.whole.fits' : 'audit.chain.whole.part', { count: whole.checked })}</>
}

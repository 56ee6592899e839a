import { Link, useRevalidator } from '@remix-run/react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { CaseView, PenaltyPageAct } from '#app/domain/penalty/views.ts'
import { useDynamicT, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import type { IconName } from '#app/ui/icon.tsx'
import { useName } from '../desk/words.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { type Fact, Facts } from '../facts.tsx'
import type { ActFormHandle } from '../form.tsx'
import { ConsequenceList, GateList } from '../gate.tsx'
import { PageHead, Section } from '../page-head.tsx'
import { PenaltyBadge, useConditions } from './words.tsx'

export type Consequence = { icon: IconName; text: ReactNode }

type ActPageProps = {
	page: CaseView
	act: PenaltyPageAct
	forms: readonly ActFormHandle[]
	/** What will happen, in the order it happens. */
	consequences: readonly Consequence[]
	/** Every answer with a change link. */
	answers: readonly Fact[]
	/** Between the answers and the last form: arguments to answer. */
	before?: ReactNode
	/** The act cannot be done now: its gate is shown instead of the form. */
	shut: boolean
	children: ReactNode
}

/** A legal act on a page of its own: what will happen, every answer, reason and confirmation, the seal-red button. */
export function ActPage({ page, act, forms, consequences, answers, before, shut, children }: ActPageProps) {
	const t = useT()
	const word = useDynamicT()
	const name = useName()
	const title = word(`penalty.page.${act}`)
	useFreshWhenStale(forms)
	return (
		<>
			{forms.map((form) => (
				<ErrorSummary key={`${form.prefix}${form.intent ?? ''}`} form={form} />
			))}
			<PageHead
				title={title}
				crumbs={[
					{ label: t('penalty.list'), to: paths.penalties() },
					{ label: page.number, to: paths.penalty(page.id) },
					{ label: word(`penalty.act.${act}`) },
				]}
				meta={
					<>
						<span>{name(page.typeNames)}</span>
						<span>{page.outlet.name}</span>
						<PenaltyBadge state={page.state} defence={page.defenceState} />
					</>
				}
				lead={word(`penalty.page.${act}.lead`)}
			/>
			{shut ? <Shut page={page} act={act} /> : <Consequences items={consequences} />}
			<Section id="answers" title={t('penalty.page.answers')}>
				<Facts items={answers} />
			</Section>
			{before}
			{shut ? (
				<>
					<Typed forms={forms} />
					<Back page={page} />
				</>
			) : (
				children
			)}
		</>
	)
}

/** After a 409 the page is read again, so that the next attempt is judged by what stands now. */
function useFreshWhenStale(forms: readonly ActFormHandle[]): void {
	const { revalidate } = useRevalidator()
	const attempts = forms.map((form) => (form.result?.stale ? form.attempt : 0)).join(' ')
	const stale = forms.some((form) => form.result?.stale)
	const asked = useRef('')
	useEffect(() => {
		if (!stale || asked.current === attempts) return
		asked.current = attempts
		revalidate()
	}, [stale, attempts, revalidate])
}

function Consequences({ items }: { items: readonly Consequence[] }) {
	const t = useT()
	return (
		<Section id="consequences" title={t('penalty.page.consequences')}>
			<ConsequenceList items={items} />
		</Section>
	)
}

/** Why the act is shut: its gate, or that the state is another one by now. */
function Shut({ page, act }: { page: CaseView; act: PenaltyPageAct }) {
	const t = useT()
	const conditions = useConditions()
	const lines = page.acts.find((one) => one.act === act)?.lines ?? []
	return (
		<Section id="gate" title={t('penalty.page.shut')}>
			{lines.length > 0 ? (
				<GateList id="gate-lines" conditions={conditions(lines)} />
			) : (
				<p>{t('refusal.wrong-state')}</p>
			)}
		</Section>
	)
}

/** Somebody was faster: what was typed stays on the page, to be taken along. */
function Typed({ forms }: { forms: readonly ActFormHandle[] }) {
	const t = useT()
	const kept = forms.flatMap((form) =>
		Object.entries(form.labels).flatMap(([field, label]) => {
			const value = form.result?.values[field]
			return typeof value === 'string' && value !== '' && value !== 'on' ? [{ label, value }] : []
		}),
	)
	if (kept.length === 0) return null
	return (
		<Section id="typed" title={t('penalty.page.typed')}>
			<Facts items={kept} />
		</Section>
	)
}

function Back({ page }: { page: CaseView }) {
	const t = useT()
	return (
		<p className="mt6">
			<Link to={paths.penalty(page.id)}>{t('penalty.page.back')}</Link>
		</p>
	)
}

/** The other way out beside the button. */
export function NotNow({ page, act }: { page: CaseView; act: PenaltyPageAct }) {
	const word = useDynamicT()
	return <Link to={paths.penalty(page.id)}>{word(`penalty.page.${act}.not`)}</Link>
}

/** Answers that every act shows: dealer, facts, clause, amount. */
export function useCaseAnswers(page: CaseView): Fact[] {
	const t = useT()
	const name = useName()
	return [
		{ label: t('penalty.dealer'), value: page.dealer.name },
		{
			label: t('penalty.facts'),
			value: (
				<>
					{page.violation.facts} <ChangeLink to={`${paths.penalty(page.id)}#facts`} what={t('penalty.facts')} />
				</>
			),
		},
		{
			label: t('penalty.clause'),
			value: `${page.typeCode} ${name(page.typeNames)} ${t(`reference.severity.${page.severity}`)}`,
		},
	]
}

export function ChangeLink({ to, what }: { to: string; what: string }) {
	const t = useT()
	return (
		<Link to={to}>
			{t('penalty.page.look')}
			<span className="vh">{what}</span>
		</Link>
	)
}

import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { PlanActView, PlanPageView } from '#app/domain/plan/views.ts'
import { useDynamicT, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import type { IconName } from '#app/ui/icon.tsx'
import { useRefusalText } from '../desk/words.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { Facts } from '../facts.tsx'
import { ActForm, type ActFormHandle, SubmitButton } from '../form.tsx'
import { ConsequenceList, GateList } from '../gate.tsx'
import { PageHead, Section } from '../page-head.tsx'

type Props = {
	plan: Pick<PlanPageView, 'id' | 'number' | 'version' | 'outletName' | 'dealerName'>
	act: PlanActView
	form: ActFormHandle
	title: string
	lead: string
	consequences: readonly { icon: IconName; text: ReactNode }[]
	facts?: readonly { label: string; value: ReactNode }[] | undefined
	submit: string
	children: ReactNode
}

/** An act of staff on a plan: what will happen, what it is about, then reason and confirmation (screens 5). */
export function VerdictPage({ plan, act, form, title, lead, consequences, facts, submit, children }: Props) {
	const t = useT()
	const word = useDynamicT()
	const refusalText = useRefusalText()
	const unmet = act.checks.filter((check) => !check.ok)
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={title}
				lead={lead}
				crumbs={[
					{ label: t('plan.list'), to: paths.plans() },
					{ label: plan.number, to: paths.plan(plan.id) },
					{ label: title },
				]}
			/>
			<Section id="then" title={t('plan.verdict.then')}>
				<ConsequenceList items={consequences} />
			</Section>
			<Section id="about" title={t('plan.verdict.about')}>
				<Facts
					items={[
						{ label: t('plan.col.outlet'), value: plan.outletName },
						{ label: t('plan.col.dealer'), value: plan.dealerName },
						...(facts ?? []),
					]}
				/>
			</Section>
			<Section id="do" title={title}>
				{!act.permitted || unmet.length > 0 ? (
					<GateList
						id="gate"
						conditions={
							act.permitted
								? unmet.map(({ refusal }) => ({
										ok: false,
										text: refusal.rule === 'wrong-state' ? word('refusal.wrong-state') : refusalText(refusal),
									}))
								: [{ ok: false, text: word('refusal.not-allowed') }]
						}
					/>
				) : (
					<ActForm form={form} version={plan.version} labelledBy="do" guard>
						{children}
						<div className="btns mt4">
							<SubmitButton>{submit}</SubmitButton>
							<Link to={paths.plan(plan.id)}>{t('plan.verdict.back')}</Link>
						</div>
					</ActForm>
				)}
			</Section>
		</>
	)
}

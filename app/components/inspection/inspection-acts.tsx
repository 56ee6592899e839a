import { Form, Link } from '@remix-run/react'
import type { Refusal } from '#app/domain/refusal.ts'
import { useDynamicT, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Act } from '../act.tsx'
import { Section } from '../page-head.tsx'
import { PositionFields } from './position-fields.tsx'

type Props = {
	head: { id: string; state: string; version: number; planId: string | null }
	acts: { start: Refusal | null; fill: boolean; submit: Refusal | null; cancel: Refusal | null; void: Refusal | null }
}

/** 'What can I do now': every act of the state, shut ones with their reason. */
export function InspectionActs({ head, acts }: Props) {
	const t = useT()
	const said = useDynamicT()
	const why = (refusal: Refusal | null) => (refusal ? { shut: said(`refusal.${refusal.rule}`, refusal.params) } : {})
	const open = head.state === 'PLANNED' || head.state === 'IN_PROGRESS'
	return (
		<Section id="acts" title={t('inspection.acts')}>
			{head.state === 'PLANNED' ? <Start head={head} refusal={acts.start} /> : null}
			{head.state === 'IN_PROGRESS' ? (
				<>
					<Act
						label={t('inspection.do.continue')}
						variant="primary"
						to={paths.inspectionSheet(head.id)}
						{...(acts.fill ? {} : { shut: t('refusal.inspection.not-inspector') })}
					/>
					<Act label={t('inspection.do.submit')} to={paths.inspectionAct(head.id, 'submit')} {...why(acts.submit)} />
				</>
			) : null}
			{open ? (
				<Act label={t('inspection.do.cancel')} to={paths.inspectionAct(head.id, 'cancel')} {...why(acts.cancel)} />
			) : null}
			{head.state === 'SUBMITTED' ? (
				<Act label={t('inspection.do.void')} to={paths.inspectionAct(head.id, 'void')} {...why(acts.void)} />
			) : null}
			{head.planId ? (
				<p>
					<Link to={paths.plan(head.planId)}>{t('inspection.plan.open')}</Link>
				</p>
			) : null}
		</Section>
	)
}

function Start({ head, refusal }: { head: Props['head']; refusal: Refusal | null }) {
	const t = useT()
	const said = useDynamicT()
	if (refusal) return <Act label={t('inspection.do.start')} shut={said(`refusal.${refusal.rule}`, refusal.params)} />
	return (
		<Form method="post" className="act">
			<input type="hidden" name="intent" value="start" />
			<input type="hidden" name="version" value={head.version} />
			<PositionFields />
			<Button type="submit" variant="primary" block>
				{t('inspection.do.start')}
			</Button>
		</Form>
	)
}

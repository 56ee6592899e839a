import type { PlanPageView } from '#app/domain/plan/views.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Act } from '../act.tsx'
import { useRefusalText } from '../desk/words.tsx'
import type { Condition } from '../gate.tsx'

type ActName = keyof PlanPageView['acts']

/** What can be done now: each act with its conditions; one that a person may never do is left out. */
export function PlanActs({ plan }: { plan: PlanPageView }) {
	const t = useT()
	const conditions = useConditions(plan)
	const names: ActName[] = ['approve', 'verify', 'extend']
	const shown = names.filter((name) => plan.acts[name].permitted && isNear(plan, name))
	if (shown.length === 0) return <p className="sm muted">{t('plan.acts.none')}</p>
	const onlyReturn = plan.state === 'IN_VERIFICATION' && mayOnlyReturn(plan)
	return (
		<>
			{shown.map((name) => (
				<Act
					key={name}
					label={t(`plan.act.${name}`)}
					to={paths.planAct(plan.id, name)}
					variant={name === 'extend' ? 'plain' : 'primary'}
					conditions={conditions(name)}
				/>
			))}
			{onlyReturn ? <Act label={t('plan.verify.return')} to={paths.planAct(plan.id, 'verify')} /> : null}
		</>
	)
}

/** Everything is met but the re-inspection: work that does not hold can be sent back without one. */
export function mayOnlyReturn(plan: Pick<PlanPageView, 'acts'>): boolean {
	const unmet = plan.acts.verify.checks.filter((check) => !check.ok)
	return unmet.length === 1 && unmet[0]?.refusal.rule === 'plan.needs-reinspection' && plan.acts.verify.permitted
}

/** Acts of another step of the procedure would only be noise. */
function isNear(plan: PlanPageView, name: ActName): boolean {
	if (name === 'approve') return plan.state === 'IN_APPROVAL'
	if (name === 'verify') return plan.state === 'IN_VERIFICATION' || plan.state === 'IN_WORK'
	return plan.state !== 'STRUCK_OFF' && plan.state !== 'CANCELLED' && plan.state !== 'IN_VERIFICATION'
}

function useConditions(plan: PlanPageView): (name: ActName) => Condition[] {
	const word = useDynamicT()
	const t = useT()
	const refusalText = useRefusalText()
	const formats = useFormats()
	return (name) => {
		const { checks, helpers } = plan.acts[name]
		const help = helpers.length > 0 ? t('plan.gate.helpers', { list: formats.list(helpers) }) : undefined
		return checks.map(({ ok, refusal }) => {
			if (refusal.rule === 'wrong-state') return { ok, text: t(`plan.gate.state.${name}`) }
			// Another person must do it: say who could.
			const byPerson = refusal.rule.startsWith('plan.approver') || refusal.rule.startsWith('plan.verifier')
			if (!ok) return { ok, text: refusalText(refusal), help: byPerson ? help : undefined }
			return { ok, text: byPerson ? word(`refusal.met.${refusal.rule}`) : t(metKey(refusal.rule)) }
		})
	}
}

function metKey(rule: string) {
	if (rule === 'plan.needs-reinspection') return 'plan.gate.reinspection' as const
	return rule === 'plan.extension-used' ? ('plan.gate.not-extended' as const) : ('plan.gate.in-time' as const)
}

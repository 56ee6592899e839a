import { Link } from '@remix-run/react'
import type { CaseGateView, UpliftView } from '#app/domain/penalty/gate-views.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { confirmViolationSchema } from '#app/domain/violation/violation.schema.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { TextArea } from '../field.tsx'
import { RadioGroup } from '../field-choice.tsx'
import { ActForm, type ActFormHandle, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { useUpliftText } from '../penalty/case-gate.tsx'
import { DeclareFields, useDeclareLabels } from '../penalty/gate-fields.tsx'

type Judged = {
	readonly id: string
	readonly version: number
	readonly today: LocalDate
	readonly check: Pick<CaseGateView, 'declared'> & {
		readonly twins: readonly { readonly open: boolean }[]
		readonly proposal: UpliftView | null
		/** The last day of the limitation, where it has passed. */
		readonly limitation: LocalDate | null
	}
}

const askedOfTwins = (page: Judged) => page.check.twins.some((one) => one.open)

/** The form of the confirmation: only what this violation's gate asks for. */
export function useConfirmForm(page: Judged, result: FormResult | undefined): ActFormHandle {
	const t = useT()
	const declare = useDeclareLabels(page.check)
	return useActForm(confirmViolationSchema, {
		labels: {
			...(askedOfTwins(page) ? { twinReason: t('gate.twin.reason') } : {}),
			...(page.check.proposal ? { uplift: t('gate.uplift.choice'), upliftReason: t('gate.uplift.reason') } : {}),
			...declare,
		},
		defaults: { uplift: 'apply' },
		intent: 'confirm',
		prefix: 'c',
		result,
	})
}

export function ConfirmForm({ page, form }: { page: Judged; form: ActFormHandle }) {
	const t = useT()
	const upliftText = useUpliftText()
	const { proposal } = page.check
	return (
		<ActForm form={form} version={page.version} labelledBy="confirm">
			{askedOfTwins(page) ? <TextArea name="twinReason" hint={t('gate.twin.reason.hint')} max={300} short /> : null}
			{proposal ? (
				<>
					<Note kind="plain">{upliftText(proposal)}</Note>
					<RadioGroup
						name="uplift"
						options={[
							{ value: 'apply', label: t('gate.uplift.apply') },
							{ value: 'keep', label: t('gate.uplift.keep'), hint: t('gate.uplift.keep.hint') },
						]}
					/>
					<TextArea name="upliftReason" optional max={300} short />
				</>
			) : null}
			<DeclareFields gate={page.check} />
			<div className="btns">
				<SubmitButton variant="seal">{t('violation.confirm.do')}</SubmitButton>
				<Link to={paths.violation(page.id)}>{t('violation.check.not')}</Link>
			</div>
		</ActForm>
	)
}

/** Past the limitation only education is left. */
export function LimitationNote({ page }: { page: Judged }) {
	const t = useT()
	const formats = useFormats()
	const until = page.check.limitation
	return until === null ? null : (
		<Note kind="bad">{t('gate.limitation.over', { until: formats.longDay(until, page.today) })}</Note>
	)
}

import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { GateList } from '../gate.tsx'
import { Section } from '../page-head.tsx'

export type LiftLine = {
	readonly rule: 'measure.not-expired' | 'measure.plan-open'
	readonly met: boolean
	readonly params: Readonly<Record<string, string>>
}

type Props = {
	lines: readonly LiftLine[]
	until: LocalDate | null
	plan: { readonly number: string } | null
	today: LocalDate
}

/** The conditions for lifting as a checklist: expiry and accepted rectification. */
export function LiftingSection({ lines, until, plan, today }: Props) {
	const t = useT()
	const formats = useFormats()
	if (lines.length === 0) return null
	const day = until === null ? '' : formats.day(until, today)
	return (
		<Section id="lifting" title={t('measure.lifting')} sub={t('measure.lifting.sub')}>
			<GateList
				id="lifting-list"
				conditions={lines.map((line) =>
					line.rule === 'measure.plan-open'
						? { ok: line.met, text: t('measure.lifting.plan'), help: plan?.number }
						: { ok: line.met, text: t('measure.lifting.expired'), help: t('measure.lifting.runs', { until: day }) },
				)}
			/>
		</Section>
	)
}

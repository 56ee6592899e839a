import type { CheckedStep, Gap, StepState } from '#app/domain/order/first-asked.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { StateBadge } from '../badge.tsx'
import { Facts } from '../facts.tsx'
import { Section } from '../page-head.tsx'

type View = {
	readonly steps: readonly CheckedStep[]
	readonly gaps: readonly Gap[]
	readonly owner: { readonly name: string; readonly department: string; readonly since: Instant } | null
	readonly identity: { readonly name: string; readonly number: string; readonly at: Instant } | null
	readonly nextWordAt: Instant | null
	readonly callback: string | null
}

const BADGE = { done: 'done', open: 'run-2', missing: 'returned' } as const satisfies Record<StepState, string>

/** 首问负责 as five steps, each with what proves it or what is missing; for orders that a person stands behind. */
export function FirstAsked({ view, today }: { view: View | null; today: LocalDate }) {
	const t = useT()
	const note = useStepNote(view, today)
	if (view === null) return null
	return (
		<Section id="first-asked" title={t('order.first-asked')}>
			<Facts
				items={view.steps.map((checked) => ({
					label: t(`order.first-asked.${checked.step}`),
					value: (
						<>
							<StateBadge kind={BADGE[checked.state]}>{t(`order.first-asked.state.${checked.state}`)}</StateBadge>
							<br />
							<span className="sm second">{note(checked)}</span>
							{checked.step === 'tracking' ? <Gaps gaps={view.gaps} today={today} /> : null}
						</>
					),
				}))}
			/>
		</Section>
	)
}

function Gaps({ gaps, today }: { gaps: readonly Gap[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	return gaps.map(({ from, to, days }) => (
		<span key={from} className="sm second">
			<br />
			{to === null
				? t('order.gap.now', { from: formats.moment(from, today), count: days })
				: t('order.gap', { from: formats.moment(from, today), to: formats.moment(to, today), count: days })}
		</span>
	))
}

/** What proves a step, or why it is not done. */
function useStepNote(view: View | null, today: LocalDate): (checked: CheckedStep) => string {
	const t = useT()
	const say = useDynamicT()
	const formats = useFormats()
	const proof = ({ step }: CheckedStep): string | null => {
		if (view === null) return null
		const { identity, owner, nextWordAt, callback } = view
		switch (step) {
			case 'identity':
				return identity === null
					? null
					: t('order.first-asked.note.identity', { ...identity, at: formats.moment(identity.at, today) })
			case 'ownership':
				return owner === null
					? null
					: t('order.first-asked.note.ownership', { ...owner, since: formats.moment(owner.since, today) })
			case 'tracking':
				return nextWordAt === null
					? null
					: t('order.first-asked.note.tracking', { at: formats.moment(nextWordAt, today) })
			case 'solved':
				return t('order.first-asked.note.solved')
			case 'closed':
				return callback === null
					? t('order.first-asked.note.closed.reason')
					: t('order.first-asked.note.closed', { callback: say(`order.callback.${callback}`) })
		}
	}
	return (checked) => {
		const why =
			checked.reason === null
				? null
				: say(`order.first-asked.reason.${checked.reason}`, { count: view?.gaps.length ?? 0 })
		// While a transfer waits it has to be plain whose it still is (domain 5.6, step 2).
		const proven = checked.state === 'done' || checked.step === 'tracking' || checked.reason === 'transfer-waits'
		const shown = proven ? proof(checked) : null
		return [why, shown].filter((part) => part !== null).join(' · ')
	}
}

import { useT } from '#app/i18n/use-t.ts'
import { StateMark } from '#app/ui/shapes.tsx'

export type Step = { label: string; note?: string | undefined; state: 'done' | 'now' | 'todo' | 'returned' }

/** The procedure in the order of the rules; `title` is read out. */
export function Stepper({
	title,
	steps,
	id = 'procedure',
}: {
	title: string
	steps: readonly Step[]
	id?: string | undefined
}) {
	const t = useT()
	return (
		<section aria-labelledby={id}>
			<h2 id={id} className="vh">
				{title}
			</h2>
			<ol className="steps">
				{steps.map((step, i) => (
					<li
						key={i}
						className={step.state === 'returned' ? 'done' : step.state === 'todo' ? undefined : step.state}
						aria-current={step.state === 'now' ? 'step' : undefined}
					>
						<StateMark shape={step.state} />
						<b>{step.label}</b>
						{step.note ? <span>{step.note}</span> : null}
						{step.state === 'done' ? <span className="vh">{t('ui.step.done')}</span> : null}
						{step.state === 'returned' ? <span className="vh">{t('ui.step.returned')}</span> : null}
					</li>
				))}
			</ol>
		</section>
	)
}

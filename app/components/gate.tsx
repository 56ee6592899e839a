import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { Icon, type IconName } from '#app/ui/icon.tsx'

/** One condition of an act; `help` says until when, or who can help. */
export type Condition = { ok: boolean; text: ReactNode; help?: ReactNode | undefined }

export function GateList({ id, conditions }: { id: string; conditions: readonly Condition[] }) {
	const t = useT()
	return (
		<ul className="gate" id={id}>
			{conditions.map((condition, i) => (
				<li key={i} className={condition.ok ? 'ok' : 'no'}>
					<Icon name={condition.ok ? 'check' : 'x'} />
					<span>
						<span className="vh">{t(condition.ok ? 'ui.gate.ok' : 'ui.gate.no')} </span>
						{condition.text}
						{condition.help ? <small>{condition.help}</small> : null}
					</span>
				</li>
			))}
		</ul>
	)
}

/** What will happen, in the order it happens: first part of every legal act's page. */
export function ConsequenceList({ items }: { items: readonly { icon: IconName; text: ReactNode }[] }) {
	return (
		<ul className="gate gate--list">
			{items.map((item, i) => (
				<li key={i}>
					<Icon name={item.icon} />
					<span>{item.text}</span>
				</li>
			))}
		</ul>
	)
}

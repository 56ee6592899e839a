import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { Icon } from '#app/ui/icon.tsx'

export type Integrity = 'intact' | 'broken' | 'unchecked'
export type EvidenceItem = {
	/** Opens the kept original; viewing is written to the trail. */
	href: string
	/** Small picture; without one a file sign is drawn. */
	thumb?: string | undefined
	caption: string
	meta?: ReactNode | undefined
	integrity: Integrity
	/** Instead of the standard words. */
	integrityText?: string | undefined
}

/** Integrity is said in words beside every piece of evidence. */
export function EvidenceList({ items }: { items: readonly EvidenceItem[] }) {
	const t = useT()
	if (items.length === 0) return <p className="muted">{t('ui.evidence.none')}</p>
	return (
		<ul className="evs">
			{items.map((item) => (
				<li className="ev" key={item.href}>
					<a href={item.href}>
						{item.thumb ? (
							<span className="ph">
								<img src={item.thumb} alt="" loading="lazy" />
							</span>
						) : (
							<span className="ph ph--none">
								<Icon name="document" />
							</span>
						)}
						<span className="cap">{item.caption}</span>
					</a>
					{item.meta ? <small>{item.meta}</small> : null}
					<IntegrityMark state={item.integrity} text={item.integrityText} />
				</li>
			))}
		</ul>
	)
}

export function IntegrityMark({ state, text }: { state: Integrity; text?: string | undefined }) {
	const t = useT()
	if (state === 'broken') {
		return (
			<span className="seal-bad">
				<Icon name="warn" size="s" />
				{text ?? t('ui.evidence.broken')}
			</span>
		)
	}
	return (
		<span className={state === 'intact' ? 'seal-ok' : 'sm muted'}>
			{state === 'intact' ? <Icon name="shield" size="s" /> : null}
			{text ?? t(state === 'intact' ? 'ui.evidence.intact' : 'ui.evidence.unchecked')}
		</span>
	)
}

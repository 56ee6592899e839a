import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { StateBadge } from '../badge.tsx'

type MetaPage = {
	readonly number: string | null
	readonly edition: number
	readonly state: 'DRAFT' | 'PUBLISHED' | 'DROPPED'
	readonly countedAt: Instant
	readonly drafter: string
	readonly publisher: string
	readonly publishedAt: Instant | null
	readonly replaceReason: string | null
	readonly sha256: string | null
	readonly today: LocalDate
}

const BADGE = { DRAFT: 'wait', PUBLISHED: 'done', DROPPED: 'ended' } as const

/** Number, state, who counted and published it when, and what proves that nothing changed since. */
export function CircularMeta({ page }: { page: MetaPage }) {
	const t = useT()
	const formats = useFormats()
	const at = (moment: Instant) => formats.moment(moment, page.today)
	return (
		<>
			{page.number ? <span className="docno">{page.number}</span> : null}
			<StateBadge kind={BADGE[page.state]}>{t(`circular.state.${page.state}`)}</StateBadge>
			{page.edition > 1 ? <span>{t('circular.edition', { n: page.edition })}</span> : null}
			<span>{t('circular.counted', { at: at(page.countedAt) })}</span>
			<span>{t('circular.drafted', { by: page.drafter })}</span>
			{page.publishedAt ? (
				<span>{t('circular.published', { by: page.publisher, at: at(page.publishedAt) })}</span>
			) : null}
			{page.replaceReason ? <span>{t('circular.replaces', { reason: page.replaceReason })}</span> : null}
			{page.sha256 ? (
				<span className="mono">
					{t('circular.hash', { hash: `${page.sha256.slice(0, 8)}…${page.sha256.slice(-4)}` })}
				</span>
			) : null}
		</>
	)
}

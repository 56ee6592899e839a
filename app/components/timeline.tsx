import type { ReactNode } from 'react'
import { type Instant, type LocalDate, withOffset } from '#app/domain/time.ts'
import { useFormats } from '#app/i18n/use-t.ts'

export type TimelineItem = { at: Instant; title: ReactNode; sub?: ReactNode | undefined; key?: boolean | undefined }

/** Who did what, newest first; `key` marks the acts that count in law. */
export function Timeline({ items, today }: { items: readonly TimelineItem[]; today?: LocalDate | undefined }) {
	const formats = useFormats()
	return (
		<ol className="tl">
			{items.map((item, i) => (
				<li key={i} className={item.key ? 'key' : undefined}>
					<time dateTime={withOffset(item.at)}>{formats.moment(item.at, today)}</time>
					<div>
						<p>{item.title}</p>
						{item.sub ? <p className="sub">{item.sub}</p> : null}
					</div>
				</li>
			))}
		</ol>
	)
}

import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { StateBadge } from '../badge.tsx'
import { Changes } from './change-table.tsx'
import type { EventItem } from './event-table.tsx'
import { useAuditWords } from './use-words.ts'

export type ProofItem = EventItem & {
	readonly hash: string
	readonly prevHash: string
	readonly recomputed: string
	readonly contentFits: boolean
	readonly linkFits: boolean
}

/** Each event of a subject with its hashes, stored and computed now, and whether they fit. */
export function ProofTable({ items, today }: { items: readonly ProofItem[]; today: LocalDate }) {
	const t = useT()
	const words = useAuditWords(today)
	const formats = useFormats()
	const columns = [
		{ label: t('audit.chain.seq'), num: true },
		{ label: t('audit.what') },
		{ label: t('audit.chain.prev') },
		{ label: t('audit.chain.hash') },
		{ label: t('audit.chain.recomputed') },
		{ label: t('audit.chain.result') },
	]
	return (
		<Table caption={t('audit.events')} columns={columns}>
			{items.map((item) => {
				const sentence = words.sentence(item.kind, item.params) || item.kind
				return (
					<Row key={item.id}>
						<Cell label={t('audit.chain.seq')} num>
							{item.seq}
						</Cell>
						<Cell main>
							<span className="strong">{sentence}</span>
							<span className="sub">
								{formats.moment(item.at, today)} {item.actorName ?? t('audit.system')}
							</span>
							{item.reason ? <span className="sub">{item.reason}</span> : null}
							<Changes
								changes={item.changes}
								subjectKind={item.subjectKind}
								words={words}
								caption={`${sentence} ${item.seq}`}
							/>
						</Cell>
						<HashCell label={t('audit.chain.prev')} hash={item.prevHash} />
						<HashCell label={t('audit.chain.hash')} hash={item.hash} />
						<HashCell label={t('audit.chain.recomputed')} hash={item.recomputed} />
						<Cell label={t('audit.chain.result')} nowrap>
							<Fit content={item.contentFits} link={item.linkFits} />
						</Cell>
					</Row>
				)
			})}
		</Table>
	)
}

const SHOWN = 12

/** The beginning of a hash; the whole one stands behind it for copying and for screen readers. */
function HashCell({ label, hash }: { label: string; hash: string }) {
	return (
		<Cell label={label} nowrap>
			<span className="mono sm" title={hash}>
				{hash.slice(0, SHOWN)}…
			</span>
		</Cell>
	)
}

function Fit({ content, link }: { content: boolean; link: boolean }) {
	const t = useT()
	if (content && link) return <StateBadge kind="done">{t('audit.chain.fit')}</StateBadge>
	return (
		<StateBadge kind="ended-against">
			{content ? t('audit.chain.link-unfit') : t('audit.chain.content-unfit')}
		</StateBadge>
	)
}

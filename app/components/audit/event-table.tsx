import { Link } from '@remix-run/react'
import type { Change } from '#app/domain/audit/changes.ts'
import { type Instant, type LocalDate, withOffset } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Changes } from './change-table.tsx'
import { subjectPath } from './subject-path.ts'
import { useAuditWords } from './use-words.ts'

export type EventItem = {
	readonly id: number
	readonly seq: number
	readonly at: Instant
	readonly kind: string
	readonly subjectKind: string
	readonly subjectId: string
	readonly number: string
	readonly title: string
	readonly actorName: string | null
	readonly reason: string | null
	readonly changes: readonly Change[]
	readonly params: Readonly<Record<string, string | number>>
}

/** What happened, newest first: each line leads to its subject and to the proof of the chain. */
export function EventTable({ items, today }: { items: readonly EventItem[]; today: LocalDate }) {
	const t = useT()
	const words = useAuditWords(today)
	const formats = useFormats()
	const columns = [
		{ label: t('audit.at') },
		{ label: t('audit.what') },
		{ label: t('audit.who') },
		{ label: t('audit.about') },
		{ label: t('audit.changes') },
		{ label: t('audit.proof'), silent: true },
	]
	return (
		<Table caption={t('audit.events')} columns={columns}>
			{items.map((item) => {
				const sentence = words.sentence(item.kind, item.params) || item.kind
				return (
					<Row key={item.id}>
						<Cell label={t('audit.at')} nowrap>
							<time dateTime={withOffset(item.at)}>{formats.moment(item.at, today)}</time>
						</Cell>
						<Cell main>
							<span className="strong">{sentence}</span>
							{item.reason ? <span className="sub">{item.reason}</span> : null}
						</Cell>
						<Cell label={t('audit.who')}>{item.actorName ?? t('audit.system')}</Cell>
						<Cell label={t('audit.about')}>
							<SubjectName kind={item.subjectKind} id={item.subjectId} number={item.number} title={item.title} />
						</Cell>
						<Cell>
							<Changes
								changes={item.changes}
								subjectKind={item.subjectKind}
								words={words}
								caption={`${sentence} ${item.seq}`}
							/>
						</Cell>
						<Cell nowrap>
							<Link
								to={paths.chainProof(item.subjectKind, item.subjectId)}
								aria-label={t('audit.proof.of', { number: item.number || words.subject(item.subjectKind) })}
							>
								{t('audit.proof')}
							</Link>
						</Cell>
					</Row>
				)
			})}
		</Table>
	)
}

type SubjectNameProps = { kind: string; id: string; number: string; title: string }

/** Kind, number and name of a subject; a link when it has a page. */
export function SubjectName({ kind, id, number, title }: SubjectNameProps) {
	const words = useAuditWords()
	const to = subjectPath(kind, id)
	const name = number || title || words.subject(kind)
	return (
		<>
			{to ? <Link to={to}>{name}</Link> : name}{' '}
			<span className="sub">{[words.subject(kind), number ? title : ''].filter(Boolean).join(' ')}</span>
		</>
	)
}

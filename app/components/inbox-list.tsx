import { Form, Link } from '@remix-run/react'
import { linkOf } from '#app/domain/delivery/link.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { noticeText } from '#app/i18n/notice-text.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'

type Params = Readonly<Record<string, string | number>>
export type Message = {
	readonly id: string
	readonly kind: string
	readonly subjectKind: string
	readonly subjectId: string
	readonly params: Params
	readonly at: Instant
	readonly read: boolean
	readonly closed: boolean
}

/** Messages, each one line; what is not read stands out and can be marked. */
export function InboxList({ items, today, dealer }: { items: readonly Message[]; today: LocalDate; dealer: boolean }) {
	const t = useT()
	const say = useDynamicT()
	const formats = useFormats()
	const columns = [
		{ label: t('inbox.col.at') },
		{ label: t('inbox.col.what') },
		{ label: t('inbox.col.act'), silent: true },
	]
	return (
		<Table caption={t('inbox.title')} columns={columns}>
			{items.map((item) => {
				const params = item.closed ? { ...item.params, title: t('delivery.confidential') } : item.params
				const text = noticeText(say, formats, today, { ...item, params })
				const to = linkOf(paths, item, dealer)
				const title = item.read ? text : <b>{text}</b>
				return (
					<Row key={item.id}>
						<Cell label={t('inbox.col.at')} nowrap muted>
							{formats.moment(item.at, today)}
						</Cell>
						<Cell main>
							{to ? <Link to={to}>{title}</Link> : title}
							{item.read ? null : <span className="vh"> {t('inbox.unread')}</span>}
						</Cell>
						<Cell label={t('inbox.col.act')}>
							{item.read ? (
								<span className="muted">{t('inbox.read')}</span>
							) : (
								<Form method="post">
									<input type="hidden" name="id" value={item.id} />
									<Button type="submit" small aria-label={t('inbox.mark', { text })}>
										{t('inbox.mark-short')}
									</Button>
								</Form>
							)}
						</Cell>
					</Row>
				)
			})}
		</Table>
	)
}

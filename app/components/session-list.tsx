import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { PostButton } from './act.tsx'
import { Section } from './page-head.tsx'

type SessionLine = {
	readonly id: string
	readonly since: Instant
	readonly seen: Instant
	readonly address: string
	readonly device: string
	readonly mine: boolean
}

/** Where the person is signed in, each device with its way out. */
export function SessionList({ sessions, today }: { sessions: readonly SessionLine[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	const columns = [
		{ label: t('account.session.device') },
		{ label: t('account.session.address') },
		{ label: t('account.session.since') },
		{ label: t('account.session.seen') },
		{ label: t('account.act'), silent: true },
	]
	return (
		<Section id="sessions" title={t('account.sessions')} sub={t('account.sessions.why')}>
			<Table caption={t('account.sessions.list')} columns={columns}>
				{sessions.map((session) => (
					<Row key={session.id} on={session.mine}>
						<Cell main label={t('account.session.device')}>
							{session.device || '?'}
						</Cell>
						<Cell label={t('account.session.address')}>
							<span className="mono">{session.address}</span>
						</Cell>
						<Cell label={t('account.session.since')}>{formats.moment(session.since, today)}</Cell>
						<Cell label={t('account.session.seen')}>{formats.moment(session.seen, today)}</Cell>
						<Cell>
							{session.mine ? (
								<span className="muted">{t('account.session.mine')}</span>
							) : (
								<PostButton
									small
									fields={{ intent: 'end-session', session: session.id }}
									label={t('account.session.end.label', { device: session.device })}
								>
									{t('account.session.end')}
								</PostButton>
							)}
						</Cell>
					</Row>
				))}
			</Table>
			<div className="mt4">
				<PostButton fields={{ intent: 'everywhere' }}>{t('account.everywhere')}</PostButton>
			</div>
		</Section>
	)
}

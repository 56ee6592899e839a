import { ButtonLink, PostButton } from '#app/components/act.tsx'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'

type Robot = {
	readonly id: string
	readonly code: string
	readonly name: string
	readonly kind: 'wecom' | 'dingtalk'
	readonly place: string | null
	readonly off: boolean
	readonly silentUntil: Instant | null
	readonly ready: boolean
	readonly version: number
}

/** The branch's robots; whether the server has a key, never the key. */
export function RobotList({ robots, today }: { robots: readonly Robot[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	const columns = [
		{ label: t('robots.name') },
		{ label: t('robots.kind') },
		{ label: t('robots.place') },
		{ label: t('robots.key') },
		{ label: t('robots.state') },
		{ label: t('account.act'), silent: true },
	]
	return (
		<Table caption={t('robots.list')} columns={columns}>
			{robots.map((robot) => (
				<Row key={robot.id}>
					<Cell main label={t('robots.name')}>
						{robot.name} <span className="muted mono">{robot.code}</span>
					</Cell>
					<Cell label={t('robots.kind')}>{t(`deliveries.channel.${robot.kind}`)}</Cell>
					<Cell label={t('robots.place')}>{robot.place ?? t('place.branch')}</Cell>
					<Cell label={t('robots.key')}>
						{robot.ready ? t('robots.key.found') : t('robots.key.missing', { code: robot.code })}
					</Cell>
					<Cell label={t('robots.state')}>
						{robot.silentUntil
							? t('robots.state.silent', { until: formats.moment(robot.silentUntil, today) })
							: t(robot.off ? 'robots.state.off' : 'robots.state.on')}
					</Cell>
					<Cell>
						<span className="row">
							<ButtonLink
								small
								to={paths.robots({ edit: robot.id })}
								aria-label={t('robots.change.label', { name: robot.name })}
							>
								{t('robots.change')}
							</ButtonLink>
							{robot.off ? (
								<PostButton
									small
									fields={{ intent: 'on', id: robot.id, version: String(robot.version) }}
									label={t('robots.on.label', { name: robot.name })}
								>
									{t('robots.on')}
								</PostButton>
							) : (
								<>
									<PostButton
										small
										fields={{ intent: 'try', id: robot.id, version: String(robot.version) }}
										label={t('robots.try.label', { name: robot.name })}
									>
										{t('robots.try')}
									</PostButton>
									<PostButton
										small
										fields={{ intent: 'off', id: robot.id, version: String(robot.version) }}
										label={t('robots.off.label', { name: robot.name })}
									>
										{t('robots.off')}
									</PostButton>
								</>
							)}
						</span>
					</Cell>
				</Row>
			))}
		</Table>
	)
}

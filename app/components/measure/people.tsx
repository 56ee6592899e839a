import type { ReactNode } from 'react'
import type { PersonRole } from '#app/domain/measure/person.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Tag } from '../badge.tsx'

export type PersonLine = {
	readonly id: string
	readonly version: number
	readonly role: PersonRole
	readonly name: string
	readonly idTail: string | null
	readonly staffNo: string | null
	readonly login: string | null
	readonly since: LocalDate
	readonly until: LocalDate | null
	readonly listed: string | null
}

type Props = {
	people: readonly PersonLine[]
	today: LocalDate
	/** What can be done with somebody who is still there. */
	actOf?: ((person: PersonLine) => ReactNode) | undefined
}

/** The natural persons of a dealer; of identity numbers the tail. */
export function PersonTable({ people, today, actOf }: Props) {
	const t = useT()
	const formats = useFormats()
	if (people.length === 0) return <p className="muted">{t('person.none')}</p>
	const columns = [
		{ label: t('person.name') },
		{ label: t('person.role') },
		{ label: t('person.id') },
		{ label: t('person.staff') },
		{ label: t('person.since') },
		...(actOf ? [{ label: t('person.left'), silent: true }] : []),
	]
	return (
		<Table caption={t('person.title')} columns={columns}>
			{people.map((person) => (
				<Row key={person.id}>
					<Cell main>
						{person.name} {person.listed ? <Tag tone="red">{t('person.listed', { number: person.listed })}</Tag> : null}
						{person.login ? <span className="sub mono">{person.login}</span> : null}
					</Cell>
					<Cell label={t('person.role')}>{t(`person.role.${person.role}`)}</Cell>
					<Cell label={t('person.id')}>
						<span className="mono">{person.idTail === null ? t('common.none') : `**************${person.idTail}`}</span>
					</Cell>
					<Cell label={t('person.staff')}>
						<span className="mono">{person.staffNo ?? t('common.none')}</span>
					</Cell>
					<Cell label={t('person.since')}>
						{formats.day(person.since, today)}
						{person.until ? (
							<span className="sub">{t('person.until', { day: formats.day(person.until, today) })}</span>
						) : null}
					</Cell>
					{actOf ? <Cell>{person.until === null ? actOf(person) : null}</Cell> : null}
				</Row>
			))}
		</Table>
	)
}

import type { ReactNode } from 'react'
import { Act, ButtonLink } from '#app/components/act.tsx'
import { StateBadge, Tag } from '#app/components/badge.tsx'
import { Empty } from '#app/components/empty.tsx'
import { Facts } from '#app/components/facts.tsx'
import { Columns, PageHead, Section } from '#app/components/page-head.tsx'
import type { ChangePage } from '#app/domain/calendar-year/page-types.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { EffectFigures, KindTable, MovesTable } from './preview.tsx'
import { ReadChecks, ReadLines } from './reading.tsx'
import { CHANGE_STATE } from './states.ts'

/** One change of the calendar: what was read, the conditions, what it moves, who has it in hand. */
export function ChangeBody({ page, before }: { readonly page: ChangePage; readonly before: ReactNode }) {
	const t = useT()
	const formats = useFormats()
	const { row, read } = page
	return (
		<>
			{before}
			<PageHead
				title={t(`calchange.kind.${row.kind}`, { title: row.title })}
				crumbs={[
					{ label: t('calendar.page'), to: paths.calendar() },
					{ label: t('calchange.title'), to: paths.calendarChanges() },
				]}
				meta={
					<>
						<StateBadge kind={CHANGE_STATE[row.state]}>{t(`calchange.state.${row.state}`)}</StateBadge>
						{row.example === 1 ? <Tag tone="strong">{t('calchange.example.tag')}</Tag> : null}
						<span>{formats.moment(row.at, page.today)}</span>
					</>
				}
				lead={row.reason || undefined}
			/>
			<Columns aside={<Aside page={page} />} asideLabel={t('calchange.acts')}>
				{row.state === 'PUBLISHED' ? null : (
					<Section id="checks-of" title={t('calchange.checks')}>
						<ReadChecks checks={read.checks} />
					</Section>
				)}
				{read.rows.length > 0 ? (
					<Section id="reading" title={t('calchange.reading')}>
						<ReadLines rows={read.rows} />
					</Section>
				) : null}
				<PreviewSection page={page} />
			</Columns>
		</>
	)
}

function PreviewSection({ page }: { readonly page: ChangePage }) {
	const t = useT()
	const { row, preview, moves } = page
	if (page.summary) {
		return (
			<Section id="preview" title={t('calchange.done')}>
				<EffectFigures summary={page.summary} />
			</Section>
		)
	}
	if (row.state === 'DROPPED') return null
	if (!preview) {
		return (
			<Section id="preview" title={t('calchange.preview')}>
				<p className="second">{t('calchange.preview.unread')}</p>
			</Section>
		)
	}
	return (
		<Section id="preview" title={t('calchange.preview')}>
			<p className="read">{t('calchange.preview.lead', { version: page.number })}</p>
			<EffectFigures summary={preview.summary} past={preview.past} />
			{preview.kinds.length > 0 ? <KindTable kinds={preview.kinds} /> : null}
			{moves ? <Moves page={page} moves={moves} /> : <p className="second">{t('calchange.preview.counts')}</p>}
		</Section>
	)
}

function Moves({ page, moves }: { readonly page: ChangePage; readonly moves: NonNullable<ChangePage['moves']> }) {
	const t = useT()
	const { id } = page.row
	if (moves.rows.length === 0) {
		return (
			<Empty title={t('calchange.preview.none')} level={3}>
				{t('calchange.preview.none.why')}
			</Empty>
		)
	}
	return (
		<>
			<MovesTable
				rows={moves.rows}
				today={page.today}
				first={page.after ? paths.calendarChange(id) : null}
				next={moves.next ? paths.calendarChange(id, { after: moves.next }) : null}
			/>
			<LinkButton href={paths.calendarMoves(id)} icon="download" small>
				{t('calchange.moves.csv')}
			</LinkButton>
		</>
	)
}

function Aside({ page }: { readonly page: ChangePage }) {
	const t = useT()
	const { row, may } = page
	return (
		<>
			{may.propose ? (
				<Act
					label={t('calchange.act.propose')}
					why={t('calchange.act.propose.why')}
					variant="primary"
					post={{ version: String(row.version) }}
					{...(row.example === 1
						? { shut: t('calchange.act.example') }
						: page.read.sound
							? {}
							: { shut: t('calchange.act.unsound') })}
				/>
			) : null}
			{may.publish ? (
				<Act
					label={t('calchange.act.publish')}
					why={t('calchange.act.publish.why')}
					variant="seal"
					to={paths.calendarAct(row.id, 'publish')}
					{...(page.isEditor ? { shut: t('calchange.act.second') } : {})}
				/>
			) : null}
			<div className="btns">
				{may.edit ? <ButtonLink to={paths.editCalendarChange(row.id)}>{t('calchange.edit')}</ButtonLink> : null}
				{may.return ? (
					<ButtonLink to={paths.calendarAct(row.id, 'return')}>{t('calchange.act.return')}</ButtonLink>
				) : null}
				{may.drop ? <ButtonLink to={paths.calendarAct(row.id, 'drop')}>{t('calchange.act.drop')}</ButtonLink> : null}
			</div>
			<Section id="people" title={t('calchange.people')}>
				<Facts
					items={[
						{ label: t('calchange.editors'), value: page.editors.join('、') },
						page.publisher !== null && { label: t('calchange.publisher'), value: page.publisher },
						row.source !== '' && { label: t('calchange.source'), value: row.source },
					]}
				/>
			</Section>
		</>
	)
}

import { Link } from '@remix-run/react'
import type { Part } from '#app/domain/penalty/clause.ts'
import type { DraftState } from '#app/domain/penalty/rulebook-draft.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Act, ButtonLink } from '../act.tsx'
import { StateBadge } from '../badge.tsx'
import { Facts } from '../facts.tsx'
import { PageHead, Section } from '../page-head.tsx'
import { Timeline } from '../timeline.tsx'
import { WorkList } from '../work-list.tsx'

const BADGE = { DRAFT: 'draft', CHECKED: 'run-1', PUBLISHED: 'done', DROPPED: 'ended' } as const

export type DraftView = {
	readonly id: string
	readonly code: string
	readonly state: DraftState
	readonly version: number
	readonly effectiveFrom: LocalDate
	readonly today: LocalDate
	readonly base: { readonly id: string; readonly code: string }
	readonly parts: readonly { readonly part: Part; readonly changed: number }[]
	readonly people: { readonly editors: readonly string[]; readonly checker: string; readonly publisher: string }
	readonly publishedVersionId: string | null
	readonly endReason: string | null
	readonly events: readonly {
		readonly at: Instant
		readonly kind: string
		readonly by: string
		readonly reason: string | null
	}[]
	readonly acts: Readonly<Record<'edit' | 'ask' | 'check' | 'return' | 'publish' | 'drop' | 'rehearse', boolean>>
}

export function DraftHead({ draft }: { draft: DraftView }) {
	const t = useT()
	const formats = useFormats()
	return (
		<PageHead
			title={draft.code}
			crumbs={[{ label: t('rulebook.list'), to: paths.rulebooks() }, { label: draft.code }]}
			meta={
				<>
					<StateBadge kind={BADGE[draft.state]}>{t(`rulebook.state.${draft.state}`)}</StateBadge>
					<span>{t('rulebook.effective.from', { day: formats.fullDay(draft.effectiveFrom) })}</span>
					{draft.endReason ? <span>{draft.endReason}</span> : null}
				</>
			}
			actions={
				<>
					<ButtonLink to={paths.compareRulebooks({ a: draft.base.id, b: draft.publishedVersionId ?? draft.id })}>
						{t('rulebook.desk.differs', { code: draft.base.code })}
					</ButtonLink>
					{draft.acts.rehearse ? (
						<ButtonLink to={paths.rehearsal({ version: draft.id })}>{t('rulebook.act.rehearse')}</ButtonLink>
					) : null}
				</>
			}
		/>
	)
}

/** What can be done with the draft now, each with what it means. */
export function DraftActs({ draft }: { draft: DraftView }) {
	const t = useT()
	const { id, version, acts } = draft
	return (
		<>
			{acts.ask ? (
				<Act label={t('rulebook.act.ask')} post={{ intent: 'ask', version: String(version) }} variant="primary" />
			) : null}
			{acts.check ? (
				<Act
					label={t('rulebook.act.check')}
					to={paths.rulebookAct(id, 'check')}
					variant="primary"
					why={t('rulebook.act.check.lead')}
				/>
			) : null}
			{acts.publish ? (
				<Act
					label={t('rulebook.act.publish')}
					to={paths.rulebookAct(id, 'publish')}
					variant="seal"
					why={t('rulebook.act.publish.lead')}
				/>
			) : null}
			{acts.return ? <Act label={t('rulebook.act.return')} to={paths.rulebookAct(id, 'return')} /> : null}
			{acts.drop ? <Act label={t('rulebook.act.drop')} to={paths.rulebookAct(id, 'drop')} variant="danger" /> : null}
		</>
	)
}

/** The parts with how much differs, each the way into its page. */
export function DraftParts({ draft }: { draft: DraftView }) {
	const t = useT()
	return (
		<Section id="parts" title={t('rulebook.draft.parts')}>
			<WorkList
				items={draft.parts.map(({ part, changed }) => ({
					to: paths.rulebookPart(draft.id, part),
					title: t(`rulebook.part.${part}`),
					end:
						changed === 0
							? t('rulebook.part.same', { code: draft.base.code })
							: t('rulebook.part.changed', { code: draft.base.code, count: changed }),
				}))}
			/>
		</Section>
	)
}

export function DraftPeople({ draft }: { draft: DraftView }) {
	const t = useT()
	const formats = useFormats()
	const word = useDynamicT()
	const { people, base } = draft
	return (
		<>
			<Section id="people" title={t('rulebook.draft.people')}>
				<Facts
					items={[
						{
							label: t('rulebook.draft.base'),
							value: <Link to={paths.rulebookVersion(base.id)}>{base.code}</Link>,
						},
						{ label: t('rulebook.draft.editors'), value: formats.list(people.editors) },
						people.checker !== '' && { label: t('rulebook.draft.checker'), value: people.checker },
						people.publisher !== '' && { label: t('rulebook.draft.publisher'), value: people.publisher },
					]}
				/>
			</Section>
			<Section id="log" title={t('rulebook.draft.log')}>
				<Timeline
					today={draft.today}
					items={draft.events.map((event) => ({
						at: event.at,
						title: word(`event.${event.kind}`),
						sub: [event.by, event.reason].filter((one) => one !== null && one !== '').join('：'),
					}))}
				/>
			</Section>
		</>
	)
}

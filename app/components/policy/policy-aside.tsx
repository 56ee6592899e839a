import { Act, ButtonLink } from '#app/components/act.tsx'
import { Facts } from '#app/components/facts.tsx'
import { Section } from '#app/components/page-head.tsx'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'

type Props = {
	readonly id: string
	readonly version: number
	readonly open: number
	readonly isEditor: boolean
	readonly editors: readonly string[]
	readonly decider: string | null
	readonly against: { readonly same: boolean } | null
	readonly may: Readonly<Record<'edit' | 'propose' | 'drop' | 'decide' | 'retire', boolean>>
}

/** What may be done with a version now, and who has had it in hand. */
export function PolicyAside({ page }: { readonly page: Props }) {
	const t = useT()
	const { id, may } = page
	return (
		<>
			{may.edit ? <ButtonLink to={paths.editDeadlinePolicy(id)}>{t('policy.edit')}</ButtonLink> : null}
			{may.propose ? (
				<Act
					label={t('policy.act.propose')}
					why={t('policy.act.propose.why')}
					variant="primary"
					post={{ version: String(page.version) }}
					{...(page.against?.same ? { shut: t('policy.same') } : {})}
				/>
			) : null}
			{may.decide ? (
				<>
					<Act
						label={t('policy.act.put-in-force')}
						why={t('policy.act.put-in-force.why')}
						variant="seal"
						to={paths.deadlineAct(id, 'put-in-force')}
						{...(page.isEditor ? { shut: t('refusal.policy.second-person') } : {})}
					/>
					<ButtonLink to={paths.deadlineAct(id, 'return')}>{t('policy.act.return')}</ButtonLink>
				</>
			) : null}
			{may.retire ? (
				<Act
					label={t('policy.act.retire')}
					why={t('policy.act.retire.why', { count: page.open })}
					to={paths.deadlineAct(id, 'retire')}
				/>
			) : null}
			{may.drop ? <ButtonLink to={paths.deadlineAct(id, 'drop')}>{t('policy.act.drop')}</ButtonLink> : null}
			<Section id="people" title={t('policy.people')}>
				<Facts
					items={[
						{
							label: t('policy.editors'),
							value: page.editors.length > 0 ? page.editors.join('、') : t('policy.shipped'),
						},
						page.decider !== null && { label: t('policy.decider'), value: page.decider },
						{ label: t('policy.col.open'), value: String(page.open) },
					]}
				/>
			</Section>
		</>
	)
}

import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '../act.tsx'
import { Section } from '../page-head.tsx'
import { type WorkItem, WorkList } from '../work-list.tsx'

type Props = {
	opinions: readonly WorkItem[]
	samples: readonly { readonly id: string; readonly seed: string; readonly drawn_at: Instant }[]
	today: LocalDate
}

/** An auditor waits for the branch: opinions without an answer, and the samples drawn lately. */
export function AuditPart({ opinions, samples, today }: Props) {
	const t = useT()
	const formats = useFormats()
	return (
		<>
			<Section id="opinions" title={t('work.opinions')} sub={t('work.opinions.sub', { count: opinions.length })}>
				{opinions.length === 0 ? <p className="muted">{t('work.opinions.none')}</p> : <WorkList items={opinions} />}
			</Section>
			<Section id="samples" title={t('work.samples')}>
				<WorkList
					items={samples.map((sample) => ({
						to: paths.auditSample({ id: sample.id }),
						title: t('work.sample', { seed: sample.seed }),
						sub: formats.moment(sample.drawn_at, today),
					}))}
				/>
				<p className="mt2">
					<ButtonLink to={paths.auditSample()}>{t('work.samples.draw')}</ButtonLink>
				</p>
			</Section>
		</>
	)
}
